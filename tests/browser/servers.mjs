// The two ways to serve the built app: by the native sandbox server, and by a plain host of static files.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize, relative, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** The project. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
/** The build that is served: dist, or what DIST names. */
export const dist = resolve(root, process.env.DIST ?? 'dist')
const server =
  process.env.SANDBOX_SERVER ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/gp-connect-sandbox-server')

/**
 * The native server: the app at `app`, the provider on another port and so on another origin at `provider`.
 * Each test starts its own, so that no test sees the bookings of another.
 */
export async function startSandboxServer(...args) {
  // The settings are a real file: a request that a test answers itself would have its preflight answered by Playwright, and
  // nothing that such a page sends would prove anything about CORS. While there is none, the server makes them itself.
  const folder = mkdtempSync(join(tmpdir(), 'settings-'))
  const file = join(folder, 'config.json')
  // Port 0 takes a free one, and the server says which; it also stops by itself should nobody stop it, after the longest
  // that any test may take.
  const ports = ['--app', '0', '--provider', '0', '--config', file]
  const child = spawn(server, [...ports, '--dist', dist, '--stop-after', '1800', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  let failure
  child.on('error', (error) => (failure = error))
  const address = (what) => said.match(new RegExp(`^${what} +(http://\\S+)`, 'm'))?.[1]
  const deadline = Date.now() + 20_000
  while (!address('App') || !address('Provider')) {
    if (failure) throw new Error(`${server}: ${failure.message}`)
    if (child.exitCode !== null) throw new Error(`the sandbox server stopped with ${child.exitCode}:\n${said}`)
    if (Date.now() > deadline) throw new Error(`the sandbox server did not start in time:\n${said}`)
    await pause(20)
  }
  /** Rewrites the settings: those that the server makes, changed. */
  const settings = async (...changes) => {
    rmSync(file, { force: true })
    const config = await (await fetch(`${address('App')}config.json`)).json()
    for (const change of changes) change(config)
    writeFileSync(file, JSON.stringify(config))
  }
  const stop = async () => {
    rmSync(folder, { recursive: true, force: true })
    if (child.exitCode !== null) return
    const stopped = once(child, 'exit')
    child.kill()
    await stopped
  }
  return { app: address('App'), provider: new URL(address('Provider')).origin, said: () => said, settings, stop }
}

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/**
 * A host that only has files, below a path, sends no policy of its own and answers 404.html for what it does not know.
 * `change(name, bytes)` may give other bytes for a file, or nothing where it is to be missing.
 */
export async function startStaticHost({ path = '/records/gp/', change = (name, bytes) => bytes } = {}) {
  const host = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://host').pathname)
    const file = asked.startsWith(path) ? join(dist, normalize(`/${asked.slice(path.length)}`)) : join(dist, 'no such file')
    const wanted = asked === path ? join(dist, 'index.html') : file
    const bytes = existsSync(wanted) && statSync(wanted).isFile() ? change(relative(dist, wanted), readFileSync(wanted)) : undefined
    const sent = bytes ? wanted : join(dist, '404.html')
    response.writeHead(bytes ? 200 : 404, { 'content-type': TYPES[extname(sent)] ?? 'application/octet-stream' })
    response.end(bytes ?? readFileSync(sent))
  }).listen(0, '127.0.0.1')
  await once(host, 'listening')
  const stop = () => {
    host.closeAllConnections()
    return new Promise((done) => host.close(done))
  }
  return { app: `http://127.0.0.1:${host.address().port}${path}`, provider: undefined, said: () => '', stop }
}
