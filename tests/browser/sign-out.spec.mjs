// Locking ends the gateway's session, and nobody goes on under the same name without it. A real server stands for the gateway, so
// that the browser keeps pages for "back" as it does for a user.
import { createServer, request } from 'node:http'
import { once } from 'node:events'
import { expectAccessible } from './axe.mjs'
import { expect, test as base } from './fixtures.mjs'
import { HARTLEY, banner, find, open } from './patients.mjs'

const heading = (page) => page.getByRole('heading', { level: 1 })

/** A gateway with one session: pages and settings for whoever is signed in, practices behind it, and a place to sign out. */
async function gateway(site) {
  const session = { isOpen: true, signOut: 204, asked: [] }
  const pass = (to, path, incoming, answer) => {
    const { hostname, port } = new URL(to)
    const headers = { ...incoming.headers, host: `${hostname}:${port}` }
    delete headers.origin
    const outgoing = request({ hostname, port, path, method: incoming.method, headers }, (came) => {
      answer.writeHead(came.statusCode, came.headers)
      came.pipe(answer)
    })
    outgoing.on('error', () => answer.writeHead(502).end())
    incoming.pipe(outgoing)
  }
  const server = createServer(async (incoming, answer) => {
    const path = incoming.url
    const isPage = !/\.\w+$/.test(path.split('?')[0])
    if (path === '/signout') {
      session.asked.push({ method: incoming.method, header: incoming.headers['x-request-id'], site: incoming.headers['sec-fetch-site'] })
      if (session.signOut === 204) session.isOpen = false
      if (session.signOut === 'page') return answer.writeHead(200, { 'content-type': 'text/html' }).end('<h1>App</h1>')
      return answer.writeHead(session.signOut).end()
    }
    if (path.startsWith('/signin')) {
      return answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><html lang="en"><title>Sign in</title><main><h1>Who are you?</h1></main>')
    }
    if (path.startsWith('/practices-at/')) {
      return session.isOpen ? pass(site.provider, path.slice('/practices-at'.length), incoming, answer) : answer.writeHead(401).end()
    }
    if (path === '/config.json') {
      if (!session.isOpen) return answer.writeHead(401).end()
      const config = JSON.parse((await (await fetch(`${site.app}config.json`)).text()).replaceAll(site.provider, './practices-at'))
      config.mode = 'gateway'
      Object.assign(config, session.settings)
      return answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(config))
    }
    if (isPage && !session.isOpen) return answer.writeHead(302, { location: '/signin', 'cache-control': 'no-store' }).end()
    pass(site.app, path, incoming, answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { session, app: `http://127.0.0.1:${server.address().port}/`, stop: () => new Promise((done) => (server.closeAllConnections(), server.close(done))) }
}

/** The app as the gateway serves it. */
const test = base.extend({
  site: async ({ site }, use) => {
    const behind = await gateway(site)
    await use({ ...site, app: behind.app, session: behind.session })
    await behind.stop()
  },
})

test.describe('behind a gateway', { tag: '@http' }, () => {
  let session
  test.beforeEach(async ({ site, behaviour }) => {
    await behaviour({ gateway: true })
    session = site.session
    session.settings = { signOut: './signout' }
  })

  /** Opens a patient through the gateway. */
  async function openThrough(page) {
    await page.goto('find')
    await page.getByLabel('NHS number').fill(HARTLEY)
    await page.getByRole('button', { name: 'Find patient' }).click()
    await expect(heading(page)).toHaveText('Summary')
    await expect(banner(page)).toContainText('HARTLEY')
  }

  // proves: FS-13
  test('locking ends the session, and neither Back nor an address goes on under the same name', async ({ page, complaints }) => {
    complaints.allow(/Failed to load resource/)
    await openThrough(page)
    await page.getByRole('button', { name: 'Lock and sign out' }).click()
    await expect(heading(page)).toHaveText('Locked')
    await expect(page.getByRole('main')).toContainText('You are signed out.')
    await expectAccessible(page)
    expect(session.asked).toHaveLength(1)
    expect(session.asked[0]).toMatchObject({ method: 'POST', site: 'same-origin' })
    expect(session.asked[0].header).toMatch(/^[0-9a-f-]{36}$/)
    await expect(page.getByRole('banner').first()).not.toContainText('Okoro')
    expect(await page.content()).not.toMatch(/HARTLEY|9990054320|Okoro/)
    // From the browser's cache the app starts, and the gateway gives it no settings.
    await page.goBack()
    await expect(heading(page)).toHaveText(/^(Who are you\?|You are signed out)$/)
    await page.goto('summary')
    await expect(heading(page)).toHaveText('Who are you?')
    await page.goto('locked')
    await expect(heading(page)).toHaveText('Who are you?')
  })

  // proves: FS-13
  test('whoever goes on inside the locked page is asked who they are', async ({ page, complaints }) => {
    complaints.allow(/Failed to load resource/)
    await openThrough(page)
    await page.getByRole('button', { name: 'Lock and sign out' }).click()
    await expect(page.getByRole('main')).toContainText('You are signed out.')
    await page.getByRole('link', { name: 'GP record and booking' }).click()
    await expect(heading(page)).toHaveText(/^(Who are you\?|You are signed out)$/)
    await expect(page.getByLabel('NHS number')).toHaveCount(0)
  })

  test('a lock that would lose what was written for a practice asks first', async ({ page, complaints }) => {
    complaints.allow(/Failed to load resource/)
    session.settings.features = { tasks: {} }
    await openThrough(page)
    await page.getByRole('link', { name: /^Tasks/ }).click()
    await page.getByRole('textbox', { name: 'Text' }).fill('Please ring her')
    await page.getByRole('button', { name: 'Lock and sign out' }).click()
    const question = page.getByRole('dialog', { name: 'Lock now?' })
    await expect(question).toContainText('not sent is lost, because locking signs you out')
    await expectAccessible(page)
    await question.getByRole('button', { name: 'Do not lock yet' }).click()
    await expect(page.getByRole('textbox', { name: 'Text' })).toHaveValue('Please ring her')
    await page.getByRole('button', { name: 'Lock and sign out' }).click()
    await question.getByRole('button', { name: 'Lock now' }).click()
    await expect(page.getByRole('main')).toContainText('You are signed out. What was written for a practice and not sent went with the session.')
    await expect(page.getByRole('group', { name: 'Task not sent' })).toHaveCount(0)
  })

  // proves: FS-13
  test('a session that could not be ended is said, and there is no way on but to end it', async ({ page, complaints }) => {
    complaints.allow(/Failed to load resource/)
    session.signOut = 503
    await openThrough(page)
    await page.getByRole('button', { name: 'Lock and sign out' }).click()
    const main = page.getByRole('main')
    await expect(main).toContainText('Not signed out. The gateway answered with status 503.')
    await expect(main).toContainText('Your session may still be open')
    await expect(main.getByRole('link')).toHaveCount(0)
    // What a plain host of files answers.
    session.signOut = 'page'
    await main.getByRole('button', { name: 'Try to sign out again' }).click()
    await expect(main).toContainText('Not signed out. A web page came instead of an answer from the gateway.')
    session.signOut = 204
    await main.getByRole('button', { name: 'Try to sign out again' }).click()
    await expect(main).toContainText('You are signed out.')
    await main.getByRole('link', { name: 'Sign in again' }).click()
    await expect(heading(page)).toHaveText('Who are you?')
  })

  // proves: FS-13
  test('the warning comes when the site says, is heard, and the lock signs out', async ({ page, complaints }) => {
    complaints.allow(/Failed to load resource/)
    session.settings.features = { idleMinutes: 3, idleWarningSeconds: 60 }
    await page.clock.install()
    await openThrough(page)
    await page.clock.runFor('01:55')
    const warning = page.getByRole('dialog', { name: 'Are you still there?' })
    await expect(warning).toBeHidden()
    await page.clock.runFor('00:08')
    await expect(warning).toContainText('You will be signed out.')
    await expect(warning.getByRole('alert')).toHaveText('1 minute left.')
    await expect(warning.getByRole('button', { name: 'Stay' })).toBeFocused()
    await page.clock.runFor('00:35')
    await expect(warning.getByRole('alert')).toHaveText('30 seconds left.')
    await page.clock.runFor('00:30')
    await expect(heading(page)).toHaveText('Locked')
    await expect(page.getByRole('main')).toContainText('You are signed out.')
    expect(session.isOpen).toBe(false)
  })

  // proves: FS-13
  test('a page kept for "back" shows nobody, and the next patient finds nothing of the last', async ({ page, complaints }) => {
    complaints.allow(/Failed to load resource/)
    await openThrough(page)
    await page.goto('signin')
    await page.goBack()
    await expect(heading(page)).toHaveText('No patient is open')
    expect(await page.content()).not.toMatch(/HARTLEY|999 005 4320/)
  })

  test('without an address to sign out at, the lock says under whose name one goes on', async ({ page }) => {
    session.settings = {}
    await openThrough(page)
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    await expect(page.getByRole('main')).toContainText('You are not signed out, because this service has no address for that.')
    await expect(page.getByRole('main')).toContainText('Nadia Okoro')
    await page.getByRole('link', { name: 'Continue' }).click()
    await expect(page.getByLabel('NHS number')).toBeVisible()
  })
})

base('where nobody signs in, the lock says so', { tag: '@http' }, async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('There is no sign-in here. Whoever continues does so as')
  await find(page, HARTLEY)
  await expect(heading(page)).toHaveText('Summary')
})
