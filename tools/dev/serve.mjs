// ./dev serve: the built app with the sandbox provider beside it.
import { spawn } from 'node:child_process'
import { build, buildServer, finishing, trunkCommand } from './build.mjs'
import { root, say } from './run.mjs'

export async function serve(args) {
  const debug = args.includes('--debug')
  const forServer = args.filter((argument) => argument !== '--debug')
  const server = await buildServer()
  const directory = await build({ release: !debug })

  const children = []
  const start = (program, ...rest) => {
    const child = spawn(program, rest, { cwd: root, env: { ...process.env, ...finishing({}) }, stdio: ['ignore', 'inherit', 'inherit'] })
    children.push(child)
    return child
  }
  const stopAll = () => children.forEach((child) => child.kill())
  process.on('SIGINT', stopAll).on('SIGTERM', stopAll)

  if (debug) {
    say('Watching the sources; reload the page after a build')
    start(...trunkCommand('watch', { release: false, sandbox: true, directory }))
  }
  say('Starting the server; Ctrl+C stops it')
  const running = start(server, '--dist', directory, ...forServer)
  const code = await new Promise((done) => running.on('close', (exit) => done(exit ?? 0)))
  stopAll()
  return code
}
