// Hosts for measures of a first visit: a folder over HTTP as a site serves it, compressed where a compressed neighbour lies.
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { extname, join, normalize } from 'node:path'

const TYPES = { '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' }

/** Serves `folder`; `texts` stand in for files of it: { 'config.json': '…' }. */
export async function serveFolder(folder, texts = {}) {
  const host = createServer((request, response) => {
    const asked = normalize(decodeURIComponent(new URL(request.url, 'http://host').pathname)).slice(1) || 'index.html'
    const name = asked in texts || existsSync(join(folder, asked)) ? asked : 'index.html'
    const compressed = `${name}.br`
    const head = { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }
    if (name in texts) response.writeHead(200, head).end(texts[name])
    else if (existsSync(join(folder, compressed))) {
      response.writeHead(200, { ...head, 'content-encoding': 'br' })
      createReadStream(join(folder, compressed)).pipe(response)
    } else {
      response.writeHead(200, head)
      createReadStream(join(folder, name)).pipe(response)
    }
  })
  host.listen(0, '127.0.0.1')
  await once(host, 'listening')
  const stop = () => new Promise((done) => (host.close(done), host.closeAllConnections()))
  return { app: `http://127.0.0.1:${host.address().port}/`, stop }
}
