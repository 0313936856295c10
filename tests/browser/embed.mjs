// A host of another site around the app, as an integrator has one: import { test, expect } from './embed.mjs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { common } from '../../playwright.config.mjs'
import { wholeChromium } from '../../tools/dev/chromium.mjs'
import { expect, test as base } from './fixtures.mjs'

export { expect }

export const HARTLEY = { nhsNumber: '9990054320', birthDate: '1957-03-09', family: 'Hartley', given: 'Imogen' }
export const ADEBAYO = { nhsNumber: '9990054355', birthDate: '1991-11-30', family: 'Adebayo', given: 'Folake' }

/** For test.use: the headless shell has no PDF viewer, and gives a frame of another site no process of its own. */
export const wholeBrowser = { launchOptions: { ...common.use.launchOptions, executablePath: wholeChromium() } }

/** A server of pages at `localhost`, which is another site than the app's 127.0.0.1. */
export async function startHost() {
  const pages = new Map()
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url, 'http://host').pathname)
    if (!page) return response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${server.address().port}`
  return {
    origin,
    /** Serves a body at a path, and gives its address. */
    page(path, body, headers = {}) {
      pages.set(path, { body, headers })
      return `${origin}${path}`
    },
    stop() {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}

/** The strictest policy of a host that still shows the record: one frame-src and one script-src. */
export const strictest = (app) =>
  `default-src 'none'; frame-src ${app}; script-src ${app}; require-trusted-types-for 'script'; trusted-types 'none'`

/** A whole page with the element; `attributes` as they are written. */
export const plain = (app, attributes = '', more = '') => `<!DOCTYPE html><html lang="en"><head><title>Portal</title>
<script src="${app}embed-1.js" defer></script></head><body><h1>Portal</h1><a href="#before">Before</a>
<gp-connect-record id="record" src="${app}" ${attributes}></gp-connect-record><a href="#after">After</a>${more}</body></html>`

export const test = base.extend({
  host: async ({}, use) => {
    const host = await startHost()
    await use(host)
    await host.stop()
  },

  serverArguments: async ({ host }, use) => use(['--embed-host', host.origin]),

  complaints: async ({ complaints, host }, use) => {
    complaints.allow(new RegExp(`request to a third party: ${host.origin}$`))
    await use(complaints)
  },

  page: async ({ page }, use) => {
    // Heard on the way down, so that none is lost before a test can listen.
    await page.addInitScript(() => {
      globalThis.heard = []
      for (const type of ['gpc-ready', 'gpc-status', 'gpc-cleared', 'gpc-session', 'gpc-error']) {
        addEventListener(type, ({ detail }) => heard.push([type, structuredClone(detail)]), true)
      }
      globalThis.breaches = []
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => breaches.push(`${violatedDirective} ${blockedURI}`))
    })
    await use(page)
  },

  /** The page of the host with the app in it: portal.goto(attributes), then portal.show(patient). */
  portal: async ({ page, host, site }, use) => {
    const record = page.locator('gp-connect-record')
    const frame = page.frameLocator('gp-connect-record iframe')
    await use({
      app: site.app,
      record,
      frame,
      banner: frame.getByRole('region', { name: 'Patient' }),
      goto: (attributes = '', { more = '', headers = { 'content-security-policy': strictest(new URL(site.app).origin) } } = {}) =>
        page.goto(host.page('/', plain(site.app, attributes, more), headers)),
      show: (patient) => record.evaluate((record, patient) => (record.context = patient && { patient }), patient),
      heard: (type) => page.evaluate((type) => heard.filter(([name]) => !type || name === type).map(([, detail]) => detail), type),
      names: () => page.evaluate(() => heard.map(([name, detail]) => (name === 'gpc-status' ? detail.status : name))),
      /** The frame of the app as Playwright has it: its address and its scripts. */
      inside: () => page.frames().find((one) => one !== page.mainFrame() && one.url().startsWith(site.app)),
    })
  },
})
