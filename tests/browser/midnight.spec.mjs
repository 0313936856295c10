// A patient left open past midnight: the search begins on the new day of the UK, wherever it is looked at.
import { board, main } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'

const days = (page) => page.getByRole('group', { name: /^Day,/ }).getByRole('radio')

test.describe('past midnight in summer, when UTC still has the day before', { tag: '@http' }, () => {
  test.use({ serverArguments: ['--now', '2027-07-13T22:54:00Z'] })

  test.beforeEach(async ({ page }) => {
    await page.clock.setFixedTime('2027-07-13T22:54:00Z')
    await open(page)
    await goTo(page, 'Book an appointment')
    await expect(page.getByLabel('From')).toHaveValue('2027-07-13')
    await expect(days(page)).toHaveCount(7)
  })

  // proves: APT-10
  test('whoever comes back to the page finds the new day searched', async ({ page }) => {
    await goTo(page, 'Appointments')
    await page.clock.setFixedTime('2027-07-13T23:02:00Z')
    await goTo(page, 'Book an appointment')
    await expect(page.getByLabel('From')).toHaveValue('2027-07-14')
    await expect(page.getByLabel('Until')).toHaveValue('2027-07-20')
    await expect(days(page)).toHaveCount(7)
    await expect(page.getByRole('radio', { name: /^Tue 13-Jul/ })).toHaveCount(0)
    await expect(page.getByRole('radio', { name: /^Tue 20-Jul/ })).toBeVisible()
    await expect(main(page)).not.toContainText('must be today or later')
  })

  // proves: APT-10
  test('whoever stays on the page sees yesterday go, and searches on', async ({ page }) => {
    await page.getByRole('textbox', { name: 'Description' }).fill('Cough, five days')
    await page.clock.setFixedTime('2027-07-13T23:02:00Z')
    // The page looks at the clock four times a minute.
    await expect(page.getByLabel('From')).toHaveValue('2027-07-14', { timeout: 30_000 })
    await expect(page.getByRole('radio', { name: /^Tue 13-Jul/ })).toHaveCount(0)
    await expect(days(page)).toHaveCount(6)
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(days(page)).toHaveCount(7)
    await expect(board(page)).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Cough, five days')
  })
})
