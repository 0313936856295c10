// What every journey starts from: import { test, expect } from './fixtures.mjs'
import { test as base, expect } from '@playwright/test'
import { watch } from './complaints.mjs'
import { hearCrashes } from './crashes.mjs'
import { startSandboxServer, startStaticHost } from './servers.mjs'

export { expect }

export const test = base.extend({
  /** Set by the project: `http` (native server, provider on another port) or `page` (static host below a path, provider in the page). */
  served: ['http', { option: true }],

  /** Further arguments for the native server: test.use({ serverArguments: ['--records', folder] }) */
  serverArguments: [[], { option: true }],

  /** What is different about the static host: test.use({ host: { change: (name, bytes) => … } }) */
  host: [{}, { option: true }],

  /** The running servers: `app` and, over HTTP, `provider` addresses. Fresh for each test. */
  site: async ({ served, serverArguments, host }, use) => {
    const site = served === 'http' ? await startSandboxServer(...serverArguments) : await startStaticHost(host)
    await use(site)
    await site.stop()
  },

  /** Addresses without a leading slash stay below the app: page.goto('find'). */
  baseURL: async ({ site }, use) => use(site.app),

  /** In the page project a browser without Element.setHTML, so that each journey also runs on DOMPurify. */
  page: async ({ page, served }, use) => {
    if (served === 'page') await page.addInitScript(() => delete Element.prototype.setHTML)
    await use(page)
    // A request that a test stands in for may still be on its way when the test ends, and that is not a failure of the test.
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  },

  /** What the page may complain of in this test: complaints.allow(/blocked by CORS policy/). Anything else fails it. */
  complaints: async ({ page, site }, use) => {
    const complaints = watch(page, site)
    await use(complaints)
    expect(await complaints.found(), 'complaints of the page').toEqual([])
  },

  /**
   * Makes the provider misbehave once: faults('outcome:404:PATIENT_NOT_FOUND', { interaction, practice, area, times }).
   * docs/sandbox.md has the kinds of fault. In the page project before the first page.goto only.
   */
  faults: async ({ control }, use) => {
    await use((fault, where = {}) => control('faults', { fault, ...where }))
  },

  /** Changes how the provider behaves, with the switches of docs/sandbox.md: behaviour({ … }). In the page project before the first page.goto only. */
  behaviour: async ({ control }, use) => {
    await use((changes) => control('behaviour', changes))
  },

  /** Lets the settings name so many generated practices, Y90101 on, beside the seven: federation(20). Before the first page.goto. */
  federation: async ({ control }, use) => {
    await use((count) => control('practices', count))
  },

  /**
   * The state of one practice: standing('Y90101', 'slow:3000'); src/sandbox/world/practices.rs has the words.
   * In the page project before the first page.goto only.
   */
  standing: async ({ control }, use) => {
    await use((practice, standing) => control('standing', { practice, standing }))
  },

  /** Every appointment of every practice as the provider holds it, over HTTP only. */
  diary: async ({ site }, use) => {
    await use(async () => (await fetch(`${site.provider}/sandbox/diary`)).json())
  },

  /**
   * Changes members of config.json: settings({ timeoutSeconds: 2 }), over HTTP also settings({ … }, (config) => …).
   * Before the first page.goto.
   */
  settings: async ({ served, told }, use) => {
    await use(async (changes, change = () => {}) => {
      Object.assign(told.settings, changes)
      told.changes.push(change)
      await (served === 'page' ? told.serve() : told.write())
    })
  },

  /** What config.json says in the page project beyond its mode. */
  told: async ({ page, site }, use) => {
    const told = { sandbox: {}, settings: {}, changes: [] }
    told.write = () => site.settings((config) => Object.assign(config, told.settings), ...told.changes)
    told.serve = () =>
      page.route('**/config.json', (route) => {
        const { sandbox, settings } = told
        return route.fulfill({ json: { mode: 'sandbox', ...settings, sandbox } })
      })
    await use(told)
  },

  /** Tells the provider: over HTTP at once, in the page through config.json, which the app reads when it starts. */
  control: async ({ page, site, told }, use) => {
    const throughSettings = async (what, body) => {
      if (page.url() !== 'about:blank') throw new Error(`${what}: the provider in the page is told before the first page.goto`)
      // Each address may be told several things (src/sandbox/control.rs).
      ;(told.sandbox[what] ??= []).push(body)
      await told.serve()
    }
    await use(async (what, body) => {
      if (!site.provider) return throughSettings(what, body)
      await overHttp(site.provider, what, body)
      // What the provider was told may be in the settings that it makes.
      if (told.changes.length > 0) await told.write()
    })
  },

  /** What a page says when the app itself fails, also one that a test opens in a context of its own: a failed journey shows it. */
  crashes: [async ({ browser }, use, testInfo) => {
    const crashes = hearCrashes(browser)
    await use(crashes.said)
    crashes.stop()
    if (crashes.said.length > 0) await testInfo.attach('the app crashed', { body: crashes.said.join('\n\n'), contentType: 'text/plain' })
  }, { auto: true }],

  /** Watched from the start, also where a test does not name `complaints`. */
  watched: [async ({ complaints }, use) => use(complaints), { auto: true }],
})

/** Appointments are looked for at these practices beside the patient's own: site.settings(searched('Y90002')), over HTTP. */
export const searched = (...practices) => (config) => {
  if ('federation' in config) config.federation = practices
}

async function overHttp(provider, what, body) {
  const answer = await fetch(`${provider}/sandbox/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`POST /sandbox/${what}: ${answer.status} ${await answer.text()}`)
}
