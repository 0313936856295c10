// What is left when somebody turns away: of a person who was only looked up, of what was typed, of a patient who was closed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { common } from '../../playwright.config.mjs'
import { openBoard, choose } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, banner, find, open } from './patients.mjs'

const DIFFERENT = '999 005 4495'
const heading = (page, name) => page.getByRole('heading', { level: 1, name })

test.describe('half-typed', () => {
  // proves: FS-03
  test('a number that is typed on while the patient opens stops nothing', async ({ page }) => {
    await page.goto('find')
    await page.getByLabel('NHS number').pressSequentially(HARTLEY.replaceAll(' ', ''))
    await page.keyboard.press('Enter')
    await page.keyboard.type('999')
    await expect(heading(page, 'Summary')).toBeVisible()
    await expect(banner(page)).toContainText('HARTLEY')
  })

  // proves: FS-03
  test('going back while a number is half typed stops nothing', async ({ page }) => {
    await page.goto('practices')
    await page.getByRole('link', { name: 'GP record and booking' }).click()
    await page.getByLabel('NHS number').pressSequentially('9990054')
    await page.goBack()
    await expect(heading(page, 'Practices')).toBeVisible()
    await page.goForward()
    await expect(heading(page, 'Find a patient')).toBeVisible()
    await expect(page.getByLabel('NHS number')).toHaveValue('')
  })
})

// proves: FS-06
test('idleness locks also while somebody is only looked up', async ({ page }) => {
  await page.clock.install()
  await find(page, DIFFERENT)
  await expect(heading(page, 'Is this the same person?')).toBeVisible()
  await page.clock.fastForward('13:30')
  await expect(page.getByRole('dialog', { name: 'Are you still there?' })).toBeVisible()
  await page.clock.fastForward('02:00')
  await expect(heading(page, 'Locked')).toBeVisible()
  expect(await page.content()).not.toMatch(/Hartwell|Imelda/i)
})

// proves: FS-10
test('a clock that is set back keeps no record open', async ({ page }) => {
  await page.clock.install()
  await open(page)
  await page.evaluate(() => {
    const real = Date.now
    Date.now = () => real() - 3_600_000
  })
  await page.clock.fastForward('15:30')
  await expect(heading(page, 'Locked')).toBeVisible()
})

test.describe('with the back-forward cache', { tag: '@http' }, () => {
  // proves: FS-06 ARH-58
  test('neither a candidate nor a patient nor a number comes back with the page', async ({ site }) => {
    const { executablePath, args } = common.use.launchOptions
    const browser = await chromium.launch({ executablePath, args, ignoreDefaultArgs: ['--disable-back-forward-cache'] })
    try {
      const page = await browser.newPage({ baseURL: site.app })
      await page.addInitScript(() => addEventListener('pageshow', (event) => event.persisted && sessionStorage.setItem('kept', 'yes')))
      for (const leave of [
        () => find(page, DIFFERENT).then(() => heading(page, 'Is this the same person?').waitFor()),
        () => open(page),
        () => page.goto('find').then(() => page.getByLabel('NHS number').fill(DIFFERENT)),
      ]) {
        await leave()
        await page.goto('about:blank')
        // Later, or the page is gone before it can answer.
        await page.evaluate(() => void setTimeout(() => history.back(), 50))
        await page.waitForURL(/127\.0\.0\.1/)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(banner(page)).toHaveCount(0)
        expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/HARTWELL|Imelda|HARTLEY|Imogen/i)
        for (const field of await page.getByLabel('NHS number').all()) await expect(field).toHaveValue('')
      }
    } finally {
      await browser.close()
    }
  })
})

// proves: FS-05 FND-28
test('nothing that was typed lies on the disk', { tag: '@http' }, async ({ site }) => {
  const folder = mkdtempSync(join(tmpdir(), 'profile-'))
  const { executablePath, args } = common.use.launchOptions
  const TYPED = ['Quagga-description-7313', 'Okapi-comment-9127']
  try {
    const context = await chromium.launchPersistentContext(folder, { executablePath, args, baseURL: site.app, ignoreDefaultArgs: ['--disable-back-forward-cache'] })
    const page = context.pages()[0]
    await openBoard(page, HARTLEY)
    await choose(page)
    await page.getByLabel('Description').fill(TYPED[0])
    await page.getByLabel('Comment').fill(TYPED[1])
    await page.evaluate(() => sessionStorage.setItem('control', 'Zorilla-control-4451'))
    await page.waitForTimeout(1500)
    await page.getByRole('button', { name: 'Lock' }).click()
    await expect(heading(page, 'Locked')).toBeVisible()
    await page.waitForTimeout(1500)
    await context.close()
    const found = (words) => files(folder).filter((file) => holds(file, words))
    expect(found('Zorilla-control-4451'), 'the search finds what a page does leave').not.toEqual([])
    // The sandbox's own files name its patients; no address of a search and nothing that was typed is among what is kept.
    for (const words of [...TYPED, 'Patient?identifier=']) expect(found(words), words).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Every file below a folder. */
function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Whether a file holds words, as bytes of UTF-8 or of UTF-16. */
function holds(file, words) {
  const bytes = readFileSync(file)
  return bytes.includes(Buffer.from(words)) || bytes.includes(Buffer.from(words, 'utf16le'))
}

// proves: FS-09 FND-28
test('whoever is closed goes with the page, and no address of a search is kept', { tag: '@http' }, async ({ page }) => {
  await open(page)
  const kept = () => page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name).join(' '))
  expect(await kept()).not.toMatch(/999 ?005 ?4320/)
  await page.evaluate(() => (window.before = 'the same page'))
  await page.getByRole('link', { name: 'Find another patient' }).click()
  await expect(heading(page, 'Find a patient')).toBeVisible()
  await expect(page.getByLabel('NHS number')).toBeVisible()
  expect(await page.evaluate(() => window.before)).toBeUndefined()
  await open(page, '999 005 4355')
  await expect(banner(page)).not.toContainText('HARTLEY')
})
