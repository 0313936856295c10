// The host's token: a frame of another site has no cookie, so the host signs in and gives what it got.
import { expect, HARTLEY, test } from './embed.mjs'

const practice = (service) => `./gateway/Y90001/${service}`

/** A gateway that takes the tokens in `good`, and what it was asked with. */
async function gateway({ page, site, behaviour }, good) {
  await behaviour({ gateway: true })
  await site.settings((config) => {
    for (const name of ['asid', 'federation', 'demonstration']) delete config[name]
    const roots = { foundations: practice('STU3/1/gpconnect'), structured: practice('STU3/1/gpconnect/structured') }
    Object.assign(config, { mode: 'gateway', pds: { root: './gateway/pds' }, providers: [{ ods: 'Y90001', name: 'Millbrook Surgery', roots }] })
  })
  const came = []
  await page.route('**/gateway/**', async (route) => {
    const { authorization, ...headers } = await route.request().allHeaders()
    came.push(authorization)
    if (!good.includes(authorization?.replace('Bearer ', ''))) return route.fulfill({ status: 401, json: {} })
    const url = route.request().url()
    await route.fulfill({ response: await route.fetch({ url: site.provider + url.slice(url.indexOf('/gateway/') + '/gateway'.length), headers }) })
  })
  return came
}

/** Lets getToken give these in turn, then the last again; null is a promise that is rejected. */
const giving = (record, tokens) => {
  window.asked = []
  record.getToken = async ({ reason }) => {
    asked.push(reason)
    const token = tokens[Math.min(asked.length, tokens.length) - 1]
    if (token === null) throw new Error('nobody is signed in')
    return token
  }
}

/** From now on. */
const give = (portal, tokens) => portal.record.evaluate(giving, tokens)

/** From the start of the page, so that the app's first question finds it. */
const giveFirst = (page, tokens) =>
  page.addInitScript(`addEventListener('DOMContentLoaded', () => {
    const record = document.querySelector('gp-connect-record')
    if (record) (${giving})(record, ${JSON.stringify(tokens)})
  })`)

const asked = (page) => page.evaluate(() => window.asked)

// proves: EM-14
test('a token goes to the gateway and nowhere else; a refused one is renewed once and the call goes on', async ({ page, portal, complaints, site, behaviour }) => {
  complaints.allow(/Failed to load resource/)
  const came = await gateway({ page, site, behaviour }, ['good'])
  await giveFirst(page, ['old', 'good'])
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  expect(await asked(page)).toEqual(['start', 'refused'])
  expect(came.slice(0, 2)).toEqual(['Bearer old', 'Bearer good'])
  expect(new Set(came.slice(1))).toEqual(new Set(['Bearer good']))
  const left = await portal.inside().evaluate(() => document.documentElement.outerHTML + document.cookie + location.href)
  expect(left).not.toMatch(/Bearer|"good"/)
  expect(page.frames().some((frame) => frame.url().includes('good'))).toBe(false)
  expect(await portal.heard('gpc-session')).toEqual([])
})

// proves: EM-14 EM-15
test('where nobody is signed in the record says so and the host hears it; after signing in it goes on', async ({ page, portal, complaints, site, behaviour }) => {
  complaints.allow(/Failed to load resource/)
  const came = await gateway({ page, site, behaviour }, ['good'])
  await giveFirst(page, [null])
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.frame.getByRole('main').getByText('Your session was not accepted.')).toBeVisible()
  await expect(portal.frame.getByRole('main').getByText('Sign in again')).toBeVisible()
  const told = { reason: 'start', message: 'Your session was not accepted.' }
  await expect.poll(() => portal.heard('gpc-session')).toEqual([told, told])
  expect(await portal.heard('gpc-error')).toMatchObject([{ code: 'session' }])
  expect(came).toEqual([])
  // The host has signed somebody in and shows the patient again.
  await give(portal, ['good'])
  await portal.show(null)
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
})

// proves: EM-14
test('by the clock: a token is renewed a minute before its end, also where the host says when that is', async ({ page, portal, complaints, site, behaviour }) => {
  complaints.allow(/Failed to load resource/)
  await page.clock.install({ time: new Date('2026-11-30T10:00:00Z') })
  const came = await gateway({ page, site, behaviour }, ['first', 'second'])
  const ends = Date.parse('2026-11-30T10:10:00Z') / 1000
  await giveFirst(page, [{ token: 'first', expiresAt: ends }, { token: 'second', expiresAt: ends + 600 }])
  await portal.goto()
  await expect.poll(() => asked(page)).toEqual(['start'])
  await page.clock.runFor('08:45')
  expect(await asked(page)).toEqual(['start'])
  await page.clock.runFor('00:30')
  await expect.poll(() => asked(page)).toEqual(['start', 'expiring'])
  await portal.show(HARTLEY)
  await expect.poll(() => came[0]).toBe('Bearer second')
})
