// A real nginx with the very files that docs/hosting.md gives operators.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { dist, root } from './servers.mjs'

const place = join(root, '.tools/gateway')

/** A port that is free now. */
export const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })

/**
 * Serves the build below /viewer/ as hosting/nginx.conf says; only address and certificate are not of this machine. `headers(text)`
 * gives headers.conf as a site changed it.
 */
export async function startNginx({ headers = (text) => text } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const at = (...names) => join(folder, ...names)
  const port = await freePort()
  cpSync(dist, at('srv/viewer'), { recursive: true })
  const style = readdirSync(dist).find((name) => /^app-.*\.css$/.test(name))
  // A build for development has no compressed neighbours.
  const neighbour = at('srv/viewer', `${style}.gz`)
  if (!existsSync(neighbour)) writeFileSync(neighbour, gzipSync(readFileSync(join(dist, style))))
  if (!existsSync(at('srv/viewer/embed-1.js'))) writeFileSync(at('srv/viewer/embed-1.js'), '')
  writeFileSync(at('secret.txt'), 'secret')
  symlinkSync(at('secret.txt'), at('srv/viewer/link.txt'))
  mkdirSync(at('temporary'))
  writeFileSync(at('headers.conf'), headers(readFileSync(join(root, 'hosting/headers.conf'), 'utf8')))
  cpSync(join(place, 'etc/nginx/mime.types'), at('mime.types'))
  const site = readFileSync(join(root, 'hosting/nginx.conf'), 'utf8')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace('root /srv;', `root ${at('srv')};`)
    .replaceAll(/^ *ssl_certificate.*\n/gm, '')
  writeFileSync(at('site.conf'), site)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path temporary/${kind};`)
  writeFileSync(
    at('nginx.conf'),
    `${process.getuid() === 0 ? 'user root;' : ''} daemon off; worker_processes 1; pid nginx.pid; error_log stderr; events {}\n` +
      `http { include mime.types; access_log off; ${temporary.join(' ')} include site.conf; }\n`,
  )
  const libraries = readdirSync(join(place, 'usr/lib')).find((name) => name.endsWith('-linux-gnu'))
  const child = spawn(join(place, 'usr/sbin/nginx'), ['-e', 'stderr', '-p', folder, '-c', 'nginx.conf'], {
    env: { ...process.env, LD_LIBRARY_PATH: join(place, 'usr/lib', libraries ?? '') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  child.on('error', (error) => (said += error.message))
  const app = `http://127.0.0.1:${port}/viewer/`
  const deadline = Date.now() + 10_000
  while (!(await fetch(app).catch(() => undefined))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`nginx did not start: ${said}`)
    await pause(30)
  }
  const stop = async () => {
    const ended = new Promise((done) => child.on('exit', done))
    child.kill('SIGQUIT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return { app, provider: undefined, style, said: () => said, stop }
}
