// A rebooking between its two steps when its patient is closed or the screen locked: what is booked is told, nobody is named.
import { BOOK, CANCEL, book, booked, board, choose, ended, main, openBoard, openListed, review } from './appointments.mjs'
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, banner } from './patients.mjs'

const notice = (page, title) => page.getByRole('region', { name: 'Sent earlier' }).getByRole('group', { name: title })

/** From an appointment that is booked to the last look at the one in its place; returns both times. */
async function reviewNew(page) {
  await openBoard(page, HARTLEY)
  const before = await booked(page)
  await openListed(page, before)
  await page.getByRole('button', { name: 'Rebook' }).click()
  await expect(board(page)).toBeVisible()
  const after = await choose(page)
  await review(page)
  return { before, after }
}

/** Neither name nor texts anywhere, and no number in what is told: the find screen lists the invented patients' numbers. */
async function expectNobodyNamed(page) {
  for (const secret of [/HARTLEY/i, /Cough/]) expect(await page.content()).not.toMatch(secret)
  await expect(page.getByRole('region', { name: 'Sent earlier' })).not.toContainText(/999 ?005/)
}

// proves: APT-32 ARH-29
test('closing the patient between the two steps tells which appointments stand', async ({ page }) => {
  const { before, after } = await reviewNew(page)
  await book(page)
  await ended(page, 'Appointment booked')
  await page.getByRole('link', { name: 'Find another patient' }).click()
  const told = notice(page, 'Rebooking not finished')
  await expect(told).toContainText('Both appointments are booked')
  await expect(told).toContainText(`${after} to`)
  await expect(told).toContainText(`${before} to`)
  await expect(told).toContainText('was not cancelled')
  await expect(told).toContainText('not for anyone shown below')
  await expectNobodyNamed(page)
  await expectAccessible(page)

  // Opened again, the same patient is not booked a third time by mistake.
  await page.getByLabel('NHS number').fill(HARTLEY)
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(banner(page)).toContainText('HARTLEY')
  await page.getByRole('link', { name: 'Book an appointment' }).first().click()
  const warning = main(page).getByRole('note').filter({ hasText: 'Sent earlier for this patient, outcome not known' })
  await expect(warning).toContainText('The rebooking of')
  await told.getByRole('button', { name: 'I have read this' }).click()
  await expect(told).toHaveCount(0)
  await expect(warning).toHaveCount(0)
})

// proves: APT-32 ARH-58
test('locking between the two steps keeps it to be read on the locked screen', async ({ page }) => {
  const { before } = await reviewNew(page)
  await book(page)
  await ended(page, 'Appointment booked')
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locked')
  await expect(notice(page, 'Rebooking not finished')).toContainText(`${before} to`)
  await expect(main(page)).toContainText('Read the results first: they are not kept.')
  await expectNobodyNamed(page)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Continue' }).click()
  await expect(page.getByLabel('NHS number')).toBeVisible()
  await expect(notice(page, 'Rebooking not finished')).toHaveCount(0)
})

// proves: APT-32 ARH-29
test('closing while the first step is on its way tells of the old appointment too', { tag: '@http' }, async ({ page, faults }) => {
  const { before } = await reviewNew(page)
  await faults('latency:15000', { interaction: BOOK })
  await book(page)
  await page.getByRole('link', { name: 'Find another patient' }).click()
  const told = notice(page, 'Appointment booked')
  await expect(told).toContainText('Both appointments are booked', { timeout: 30_000 })
  await expect(told).toContainText(`${before} to`)
  await expectNobodyNamed(page)
})

// proves: APT-32 ARH-29
test('closing while the second step is refused tells that both stand', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:422:INVALID_RESOURCE', { interaction: CANCEL })
  await reviewNew(page)
  await book(page)
  await ended(page, 'Appointment booked')
  await page.getByRole('button', { name: 'Cancel the old appointment' }).click()
  await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
  await page.getByRole('button', { name: 'Check and cancel' }).click()
  await page.getByRole('button', { name: 'Cancel appointment' }).click()
  await ended(page, 'Not cancelled')
  await page.getByRole('link', { name: 'Find another patient' }).click()
  await expect(notice(page, 'Rebooking not finished')).toContainText('Both appointments are booked')
  await expectNobodyNamed(page)
})

// proves: APT-32
test('a rebooking that is finished, or not begun, leaves nothing to tell', async ({ page }) => {
  await reviewNew(page)
  await page.getByRole('link', { name: 'Find another patient' }).click()
  await expect(page.getByLabel('NHS number')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Sent earlier' })).toBeHidden()
})
