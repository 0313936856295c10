// Where the site must ask: no record opens without the patient's permission, and who gave it stands with the record.
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, banner, find } from './patients.mjs'

const MAY = 'Permission to open the record'

test.describe('over HTTP', { tag: '@http' }, () => {
  test.beforeEach(({ settings }) => settings({ permission: 'explicit' }))

  /** The paths of every question about a record. */
  function asked(page) {
    const sent = []
    page.on('request', (request) => /getstructuredrecord|getcarerecord|DocumentReference/.test(request.url()) && sent.push(request.url()))
    return sent
  }

  const who = (page, words) => page.getByRole('radio', { name: words, exact: true }).check()
  const record = (page) => page.getByRole('button', { name: 'Record this and open the record' }).click()

  // proves: ARH-08
  test('the record opens with the permission, which stands with it on screen and on paper, and for that patient only', async ({ page }) => {
    const sent = asked(page)
    await find(page, HARTLEY)
    await expect(page.getByRole('heading', { level: 1, name: MAY })).toBeVisible()
    await expect(banner(page)).toHaveCount(0)
    // Nothing is assumed.
    await record(page)
    await expect(page.getByRole('alert')).toContainText('Choose who gave permission')
    await who(page, 'Somebody for the patient')
    await record(page)
    await expect(page.getByRole('alert')).toContainText('Enter the name of the person')
    await expectAccessible(page)
    await page.getByLabel('Their name').fill('Ruth Hartley')
    await page.getByLabel('What they are to the patient').fill('daughter, attorney')
    expect(sent).toEqual([])
    await record(page)
    await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
    const words = /given for the patient by Ruth Hartley \(daughter, attorney\) to .*Okoro.* on \d\d-\w{3}-\d{4} \d\d:\d\d/
    await banner(page).getByRole('button', { name: /details/i }).click()
    await expect(banner(page)).toContainText(words)
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('.app-only-on-paper').getByText(words)).toBeVisible()
    await page.emulateMedia({ media: 'screen' })

    // The next patient is asked for anew, and nothing of the last permission is there.
    await page.getByRole('link', { name: 'Find another patient' }).first().click()
    await page.getByLabel('NHS number').fill('999 005 4355')
    await page.getByRole('button', { name: 'Find patient' }).click()
    await expect(page.getByRole('heading', { level: 1, name: MAY })).toBeVisible()
    await who(page, 'Somebody for the patient')
    await expect(page.getByLabel('Their name')).toHaveValue('')
    await expect(page.locator('body')).not.toContainText('Ruth Hartley')
  })

  test('an emergency is said for as long as the record is open', async ({ page }) => {
    await find(page, HARTLEY)
    await who(page, 'Nobody can be asked (emergency)')
    await page.getByLabel('Why nobody can be asked').fill('unconscious, came alone')
    await record(page)
    await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
    await expect(banner(page)).toContainText('Opened without permission')
    await expect(banner(page)).toContainText('unconscious, came alone')
  })

  // proves: ARH-08
  test('a refusal opens nothing, and neither does an address', async ({ page }) => {
    const sent = asked(page)
    await find(page, HARTLEY)
    await expect(page.getByRole('heading', { level: 1, name: MAY })).toBeVisible()
    for (const route of ['summary', 'practice-view', 'documents']) {
      await page.evaluate((route) => {
        history.pushState({}, '', new URL(route, document.baseURI))
        dispatchEvent(new PopStateEvent('popstate'))
      }, route)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No patient is open')
    }
    await page.goBack()
    await page.goBack()
    await page.goBack()
    await page.getByRole('button', { name: 'Permission refused' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not opened')
    await expect(page.locator('body')).not.toContainText('HARTLEY')
    await page.goto('summary')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No patient is open')
    await page.goto('permission')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No patient to open')
    expect(sent).toEqual([])
  })

  // proves: ARH-08
  test('permission is no way past the check of the person', async ({ page }) => {
    await find(page, '999 005 4495')
    await expect(page.getByRole('heading', { level: 1, name: 'Is this the same person?' })).toBeVisible()
    await page.evaluate(() => {
      history.pushState({}, '', new URL('permission', document.baseURI))
      dispatchEvent(new PopStateEvent('popstate'))
    })
    await who(page, 'The patient')
    await record(page)
    await expect(page.getByRole('heading', { level: 1, name: 'Is this the same person?' })).toBeVisible()
    await page.getByRole('checkbox', { name: /I have checked with the patient/ }).check()
    await page.getByRole('button', { name: 'Open the record' }).click()
    await expect(page.getByRole('heading', { level: 1, name: MAY })).toBeVisible()
    await who(page, 'The patient')
    await record(page)
    await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
  })
})
