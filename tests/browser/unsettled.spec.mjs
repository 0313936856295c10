// What had no answer stays in sight until it is settled, whatever else the user does; and what is said of slots and times is true.
import { BOOK, CANCEL, at, board, book, booked, cancel, choose, ended, listed, main, openBoard, review, slotsOf } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY } from './patients.mjs'
import { goTo } from './record.mjs'

// What must not happen once must not happen at the first try.
test.describe.configure({ retries: 0 })

const openEnds = (page) => page.getByRole('region', { name: 'Outcome not known' })

/** Chooses another slot than the one of `time`. */
async function chooseAnother(page, time) {
  const slots = slotsOf(page, 'Adeyemi')
  const times = await slots.allTextContents()
  const place = times.findIndex((text) => !text.includes(time))
  return choose(page, { place, description: 'Another' })
}

// proves: FL-03
test('a booking without an answer is named on every page, looked for before the next is sent, and told when it comes', { tag: '@http' }, async ({ page, settings, faults, diary, complaints }) => {
  test.setTimeout(120_000)
  complaints.allow(/Failed to load resource/)
  await settings({ timeoutSeconds: 4 })
  await faults('late-save:18000', { interaction: BOOK })
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await book(page)
  await ended(page, 'Not booked yet')
  await expect(main(page)).toContainText('Check once more yourself before the patient leaves')
  await expect(openEnds(page)).toContainText(`${time} to`)
  await goTo(page, 'Medications')
  await expect(openEnds(page)).toBeInViewport()
  await expect(openEnds(page)).toContainText('not there yet')

  await goTo(page, 'Book an appointment')
  await page.getByRole('button', { name: 'Back to your booking' }).click()
  await chooseAnother(page, time)
  await review(page)
  await expect(main(page).getByRole('note').filter({ hasText: 'The outcome of an earlier booking is not known' })).toContainText(`${time} to`)
  // The practice has saved it by now, and nobody has looked since.
  await expect.poll(async () => (await diary()).filter((one) => one.description === 'Cough, five days').length, { timeout: 20_000 }).toBe(1)
  const sent = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await book(page)
  await ended(page, 'Not sent: an earlier booking was saved')
  await expect(openEnds(page)).toContainText('Booked after all', { timeout: 20_000 })
  expect(sent.filter((url) => /\/Appointment$/.test(url))).toEqual([])
  await openEnds(page).getByRole('button', { name: 'I have read this' }).click()
  await expect(openEnds(page)).toBeHidden()
})

// proves: FL-03
test('the earlier one comes after the next was booked: the patient has two, and that is said', { tag: '@http' }, async ({ page, settings, faults, diary, complaints }) => {
  test.setTimeout(120_000)
  complaints.allow(/Failed to load resource/)
  await settings({ timeoutSeconds: 4 })
  await faults('late-save:30000', { interaction: BOOK })
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await book(page)
  await ended(page, 'Not booked yet')
  await page.getByRole('button', { name: 'Back to your booking' }).click()
  await chooseAnother(page, time)
  await review(page)
  await book(page)
  await ended(page, 'Appointment booked')
  await expect(openEnds(page)).toContainText('Outcome not known')
  await expect.poll(async () => (await diary()).filter((one) => ['Cough, five days', 'Another'].includes(one.description)).length, { timeout: 45_000 }).toBe(2)
  await listed(page)
  await expect(openEnds(page)).toContainText('Booked after all')
  await expect(openEnds(page)).toContainText('the patient has both')
})

