import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { expectValid } from './markup.mjs'
import { dist, root } from './servers.mjs'

test('the built app starts under its policy', async ({ page }) => {
  await page.goto('')
  await expect(page.locator('#app-starting')).toHaveCount(0)
})

test('a page address opens after a reload', async ({ page }) => {
  await page.goto('find')
  await expect(page.locator('#app-starting')).toHaveCount(0)
  await page.reload()
  await expect(page.locator('#app-starting')).toHaveCount(0)
})

test('the page is valid as it is sent', { tag: '@page' }, () => expectValid(readFileSync(join(dist, 'index.html'), 'utf8')))

// proves: FS-14
test('script, style and markup of anybody else are refused', async ({ page, complaints }) => {
  complaints.allow(/Content Security Policy|TrustedHTML|TrustedScript|TrustedTypePolicy|Trusted Type/)
  await page.goto('')
  await expect(page.locator('#app-starting')).toHaveCount(0)
  const outcome = await page.evaluate(() => {
    const attempt = (act) => {
      try {
        act()
        return 'done'
      } catch (error) {
        return error.name
      }
    }
    const script = document.createElement('script')
    script.append('globalThis.ran = true')
    document.body.append(script)
    const styled = document.createElement('p')
    styled.setAttribute('style', 'position: fixed')
    document.body.append(styled)
    const policy = (name) => attempt(() => trustedTypes.createPolicy(name, { createHTML: (text) => text }))
    return {
      script: globalThis.ran === true,
      style: getComputedStyle(styled).position,
      markup: attempt(() => (document.body.innerHTML = '<p>anybody</p>')),
      parsed: attempt(() => new DOMParser().parseFromString('<p>anybody</p>', 'text/html')),
      anotherPolicy: policy('default'),
      theAppsPolicy: policy('gp-connect-viewer'),
    }
  })
  expect(outcome).toEqual({ script: false, style: 'static', markup: 'TypeError', parsed: 'TypeError', anotherPolicy: 'TypeError', theAppsPolicy: 'TypeError' })
})

test('a failed start is said in words', async ({ page, complaints }) => {
  complaints.allow(/./)
  await page.route(/\.wasm$/, (route) => route.abort())
  await page.goto('')
  await expect(page.getByRole('status')).toContainText('could not start. No record was opened')
  await expectAccessible(page)
})

/** Holds the program back until the test lets it come. */
async function holdBack(page) {
  let release
  const held = new Promise((done) => (release = done))
  await page.route(/_bg\.wasm$/, async (route) => {
    await held
    await route.continue()
  })
  return release
}

test('what is typed before the app runs is kept, and so is the focus', async ({ page }) => {
  const release = await holdBack(page)
  await page.goto('find', { waitUntil: 'commit' })
  const field = page.getByLabel('NHS number')
  await expect(page.getByRole('status')).toContainText('Starting')
  await field.pressSequentially('999 005')
  release()
  await expect(page.locator('#app-starting')).toHaveCount(0)
  await expect(field).toHaveValue('999 005')
  await expect(field).toBeFocused()
  await page.keyboard.type(' 4320')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
})

test('who asks before the app runs is answered when it does', async ({ page }) => {
  const release = await holdBack(page)
  await page.goto('', { waitUntil: 'commit' })
  await page.getByLabel('NHS number').fill('999 005 4320')
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(page.getByRole('status')).toContainText('Your search begins in a moment')
  // Typed on after it was asked for: what was asked for counts.
  await page.getByLabel('NHS number').pressSequentially('999')
  await expectAccessible(page)
  release()
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
})

test('a press that the app comes in the middle of counts', async ({ page }) => {
  const release = await holdBack(page)
  await page.goto('find', { waitUntil: 'commit' })
  await page.getByLabel('NHS number').fill('999 005 4320')
  await page.getByRole('button', { name: 'Find patient' }).hover()
  await page.mouse.down()
  release()
  await expect(page.locator('#app-starting')).toHaveCount(0)
  await page.mouse.up()
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
})

test('only the address of the find form shows it before the app runs', async ({ page }) => {
  const release = await holdBack(page)
  await page.goto('summary', { waitUntil: 'commit' })
  await expect(page.getByRole('heading', { name: 'GP Connect viewer' })).toBeVisible()
  await expect(page.getByLabel('NHS number')).toHaveCount(0)
  release()
  await expect(page.getByRole('heading', { name: 'No patient is open' })).toBeVisible()
})

// proves: FS-16
test('every answer carries the documented headers, and the page is set apart from other sites', { tag: '@http' }, async ({ page, site }) => {
  const documented = [...readFileSync(join(root, 'hosting/headers.conf'), 'utf8').matchAll(/^add_header (\S+) "(.*)" always;$/gm)]
  expect(documented.length).toBeGreaterThan(6)
  for (const address of ['', 'find', 'config.json', 'missing.js']) {
    const { headers } = await fetch(site.app + address)
    for (const [, name, value] of documented) {
      // Its demonstration of embedding is a page of its own that frames it.
      const sent = headers.get(name)?.replace(` ${site.provider}`, '').replace("frame-ancestors 'self'", "frame-ancestors 'none'")
      expect(sent, `${name} of /${address}`).toBe(value)
    }
  }
  await page.goto('')
  await expect(page.locator('#app-starting')).toHaveCount(0)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  expect(await page.evaluate(() => document.featurePolicy.allowsFeature('camera') || document.featurePolicy.allowsFeature('geolocation'))).toBe(false)
})

test.describe('a host without settings', () => {
  test.use({ host: { change: (name, bytes) => (name === 'config.json' ? undefined : bytes) } })

  test('they are named as missing, and nothing is asked', { tag: '@page' }, async ({ page, complaints }) => {
    complaints.allow(/404/)
    await page.goto('find')
    await expect(page.getByRole('heading', { name: 'This service is not set up correctly' })).toBeVisible()
    await expect(page.getByRole('main')).toContainText('config.json')
    await expect(page.getByRole('main')).toContainText('is missing: there is none beside index.html')
    await expect(page.getByRole('main')).toContainText('No record was opened and nothing was sent.')
  })
})
