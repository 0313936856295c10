// A search by name at PDS: only where the session says that the person has access there of their own.
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { banner } from './patients.mjs'

test.describe('over HTTP', { tag: '@http' }, () => {
  test('without access of their own, the form says what is possible, and nothing is asked', async ({ page }) => {
    await page.goto('find')
    await expect(page.getByRole('main')).toContainText('A search by name needs a sign-in with access to the national demographics service (PDS), which this session does not have.')
    await expect(page.getByText('Search by name and date of birth')).toHaveCount(0)
  })

  // proves: FND-10 FND-11
  test('with access, whoever is chosen from the list is traced by number like anybody else', async ({ page, settings }) => {
    await settings({}, (config) => (config.pds.userAccess = true))
    const asked = []
    page.on('request', (request) => /\/pds\/Patient/.test(request.url()) && asked.push(new URL(request.url())))
    await page.goto('find')
    await page.getByText('Search by name and date of birth').click()
    const main = page.getByRole('main')
    await main.getByRole('button', { name: 'Search PDS' }).click()
    await expect(main).toContainText('Enter the family name')
    await expect(main).toContainText('Enter the whole date of birth')
    expect(asked).toEqual([])
    await page.getByLabel('Family name').fill('hartley')
    await page.getByLabel('Date of birth', { exact: true }).fill('1957')
    await main.getByRole('button', { name: 'Search PDS' }).click()
    await expect(main).toContainText('Enter the whole date of birth')
    await page.getByLabel('Date of birth', { exact: true }).fill('9 Mar 1957')
    await main.getByRole('button', { name: 'Search PDS' }).click()
    await expect(main).toContainText('PDS lists 1 patient.')
    await expectAccessible(page)
    expect(asked.map(({ searchParams }) => searchParams.get('birthdate'))).toEqual(['eq1957-03-09'])
    await main.getByRole('row', { name: /HARTLEY/ }).getByRole('button', { name: '999 005 4320' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
    await expect(banner(page)).toContainText('HARTLEY, Imogen Rose')
    expect(asked.at(-1).pathname).toMatch(/\/Patient\/9990054320$/)
    expect(page.url()).not.toMatch(/hartley|1957/i)
  })

  test('nobody of that name is said, and so is a failure', async ({ page, settings, faults, complaints }) => {
    complaints.allow(/Failed to load resource/)
    await settings({}, (config) => (config.pds.userAccess = true))
    await page.goto('find')
    await page.getByText('Search by name and date of birth').click()
    await page.getByLabel('Family name').fill('Nowhere')
    await page.getByLabel('Date of birth', { exact: true }).fill('09-Mar-1957')
    const search = page.getByRole('button', { name: 'Search PDS' })
    await search.click()
    await expect(page.getByRole('main')).toContainText('PDS lists nobody with this name and date of birth.')
    await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: 'pds', times: 9 })
    await search.click()
    await expect(page.getByRole('main').getByRole('group', { name: /^Failed: / })).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText('PDS lists nobody')
  })
})