// proves: FL-02
test('a cancellation without an answer: not cancelled so far, looked at by itself, told outside the patient', { tag: '@http' }, async ({ page, settings, faults, complaints }) => {
  test.setTimeout(120_000)
  complaints.allow(/Failed to load resource/)
  await settings({ timeoutSeconds: 4 })
  await openBoard(page, HARTLEY)
  const time = await booked(page)
  await faults('late-save:14000', { interaction: CANCEL })
  await cancel(page, time)
  await page.getByRole('button', { name: 'Cancel appointment' }).click()
  await ended(page, 'Not cancelled yet')
  await expect(main(page)).toContainText('not cancelled yet')
  await expect(main(page)).not.toContainText('it is as it was')
  await expect(openEnds(page)).toContainText('The cancellation of the appointment on')
  // By itself, on the page that is still open.
  await expect(page.getByRole('heading', { name: 'Appointment cancelled' })).toBeVisible({ timeout: 40_000 })
  await expect(openEnds(page)).toBeHidden()
})

// proves: FL-02 FL-03
test('closed before it is settled: told outside the patient, and to whoever opens them again', { tag: '@http' }, async ({ page, settings, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await settings({ timeoutSeconds: 4 })
  await faults('timeout-before-save', { interaction: BOOK })
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await book(page)
  await ended(page, 'Not booked yet')
  await goTo(page, 'Appointments')
  await page.getByRole('link', { name: 'Find another patient' }).click()
  const told = page.getByRole('region', { name: 'Sent earlier' })
  await expect(told).toContainText('Outcome not known')
  await expect(told).toContainText(`${time} to`)
  await expect(told).toContainText('not for anyone shown below')
  await page.getByLabel('NHS number').fill(HARTLEY)
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(told).toContainText('For the patient who is open below')
  await goTo(page, 'Book an appointment')
  await expect(main(page).getByRole('note').filter({ hasText: 'Sent earlier for this patient, outcome not known' })).toBeVisible()
})

// proves: FB-03
test('an appointment without its slot that stood there before is not taken for the booking', { tag: '@http' }, async ({ page, settings, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await settings({ timeoutSeconds: 4 })
  await faults('without-slots', { interaction: 'fhir:rest:search:patient_appointments-1', times: 50 })
  await openBoard(page, HARTLEY)
  const time = await booked(page, { description: 'Blood test' })
  await page.getByRole('button', { name: 'Book another appointment' }).click()
  await expect(board(page)).toBeVisible()
  await faults('timeout-before-save', { interaction: BOOK })
  await chooseAnother(page, time)
  await review(page)
  await book(page)
  await ended(page, 'Not booked yet')
})

// proves: FL-15
test('the rail begins a new booking where one has just been confirmed', async ({ page }) => {
  await openBoard(page, HARTLEY)
  await booked(page)
  await goTo(page, 'Book an appointment')
  await expect(board(page)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('')
})

// proves: FL-01 APT-13
test('"late" is in sight where it is true, on the board and in the list, and nowhere else', async ({ page }) => {
  await openBoard(page, HARTLEY)
  const late = () => main(page).locator('.app-slot').getByText('late', { exact: true })
  await page.getByRole('radio', { name: 'Soonest first' }).check({ force: true })
  await expect(main(page).locator('.app-slot').first()).toBeVisible()
  expect(await late().filter({ visible: true }).count()).toBe(0)
  await page.getByLabel('See within').selectOption({ index: 1 })
  await expect(late().first()).toBeVisible()
  const slots = await main(page).locator('.app-slot').filter({ visible: true }).count()
  expect(await late().filter({ visible: true }).count()).toBe(slots)
  await page.getByRole('radio', { name: 'By practice' }).check({ force: true })
  await expect(late().first()).toBeVisible()
  await page.getByLabel('See within').selectOption({ index: 0 })
  await expect(late()).toHaveCount(0)
})

// proves: FL-17
test('how the patient is seen is in sight for every slot of the board', async ({ page }) => {
  await openBoard(page, HARTLEY)
  await expect(board(page).getByRole('row').filter({ hasText: 'Adeyemi' })).toContainText('In person')
  const box = page.getByRole('textbox', { name: 'Comment' })
  const lines = await box.evaluate((element) => element.clientHeight / Number.parseFloat(getComputedStyle(element).lineHeight))
  expect(lines).toBeGreaterThan(1.9)
})
