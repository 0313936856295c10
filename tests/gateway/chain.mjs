// The whole road on this machine: nginx, a session helper, a pretend CIS2, a pretend Spine and the sandbox provider behind it.
// Everything runs from a folder of its own, as nobody where this is root, and ends with it.
import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { programs } from '../../tools/dev/gateway-programs.mjs'
import { dist, root, startSandboxServer } from '../browser/servers.mjs'
import { certificates } from './pretend/certificates.mjs'

const NOBODY = 65534
const isRoot = process.getuid() === 0

// Below those that the system itself gives to calls and to whoever asks for any: what is free now is free still when its server starts.
const [FIRST_PORT, LAST_PORT] = [20_000, 32_000]
const given = new Set()

export async function freePorts(count) {
  const ports = []
  while (ports.length < count) {
    const port = randomInt(FIRST_PORT, LAST_PORT)
    if (given.has(port)) continue
    given.add(port)
    const server = createServer()
    const isFree = await new Promise((done) => server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true)))
    if (!isFree) continue
    await new Promise((done) => server.close(done))
    ports.push(port)
  }
  return ports
}

function own(path) {
  chownSync(path, NOBODY, NOBODY)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) if (!lstatSync(join(path, name)).isSymbolicLink()) own(join(path, name))
}

/** Starts everything, with MESH for the organisations that `mesh` names, and resolves once a stranger is turned away and the health check is well. */
export async function startChain({ helper = 'apache', settings: change = () => {}, environment = {}, port, app = true, seconds = 900, hosts, mesh: organisations } = {}) {
  const run = mkdtempSync(join(tmpdir(), 'gateway-'))
  chmodSync(run, 0o755)
  // Whatever becomes of this process, the provider stops by itself.
  const sandbox = await startSandboxServer('--stop-after', String(seconds))
  const [gatewayPort, sessionPort, spinePort, platformPort, providerPort] = await freePorts(5)
  const publicPort = port ?? gatewayPort
  const address = `https://127.0.0.1:${publicPort}`
  const at = (...names) => join(run, ...names)
  mkdirSync(at('logs'))
  for (const folder of ['gateway', 'hosting']) cpSync(join(root, folder), at(folder), { recursive: true })
  if (app) cpSync(dist, at('dist'), { recursive: true })
  else mkdirSync(at('dist'))
  // What has no build yet is a page all the same.
  if (!app) writeFileSync(at('dist/index.html'), '<!doctype html><title>The app</title>')
  const installed = programs(run)
  certificates(run)

  // Where the practices are, as the sandbox's own settings have them: behind the pretend Spine, by other names.
  const told = await (await fetch(`${sandbox.app}config.json`)).json()
  const behind = (root) => root.replace(sandbox.provider, 'https://practices.test')
  const practices = Object.fromEntries(
    told.providers.map(({ ods, asid, roots }) => [ods, Object.fromEntries(Object.entries(roots).map(([name, address]) => [name, { address: behind(address), asid }]))]),
  )
  const settings = structuredClone(told)
  Object.assign(settings, { mode: 'gateway', pds: { root: '/pds' } })
  for (const name of ['user', 'asid', 'issuer', 'device', 'writeBack']) delete settings[name]
  for (const practice of settings.providers) {
    delete practice.asid
    for (const name of Object.keys(practice.roots)) practice.roots[name] = `/gpc/${practice.ods}/${name}`
  }
  change(settings)
  writeFileSync(at('settings.json'), JSON.stringify(settings))
  if (hosts) writeFileSync(at('host-settings.json'), JSON.stringify(forHosts(settings, hosts)))
  const notes = (changes) => writeFileSync(at('notes.json'), JSON.stringify({ practices, platformKey: at('platform.pub'), ...changes }))
  notes({})

  const spine = readFileSync(join(root, 'tests/gateway/pretend/spine.conf'), 'utf8')
    .replaceAll('@MODULES@', installed.GATEWAY_NGINX_MODULES)
    .replaceAll('@HERE@', run)
    .replaceAll('@RUN@', run)
    .replaceAll('@SANDBOX@', new URL(sandbox.provider).host)
    .replaceAll('@SPINE_PORT@', spinePort)
    .replaceAll('@PLATFORM_PORT@', platformPort)
  writeFileSync(at('spine.conf'), spine)
  cpSync(join(root, 'tests/gateway/pretend/spine.js'), at('spine.js'))

  const env = {
    PATH: process.env.PATH,
    ...installed,
    GATEWAY_NAME: '127.0.0.1',
    GATEWAY_PUBLIC: `127.0.0.1:${publicPort}`,
    GATEWAY_LISTEN: `127.0.0.1:${publicPort}`,
    GATEWAY_WORKERS: '2',
    GATEWAY_TLS_CERTIFICATE: at('gateway.pem'),
    GATEWAY_TLS_KEY: at('gateway.key'),
    GATEWAY_DIST: at('dist'),
    GATEWAY_APP_SETTINGS: at('settings.json'),
    GATEWAY_RUN: at('run'),
    GATEWAY_LOGS: at('logs'),
    GATEWAY_SESSION: `127.0.0.1:${sessionPort}`,
    GATEWAY_ISSUER: 'https://gateway.consumer.test',
    GATEWAY_ASIDS: `Y90500=${told.asid}`,
    GATEWAY_PRACTICE_HOSTS: 'practices.test',
    GATEWAY_SPINE: 'https://spine.test',
    GATEWAY_SPINE_ADDRESS: `127.0.0.1:${spinePort}`,
    GATEWAY_SPINE_CERTIFICATE: at('client.pem'),
    GATEWAY_SPINE_KEY: at('client.key'),
    GATEWAY_SPINE_CA: at('ca.pem'),
    GATEWAY_PLATFORM: 'https://platform.test',
    GATEWAY_PLATFORM_ADDRESS: `127.0.0.1:${platformPort}`,
    GATEWAY_PLATFORM_CA: at('ca.pem'),
    GATEWAY_PLATFORM_API_KEY: 'pretend-api-key',
    GATEWAY_PLATFORM_KEY: at('platform.key'),
    GATEWAY_PLATFORM_KEY_ID: 'platform-1',
    OIDC_METADATA_URL: `http://127.0.0.1:${providerPort}/.well-known/openid-configuration`,
    OIDC_CLIENT_ID: 'gateway',
    OIDC_PRIVATE_KEY: at('session.key'),
    OIDC_PUBLIC_KEY: at('session.pem'),
    OIDC_PASSPHRASE: randomBytes(24).toString('hex'),
    HOST_TOKEN_KEY: at('host.pem'),
    HOST_TOKEN_KEY_ID: 'host1',
    HOST_TOKEN_AUDIENCE: 'gateway',
    HOST_TOKEN_ISSUER: 'https://host.test',
    ...(hosts ? { GATEWAY_HOST_SETTINGS: at('host-settings.json'), GATEWAY_FRAME_ANCESTORS: hosts.join(' ') } : {}),
    ...environment,
  }
  for (const [name, address_] of [['OAUTH2_PROXY_OIDC_ISSUER_URL', `http://127.0.0.1:${providerPort}`], ['OAUTH2_PROXY_REDIRECT_URL', `${address}/oauth2/callback`]]) if (env[name]) env[name] = address_
  if (isRoot) own(run)
  // Loaded here alone, as it needs this file.
  const mesh = organisations && (await (await import('./mesh-road.mjs')).startMesh({ run, own: (path) => isRoot && own(path), organisations }))
  Object.assign(env, mesh?.environment)
  const children = []
  const start = (name, program, args, extra = {}) => {
    const options = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
    const child = spawn(program, args, { cwd: run, env: { ...env, ...extra }, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const one = { name, child, said: '' }
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (one.said += chunk))
    children.push(one)
    return one
  }
  const stop = async () => {
    await Promise.all(
      children.splice(0).map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode) return
        const ended = once(child, 'exit')
        child.kill()
        await ended
      }),
    )
    mesh?.stop()
    await sandbox.stop()
    rmSync(run, { recursive: true, force: true })
  }
  const starts = at('gateway/start')
  // Run from here, for its package; it reads one public key.
  children.push(startProvider({ providerPort, publicPort, key: at('session.pem') }))
  start('pretend Spine', installed.GATEWAY_NGINX, ['-e', at('spine-error.log'), '-p', run, '-c', 'spine.conf', '-g', 'daemon off;'], { NOTES: at('notes.json') })
  await listening(providerPort, children)
  const helpers = {
    apache: () => start('session helper', starts, ['session']),
    static: () => start('session helper', starts, ['static']),
    'oauth2-proxy': () => start('session helper', process.env.OAUTH2_PROXY, ['--config', at('gateway/session/oauth2-proxy.cfg'), '--http-address', `127.0.0.1:${sessionPort}`]),
  }
  helpers[helper]?.()
  start('gateway', starts, ['gateway'])
  try {
    for (const one of [sessionPort, spinePort, publicPort]) await listening(one, children)
  } catch (error) {
    await stop()
    throw error
  }
  const read = (name) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '')
  const lines = (name) => read(name).split('\n').filter(Boolean).map((line) => JSON.parse(line))
  return {
    address, run, env, sandbox, mesh, practices, settings, at, read, stop, spinePort, sessionPort,
    /** Tells the pretend Spine what goes wrong while something is tried. */
    told: async (changes, attempt) => {
      notes(changes)
      try {
        return await attempt()
      } finally {
        notes({})
      }
    },
    /** What arrived at the pretend Spine. */
    arrived: () => lines('arrived.log'),
    audit: () => lines('logs/audit.log'),
    /** Gives a folder made later to whom everything runs as. */
    own: (path) => isRoot && own(path),
    /** Starts another part of the chain, or one that is to refuse. */
    start,
  }
}

