// The app's build behind the real gateway: nginx, Apache and mod_auth_openidc, a pretend CIS2 and a pretend Spine before the provider.
import { startChain } from '../gateway/chain.mjs'
import { hostToken } from '../gateway/host-token.mjs'
import { acknowledgement, answerAll } from '../gateway/mesh-road.mjs'
import { BOOK, amend, at, book, booked, cancel, choose, ended, listed, main, openBoard, review, reviewAmendment } from './appointments.mjs'
import { HARTLEY as IN_CONTEXT, plain, startHost } from './embed.mjs'
import { test as base, expect } from './fixtures.mjs'
import { banner, find, HARTLEY } from './patients.mjs'
import { goTo } from './record.mjs'
import { check, fillIn, look, send, write } from './write-back.mjs'

const test = base.extend({
  // One for the file: each test signs in for itself.
  chain: [
    async ({}, use) => {
      const host = await startHost()
      const chain = await startChain({ hosts: [host.origin], mesh: 'Y90500' })
      await use({ ...chain, host })
      await chain.stop()
      await host.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  site: async ({ chain }, use) => {
    await fetch(`${chain.sandbox.provider}/sandbox/reset`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    await use({ app: `${chain.address}/`, provider: chain.sandbox.provider })
  },
  ignoreHTTPSErrors: true,
})
test.describe.configure({ mode: 'serial', retries: 0 })

/** From a page of the app through the pretend CIS2 and back to it. */
async function signIn(page, site, login = '555000111222') {
  await page.goto(site.app)
  await page.getByPlaceholder('Enter any login').fill(login)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  const consent = page.getByRole('button', { name: 'Continue' })
  await expect(consent.or(page.getByLabel('NHS number'))).toBeVisible()
  if (await consent.isVisible()) await consent.click()
  await expect(page.getByLabel('NHS number')).toBeVisible()
}

/** What the pages of the pretend CIS2 do is not the app's. */
const allowSignIn = (complaints) => complaints.allow(/request to a third party: (http:\/\/127|https:\/\/fonts)|favicon|Failed to load resource/)

const strangers = (page, site) => {
  const seen = []
  page.on('request', (request) => /^https?:/.test(request.url()) && !request.url().startsWith(site.app) && seen.push(new URL(request.url()).origin))
  return seen
}

// proves: GW-2 GW-4 GW-9 FND-05 FND-06
test('signed in at CIS2, a patient is found, read, booked, amended and cancelled, through the gateway alone', { tag: '@http' }, async ({ page, site, chain, complaints }) => {
  allowSignIn(complaints)
  await signIn(page, site)
  await expect(page.getByText('Okoro').first()).toBeVisible()
  const elsewhere = strangers(page, site)
  await openBoard(page, HARTLEY)
  await expect(banner(page)).toContainText('HARTLEY')
  const time = await booked(page, { description: 'Cough, five days' })
  await amend(page, time, { description: 'Cough, seven days' })
  await reviewAmendment(page)
  await page.getByRole('button', { name: 'Send the amendment' }).or(page.getByRole('button', { name: /^Amend/ })).last().click()
  await expect(page.getByRole('heading', { name: /amended/i })).toBeFocused()
  await (await listed(page)).filter({ hasText: at(time) }).getByRole('button').click()
  await expect(main(page)).toContainText('Cough, seven days')
  await cancel(page, time)
  await page.getByRole('button', { name: 'Cancel appointment' }).click()
  await ended(page, 'Appointment cancelled')
  await goTo(page, 'Allergies')
  await expect(main(page)).toContainText('Penicillin')
  expect(elsewhere).toEqual([])
  const changes = chain.audit().filter(({ event, verb }) => event === 'answered' && verb !== 'GET' ).map(({ interaction, status }) => [interaction.replace('fhir:rest:', ''), status])
  for (const [interaction, status] of [['create:appointment-1', 201], ['update:appointment-1', 200], ['cancel:appointment-1', 200]]) {
    expect(changes).toContainEqual([interaction, status])
  }
})

// proves: GW-8
test('a document whose address points at the practice is fetched through the gateway', { tag: '@http' }, async ({ page, site, complaints }) => {
  allowSignIn(complaints)
  await signIn(page, site)
  const elsewhere = strangers(page, site)
  await find(page, HARTLEY)
  await goTo(page, 'Documents')
  const read = page.waitForResponse((response) => /\/gpc\/Y90001\/documents\/Binary\//.test(response.url()))
  await main(page).getByRole('button', { name: 'Search documents' }).click()
  await main(page).getByRole('button', { name: /^(Open|Show|View)/ }).first().click()
  expect((await read).status()).toBe(200)
  expect(elsewhere).toEqual([])
})

// proves: FS-13 GW-2
test('locking ends the session at the gateway, and only a sign-in opens the app again', { tag: '@http' }, async ({ page, context, site, complaints }) => {
  allowSignIn(complaints)
  await signIn(page, site)
  await find(page, HARTLEY)
  await expect(banner(page)).toContainText('HARTLEY')
  const over = page.waitForResponse((response) => response.url().endsWith('/signout'))
  await page.getByRole('button', { name: 'Lock and sign out' }).click()
  expect((await over).status()).toBe(204)
  await expect(main(page)).toContainText('You are signed out.')
  expect((await context.cookies(site.app)).map(({ name }) => name)).not.toContain('__Host-gpc')
  expect((await context.request.get(`${site.app}config.json`)).status()).toBe(401)
  // A fresh load asks who is there, although the identity provider still knows.
  await page.goto(site.app)
  await expect(page.getByPlaceholder('Enter any login')).toBeVisible()
})

/** What comes in place of answers once the session has ended, until there is one again. */
const SIGNED_OUT = {
  'the session has ended': ({ context }) => context.clearCookies(),
  'a log-in page in place of an answer': ({ page }) =>
    page.route('**/gpc/**', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Log in</title>' })),
  'a redirect in place of an answer': ({ page }) => page.route('**/gpc/**', (route) => route.fulfill({ status: 302, headers: { location: '/signin/' } })),
}

for (const [kind, end] of Object.entries(SIGNED_OUT)) {
  // proves: GW-9 FB-13
  test(`${kind} while booking: sign in again, what was typed stays, and it is booked once`, { tag: '@http' }, async ({ page, context, site, complaints, diary }) => {
    allowSignIn(complaints)
    await signIn(page, site)
    await openBoard(page, HARTLEY)
    const time = await choose(page, { description: 'Cough, five days', comment: 'Bring own chart' })
    await review(page)
    await end({ page, context })
    await book(page)
    await expect(main(page)).toContainText(/sign(ing)? in again/i, { timeout: 20_000 })
    // In another window, so that what was typed here stays.
    const other = await context.newPage()
    await (kind === 'the session has ended' ? signIn(other, site) : other.goto(site.app))
    await expect(other.getByLabel('NHS number')).toBeVisible()
    await other.close()
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Back to your booking' }).click()
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Cough, five days')
    await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('Bring own chart')
    await review(page)
    await book(page)
    await ended(page, 'Appointment booked')
    await expect((await listed(page)).filter({ hasText: at(time) })).toHaveCount(1)
    const held = (await diary()).filter(({ description }) => description === 'Cough, five days')
    expect(held).toHaveLength(1)
  })
}

// proves: GW-9 EM-14
test('in a page of a host the record is read by the token of the host alone, for the person that it names', { tag: '@http' }, async ({ page, context, chain, complaints }) => {
  complaints.allow(/third party|Failed to load resource/)
  const { origin } = new URL(chain.address)
  const before = chain.audit().length
  await page.addInitScript(`addEventListener('DOMContentLoaded', () => {
    const record = document.querySelector('gp-connect-record')
    if (record) record.getToken = async () => ${JSON.stringify(hostToken(chain))}
  })`)
  const policy = { 'content-security-policy': `default-src 'none'; frame-src ${origin}; script-src ${origin}` }
  await page.goto(chain.host.page('/', plain(`${origin}/host/app/`), policy))
  await page.locator('gp-connect-record').evaluate((record, patient) => (record.context = { patient }), IN_CONTEXT)
  const frame = page.frameLocator('gp-connect-record iframe')
  await expect(frame.getByRole('region', { name: 'Patient', exact: true })).toContainText('HARTLEY')
  await expect(frame.getByRole('main')).toContainText('Penicillin')
  expect(await context.cookies(origin)).toEqual([])
  const asked = chain.audit().slice(before).filter(({ event }) => event === 'answered')
  expect(asked.some(({ interaction }) => interaction?.includes('getstructuredrecord'))).toBe(true)
  expect(new Set(asked.map(({ user, auth }) => `${user} ${auth}`))).toEqual(new Set(['u-7731 host']))
})

// proves: GW-11 SDOC-01 SDOC-31
test('a summary goes by the gateway and MESH to the practice, once, and is accepted when its answers have come', { tag: '@http' }, async ({ page, site, chain, complaints }) => {
  allowSignIn(complaints)
  // A lost answer is a failed call.
  complaints.allow(/504/)
  await signIn(page, site)
  await find(page, HARTLEY)
  await expect(banner(page)).toContainText('HARTLEY')
  await write(page)
  await fillIn(page, { reason: 'Ring the patient on Monday' })
  await check(page)
  await send(page)
  const message = page.getByRole('article', { name: /HARTLEY/ }).first()
  await expect(message).toContainText('Sent')
  const [received] = await answerAll(chain, ['20013'])
  const xml = Buffer.from(received.body, 'base64').toString()
  expect(received.headers.subject).toBe('Consultation report for Mrs Imogen Rose Hartley, NHS Number: 999 005 4320, seen at Northvale Urgent Treatment Centre, ODS code: Y90500, Version: 1')
  expect(chain.read(`mesh/spool/sent/Y90500/${received.headers.filename.slice(0, -4)}/message.xml`)).toBe(xml)
  await look(page)
  await expect(message).toContainText('Delivered')
  await chain.mesh.answer(acknowledgement({ answers: received.headers.filename.slice(0, -4), code: '30001' }))
  await answerAll(chain, [])
  await look(page)
  await expect(message).toContainText('Accepted')
  // The answer is lost after MESH took it: unknown, until somebody sends the same bytes, and the practice knows them again.
  await page.getByRole('button', { name: 'Write another' }).click()
  await fillIn(page, { reason: 'Ring the patient on Tuesday' })
  await check(page)
  chain.mesh.front.told = { cutAfter: true }
  await page.getByRole('button', { name: /^Send to / }).click()
  await expect(message).toContainText('Unknown')
  chain.mesh.front.told = {}
  await page.getByRole('button', { name: 'Send the same message once more' }).click()
  await expect(message).not.toContainText('Unknown')
  const [first, second, ...more] = await answerAll(chain)
  expect([second.body === first.body, more.length]).toEqual([true, 0])
  await look(page)
  await expect(message).toContainText('Accepted')
})
