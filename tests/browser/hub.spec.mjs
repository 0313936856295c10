// Several practices at once: each with its own state, none waiting for another, none hiding another.
import { SEARCH, board, main, slotsOf } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { open } from './patients.mjs'
import { fault, goTo } from './record.mjs'

/** The tile of a practice. */
const tile = (page, practice) => page.getByRole('list', { name: 'Practices' }).getByRole('listitem').filter({ hasText: practice })

/** The name of a practice above its rows of the board. */
const heading = (page, practice) => board(page).getByRole('rowheader', { name: new RegExp(`^${practice} (own practice )?\\d+ slots?`) })

const free = (page) => page.getByRole('group', { name: /^Day,/ }).getByRole('radio', { checked: true }).evaluate((day) => Number(day.labels[0].querySelector('strong').textContent))

// proves: APT-15
test('practices answer side by side: the first is there before the last, and a failing one hides none', async ({ page, settings, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await settings({ federation: ['Y90002', 'Y90003', 'Y90004', 'Y90005', 'Y90007'] })
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Eastfield Practice')).toContainText('Searching')
  await expect(tile(page, 'Millbrook Surgery')).toContainText(/\d+ slots.*own practice/s)
  await expect(heading(page, 'Millbrook Surgery')).toBeVisible()
  await expect(tile(page, 'Eastfield Practice')).toContainText('Searching')
  await expect(main(page)).toContainText('Not counted, because they have not answered yet: Eastfield Practice')
  await expect(heading(page, 'Harbour Lane Hub')).toBeVisible()
  const before = await free(page)

  // What has the focus keeps it when a further practice answers.
  const chip = slotsOf(page, 'Adeyemi').first()
  await chip.focus()
  await expect(tile(page, 'Eastfield Practice')).toContainText(/\d+ slots/, { timeout: 15_000 })
  await expect(heading(page, 'Eastfield Practice')).toBeVisible()
  await expect(chip).toBeFocused()
  expect(await free(page)).toBeGreaterThan(before)

  for (const [practice, state, why, next] of [
    ['Station Road Surgery', 'Not reached', 'The Spine cannot reach the system of Station Road Surgery', 'Try again'],
    ['Quarry Bank Surgery', 'Not enabled', 'This is not enabled at Quarry Bank Surgery', 'Telephone the practice'],
    ['Fenwick House Surgery', 'Refused', 'There is no data-sharing agreement', 'ask your information governance lead'],
  ]) {
    await expect(tile(page, practice)).toContainText(state)
    const said = fault(main(page)).filter({ hasText: why })
    await expect(said).toContainText(practice)
    await expect(said).toContainText(next)
  }
  await expect(main(page)).toContainText('Not counted, because they did not answer: Station Road Surgery, Quarry Bank Surgery, Fenwick House Surgery')
})

// proves: APT-15
test('one practice is asked again alone, looked at alone, or left out', async ({ page, settings, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await settings({ federation: ['Y90001', 'Y90002'] })
  await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: SEARCH, practice: 'Y90002', times: 1 })
  const asked = []
  page.on('request', (request) => request.url().includes('/Slot?') && asked.push(request.url().match(/Y9\d{4}/)[0]))
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Harbour Lane Hub')).toContainText('Failed')
  await expect(heading(page, 'Millbrook Surgery')).toBeVisible()
  await tile(page, 'Harbour Lane Hub').getByRole('button', { name: 'Try again' }).click()
  await expect(heading(page, 'Harbour Lane Hub')).toBeVisible()
  if (asked.length > 0) expect(asked.sort()).toEqual(['Y90001', 'Y90002', 'Y90002'])

  const press = tile(page, 'Harbour Lane Hub').getByRole('button', { name: 'Harbour Lane Hub' })
  await press.click()
  await expect(press).toHaveAttribute('aria-pressed', 'true')
  await expect(slotsOf(page, 'Adeyemi')).toHaveCount(0)
  await expect(main(page)).toContainText(/Harbour Lane Hub, \w+day/)
  await press.click()
  await expect(slotsOf(page, 'Adeyemi').first()).toBeVisible()

  await page.getByText('Choose practices').click()
  await page.getByRole('button', { name: 'Own practice only' }).click()
  await expect(tile(page, 'Harbour Lane Hub')).toHaveCount(0)
  await expect(heading(page, 'Harbour Lane Hub')).toHaveCount(0)
  await expect(main(page)).toContainText('1 of 2 practices are searched')
  await page.getByRole('checkbox', { name: 'Harbour Lane Hub' }).check()
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/\d+ slots/)
})