/** The settings of the app in a page of these hosts. */
function forHosts(settings, hosts) {
  const own = structuredClone(settings)
  Object.assign(own, { user: { id: 'portal', family: 'Portal', given: 'Ward' }, pds: { root: '/host/pds' }, embedding: { hosts } })
  for (const { roots } of own.providers) for (const name of Object.keys(roots)) roots[name] = `/host${roots[name]}`
  return own
}

function startProvider({ providerPort, publicPort, key }) {
  const child = spawn(process.execPath, ['--no-warnings', join(root, 'tests/gateway/pretend/identity-provider.mjs')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(providerPort),
      CLIENT_KEY: key,
      CLIENT_SECRET: 'pretend-secret',
      REDIRECT_URIS: `https://127.0.0.1:${publicPort}/signin/callback https://127.0.0.1:${publicPort}/oauth2/callback`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const one = { name: 'pretend CIS2', child, said: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (one.said += chunk))
  return one
}

/** Waits until something listens there. */
export async function listening(port, children = []) {
  const { connect } = await import('node:net')
  const deadline = Date.now() + 20_000
  for (;;) {
    const isOpen = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true) || socket.destroy()).on('error', () => done(false))
    })
    if (isOpen) return
    const dead = children.find(({ child }) => child.exitCode !== null)
    if (dead || Date.now() > deadline) throw new Error(`${dead?.name ?? `port ${port}`} did not start:\n${children.map(({ name, said }) => `${name}: ${said}`).join('\n')}`)
    await pause(30)
  }
}
