// ./dev gateway: the app's build behind the real gateway on this machine, with a pretend CIS2, a pretend Spine and the MESH sandbox.
import { once } from 'node:events'
import { build, buildServer } from './build.mjs'
import { gatewayPrograms } from './gateway-programs.mjs'
import { say, Stop } from './run.mjs'

const DAY = 24 * 60 * 60

export async function gateway(args) {
  const named = args.indexOf('--port')
  const port = named < 0 ? 8443 : Number(args[named + 1])
  if (!Number.isInteger(port) || port < 1024 || port > 65535) throw new Stop('--port needs a number from 1024 to 65535')
  await gatewayPrograms()
  process.env.SANDBOX_SERVER = await buildServer()
  process.env.DIST = await build({ release: !args.includes('--debug') })
  say('Making certificates and starting nginx, Apache, the pretend CIS2, the pretend Spine and the MESH sandbox')
  // After the build: these files read where it is from the environment.
  const { startChain } = await import('../../tests/gateway/chain.mjs')
  const { answerAll } = await import('../../tests/gateway/mesh-road.mjs')
  const chain = await startChain({ port, seconds: DAY, mesh: 'Y90500' })
  // Each summary is known to its practice within seconds; live it may take days.
  const answering = setInterval(() => answerAll(chain).catch((fault) => console.error(fault.message)), 10_000)
  console.log(`The app      ${chain.address}/  (a certificate of its own: the browser asks you to accept it)
Sign in as   555000111222, with any password: Nadia Okoro, nurse practitioner at Northvale Urgent Treatment Centre
Patient      999 005 4320; a summary about her is accepted by a pretend practice within seconds
Health       ${chain.address}/health
Logs         ${chain.at('logs')}: access.log, audit.log, error.log, session.log
Settings     ${chain.at('run/conf')}, as nginx reads them

Ctrl+C stops everything and deletes it.`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  clearInterval(answering)
  await chain.stop()
  return 0
}
