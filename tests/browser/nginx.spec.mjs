// docs/hosting.md with nginx: every line of hosting/nginx.conf and hosting/headers.conf, in Debian's nginx.
import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test as base } from './fixtures.mjs'
import { startNginx } from './hosts.mjs'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'
import { dist, root } from './servers.mjs'

const test = base.extend({
  site: async ({}, use) => {
    const site = await startNginx()
    await use(site)
    await site.stop()
  },
})

const documented = [...readFileSync(join(root, 'hosting/headers.conf'), 'utf8').matchAll(/^add_header (\S+) "(.*)" always;$/gm)]
const built = (pattern) => readdirSync(dist).find((name) => pattern.test(name))

// proves: FS-16
test('nginx sends the headers, the cache rules and the compressed files as documented', { tag: '@page' }, async ({ site }) => {
  const ask = (address, options) => fetch(new URL(address, site.app), { redirect: 'manual', ...options })
  const program = built(/\.wasm$/)
  for (const [address, status, cache] of [
    ['', 200, 'no-cache'],
    ['find', 200, 'no-cache'],
    ['index.html', 200, 'no-cache'],
    ['config.json', 200, 'no-cache'],
    [site.style, 200, 'public, max-age=31536000, immutable'],
    [program, 200, 'public, max-age=31536000, immutable'],
    ['missing.js', 404, 'no-cache'],
    ['app-0123456789abcdef.css', 404, 'no-cache'],
  ]) {
    const answer = await ask(address)
    expect(answer.status, address).toBe(status)
    expect(answer.headers.get('cache-control'), address).toBe(cache)
    for (const [, name, value] of documented) expect(answer.headers.get(name), `${name} of ${address}`).toBe(value)
    const isPage = (await answer.text()).includes('data-wasm=')
    expect(isPage, `${address} is the page`).toBe(['', 'find', 'index.html'].includes(address))
  }
  expect((await ask(program)).headers.get('content-type')).toBe('application/wasm')
  const style = await ask(site.style, { headers: { 'accept-encoding': 'gzip' } })
  expect([style.headers.get('content-encoding'), style.headers.get('vary')]).toEqual(['gzip', 'Accept-Encoding'])
  const outside = await ask('/viewer')
  expect([outside.status, outside.headers.get('location')]).toEqual([308, '/viewer/'])
  const forPortals = await ask('embed-1.js')
  expect([forPortals.status, forPortals.headers.get('cross-origin-resource-policy'), forPortals.headers.get('access-control-allow-origin')]).toEqual([200, 'cross-origin', '*'])
  // Neither a page of two segments, nor a link that leads out of the folder, nor anything beside the folder.
  for (const address of ['summary/of/somebody', '/find', 'link.txt']) expect((await ask(address)).status, address).toBe(404)
})

test('behind nginx the app opens at a page of its own and shows a record', { tag: '@page' }, async ({ page }) => {
  await page.goto('summary')
  await expect(page.getByRole('link', { name: 'Find a patient' }).first()).toBeVisible()
  await open(page)
  await goTo(page, 'Medications')
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
})

/** A page of another site, by its own headers, that shows the app in a frame. */
function startPortal(app, headers = {}) {
  const portal = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(`<!doctype html><title>Portal</title><iframe src="${app}find" width="1000" height="700"></iframe>`)
  })
  return new Promise((done) => portal.listen(0, '127.0.0.1', () => done({ address: `http://127.0.0.1:${portal.address().port}`, stop: () => portal.close() })))
}

// proves: FS-16
test('a site that is named may show the app in a frame, isolated or not, and no other does', { tag: '@page' }, async ({ page, complaints }) => {
  complaints.allow(/third party|frame-ancestors|ERR_BLOCKED/)
  let app
  const portals = []
  for (const headers of [{}, { 'cross-origin-embedder-policy': 'require-corp' }, {}]) portals.push(await startPortal({ toString: () => app }, headers))
  const [named, isolated, other] = portals
  const site = await startNginx({
    headers: (text) =>
      text.replace("frame-ancestors 'none'", `frame-ancestors ${named.address} ${isolated.address}`).replace('Resource-Policy "same-origin"', 'Resource-Policy "cross-origin"'),
  })
  app = site.app
  // The header lets a browser show it; whom the app then answers is for its settings and a handshake.
  const answer = page.frameLocator('iframe').getByText('Waiting for the page around this one.')
  for (const portal of [named, isolated]) {
    await page.goto(portal.address)
    await expect(answer).toBeVisible()
  }
  await page.goto(other.address)
  await expect.poll(() => page.frames().length).toBe(2)
  await page.waitForTimeout(1_000)
  await expect(answer).toHaveCount(0)
  for (const portal of portals) portal.stop()
  await site.stop()
})
