// Appointments: search, choose, check, book, list, cancel; and every way in which an answer can go missing.
import { BOOK, CANCEL, DAY, SEARCH, at, board, book, cancel, choose, ended, listed, main, openBoard, review, showDay, slots, slotsOf } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, banner, open } from './patients.mjs'
import { fault, goTo } from './record.mjs'

/** Counts what the page sends to change something. */
function changes(page) {
  const sent = []
  page.on('request', (request) => ['POST', 'PUT'].includes(request.method()) && /\/Appointment/.test(request.url()) && sent.push(request))
  return sent
}

const status = (row) => row.getByText(/^(Booked|Cancelled)$/)

// proves: APT-05 APT-06 APT-07 APT-08 APT-23 APT-29 APT-31 APT-33 APT-35
test('from a free slot to a booking and back', async ({ page }) => {
  await openBoard(page, HARTLEY)
  const clinician = board(page).getByRole('row').filter({ hasText: 'Adeyemi' })
  await expect(clinician.getByRole('rowheader')).toContainText(/ADEYEMI, Paul \(Dr\).*General Medical Practitioner, male.*Millbrook Surgery, main site.*Urgent care referrals.*General appointment/s)
  const free = await slotsOf(page, 'Adeyemi').count()
  const time = await choose(page, { comment: 'Prefers a call first' })
  const choice = page.getByRole('region', { name: 'Your choice' })
  await expect(choice).toContainText(new RegExp(`${DAY} \\d\\d-\\w{3}-\\d{4}, ${time} to \\d\\d:\\d\\d`))
  for (const item of ['10 minutes', 'ADEYEMI, Paul (Dr)', 'General Medical Practitioner, male', 'In person', '4 Weir Street', 'Urgent care referrals', 'General appointment', 'Northvale Urgent Treatment Centre (Y90500)']) {
    await expect(choice).toContainText(item)
  }

  await review(page)
  await expect(main(page)).toContainText('Nothing has been sent yet')
  for (const item of [time, 'ADEYEMI, Paul (Dr)', '4 Weir Street', 'Cough, five days', 'Prefers a call first']) await expect(main(page)).toContainText(item)
  await book(page)
  await ended(page, 'Appointment booked')
  await expect(main(page)).toContainText('The practice confirmed it.')
  await expect(main(page).getByRole('region', { name: 'For the patient' })).toContainText('Dr Paul Adeyemi')
  for (const item of ['Booked', time, 'ADEYEMI, Paul (Dr)', 'In person', '4 Weir Street', 'Urgent care referrals', 'General appointment', 'Cough, five days', 'Prefers a call first', 'Northvale Urgent Treatment Centre']) {
    await expect(main(page)).toContainText(item)
  }

  const rows = await listed(page)
  await expect(rows.filter({ hasText: at(time) })).toHaveCount(1)
  await expect(status(rows.filter({ hasText: at(time) }))).toHaveText('Booked')
  await goTo(page, 'Book an appointment')
  await expect(slotsOf(page, 'Adeyemi')).toHaveCount(free - 1)

  await cancel(page, time)
  await expect(main(page)).toContainText('Patient feels better')
  await page.getByRole('button', { name: 'Cancel appointment' }).click()
  await ended(page, 'Appointment cancelled')
  await expect(main(page)).toContainText('its time is free again')
  await expect(status((await listed(page)).filter({ hasText: at(time) }))).toHaveText('Cancelled')
  await goTo(page, 'Book an appointment')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(slotsOf(page, 'Adeyemi')).toHaveCount(free)
})

// proves: APT-02 APT-17 APT-33
test('search and form are checked before anything is sent', async ({ page }) => {
  const sent = changes(page)
  await openBoard(page, HARTLEY)
  await page.getByLabel('Until').fill('2099-01-01')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByLabel('Until')).toBeFocused()
  await expect(page.getByLabel('Until')).toHaveAttribute('aria-invalid', 'true')

  await page.getByRole('button', { name: 'Check and book' }).click()
  const summary = page.getByRole('alert')
  for (const message of ['Choose a slot', 'Enter a description', 'Tell the patient, and tick the box when they agree']) await expect(summary).toContainText(message)
  await page.getByRole('textbox', { name: 'Description' }).fill('x'.repeat(101))
  await page.getByRole('button', { name: 'Check and book' }).click()
  await expect(summary).toContainText('Description must be 100 characters or fewer: 1 too many')
  expect(sent).toEqual([])
})

// proves: T-23
test('booking by keyboard alone', async ({ page }) => {
  /** Tabs until something has the focus. */
  async function tabTo(target) {
    for (let step = 0; step < 120; step += 1) {
      await page.keyboard.press('Tab')
      if (await target.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error('120 tabs did not lead there')
  }
  await page.goto('find')
  await tabTo(page.getByLabel('NHS number'))
  await page.keyboard.type('9990054320')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeFocused()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await expect(page.getByRole('heading', { level: 1, name: 'Book an appointment' })).toBeFocused()
  await tabTo(page.getByRole('button', { name: 'Go to the first slot of the day' }))
  await page.keyboard.press('Enter')
  await expect(slots(page).first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Description' })).toBeFocused()
  await page.keyboard.type('Cough')
  await tabTo(page.getByRole('checkbox', { name: 'The patient has been told and agrees' }))
  await page.keyboard.press('Space')
  await tabTo(page.getByRole('button', { name: 'Check and book' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Check and book' })).toBeFocused()
  await tabTo(page.getByRole('button', { name: 'Book appointment' }))
  await page.keyboard.press('Enter')
  await ended(page, 'Appointment booked')
})

// proves: APT-22
test('a slot that has gone: nothing booked, the form kept, the slots read again', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:409:DUPLICATE_REJECTED', { interaction: BOOK })
  await openBoard(page, HARTLEY)
  await choose(page, { description: 'Cough, five days' })
  await review(page)
  await book(page)
  await ended(page, 'This slot has been taken')
  await expect(main(page)).toContainText('Nothing was booked for this patient.')
  await page.getByRole('button', { name: 'Choose another slot' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Cough, five days')
  await expect(page.getByRole('checkbox', { name: 'The patient has been told and agrees' })).toBeChecked()
  await expect(board(page).locator('[aria-pressed=true]')).toHaveCount(0)
})

// Each page of the page project has a provider of its own.
// proves: APT-14 APT-22
test('two people want one slot: one gets it', { tag: '@http' }, async ({ page, context, site, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  const other = await context.newPage()
  await other.goto(site.app)
  await openBoard(other, '999 005 4347')
  expect(await choose(other)).toBe(time)
  await review(other)
  await book(other)
  await ended(other, 'Appointment booked')
  await book(page)
  await ended(page, 'This slot has been taken')
  await page.getByRole('button', { name: 'Choose another slot' }).click()
  await expect(slotsOf(page, 'Adeyemi').filter({ hasText: time })).toHaveCount(0)
})

for (const [kind, title, words] of [
  ['timeout-after-save', 'Appointment booked', 'the practice has it'],
  ['truncated', 'Appointment booked', 'the practice has it'],
  ['timeout-before-save', 'Not booked', 'this one is not among them'],
  ['outcome:500:INTERNAL_SERVER_ERROR', 'Not booked', 'this one is not among them'],
  ['html-error:502', 'Not booked', 'this one is not among them'],
  ['outcome:422:INVALID_RESOURCE', 'Not booked', 'Nothing was booked'],
]) {
  // proves: APT-23 APT-37
  test(`booking, ${kind}: what stands at the practice is found out, and sent is once`, async ({ page, faults, settings, complaints }) => {
    complaints.allow(/Failed to load resource|ERR_/)
    await settings({ timeoutSeconds: 3 })
    await faults(kind, { interaction: BOOK })
    const sent = changes(page)
    await openBoard(page, HARTLEY)
    const time = await choose(page)
    await review(page)
    await book(page)
    await ended(page, title)
    await expect(main(page)).toContainText(words)
    expect(sent.filter((request) => request.method() === 'POST').length).toBeLessThanOrEqual(1)
    const isBooked = title === 'Appointment booked'
    await expect((await listed(page)).filter({ hasText: at(time) })).toHaveCount(isBooked ? 1 : 0)
    await goTo(page, 'Book an appointment')
    if (isBooked) return
    await page.getByRole('button', { name: 'Back to your booking' }).click()
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Cough, five days')
    await review(page)
    await book(page)
    await ended(page, 'Appointment booked')
    await expect((await listed(page)).filter({ hasText: at(time) })).toHaveCount(1)
  })
}

// proves: APT-37
test('when nobody can tell whether it is booked, that is said, and looked up again on demand', { tag: '@http' }, async ({ page, faults, settings, complaints }) => {
  complaints.allow(/Failed to load resource|ERR_/)
  await settings({ timeoutSeconds: 3 })
  await faults('timeout-after-save', { interaction: BOOK })
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await faultsOnList(faults, 'malformed')
  await book(page)
  await ended(page, 'It is not known whether this is booked')
  await expect(main(page)).toContainText('Do not book again yet')
  await page.getByRole('button', { name: 'Check again' }).click()
  await ended(page, 'Appointment booked')
  await expect((await listed(page)).filter({ hasText: at(time) })).toHaveCount(1)
})

// proves: T-12
test('a double click books once', async ({ page }) => {
  const sent = changes(page)
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await page.getByRole('button', { name: 'Book appointment' }).dblclick()
  // The second press may fall beside what has the focus by then, and take it away.
  await expect(page.getByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  expect(sent.length).toBeLessThanOrEqual(1)
  await expect((await listed(page)).filter({ hasText: at(time) })).toHaveCount(1)
})

test('an appointment that somebody else has changed is not cancelled', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:409:FHIR_CONSTRAINT_VIOLATION', { interaction: CANCEL })
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await book(page)
  await ended(page, 'Appointment booked')
  await cancel(page, time)
  await page.getByRole('button', { name: 'Cancel appointment' }).click()
  await ended(page, 'The appointment has changed')
  await expect(main(page)).toContainText('Nothing was cancelled.')
  await expect(status((await listed(page)).filter({ hasText: at(time) }))).toHaveText('Booked')
})

for (const [kind, title, status] of [
  ['timeout-after-save', 'Appointment cancelled', 'Cancelled'],
  ['timeout-before-save', 'Not cancelled', 'Booked'],
]) {
  // proves: APT-31
  test(`cancelling, ${kind}: the appointment is read again`, async ({ page, faults, settings, complaints }) => {
    complaints.allow(/Failed to load resource|ERR_/)
    await settings({ timeoutSeconds: 3 })
    await faults(kind, { interaction: CANCEL })
    await openBoard(page, HARTLEY)
    const time = await choose(page)
    await review(page)
    await book(page)
    await ended(page, 'Appointment booked')
    await cancel(page, time)
    await page.getByRole('button', { name: 'Cancel appointment' }).click()
    await ended(page, title)
    await expect((await listed(page)).filter({ hasText: at(time) }).getByText(/^(Booked|Cancelled)$/)).toHaveText(status)
  })
}

// proves: ARH-53 ARH-55 APT-37
test('a search that fails is no empty diary', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: SEARCH, practice: 'Y90001' })
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(fault(main(page))).toContainText('The system at Millbrook Surgery failed', { timeout: 20_000 })
  await expect(fault(main(page))).not.toContainText(/no free slot/i)
  await main(page).getByRole('button', { name: /^Try again.*Millbrook Surgery/ }).click()
  await expect(fault(main(page))).toHaveCount(0, { timeout: 20_000 })
  await showDay(page)
  await expect(slotsOf(page, 'Adeyemi').first()).toBeVisible({ timeout: 20_000 })
})

test('a list that fails is no empty list', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faultsOnList(faults, 'malformed')
  await open(page)
  await goTo(page, 'Appointments')
  await expect(fault(main(page))).toContainText('could not be read')
  await expect(main(page).getByRole('table')).toHaveCount(0)
})

// proves: APT-26
test('appointments of every kind are listed with what may be done', async ({ page }) => {
  await open(page, '999 005 4355')
  const rows = await listed(page)
  await expect(rows.filter({ hasText: 'Cancelled' }).first()).toBeVisible()
  await rows.filter({ hasText: 'Cancelled' }).first().getByRole('button').click()
  await expect(main(page)).toContainText('Cannot be amended or cancelled here.')
  await expect(page.getByRole('button', { name: 'Cancel this appointment' })).toHaveCount(0)
})

// proves: APT-09 APT-10
test('times are the same text wherever the browser stands', async ({ browser, site }) => {
  const seen = []
  for (const timezoneId of ['Europe/London', 'Pacific/Auckland', 'America/New_York']) {
    const context = await browser.newContext({ timezoneId, baseURL: site.app })
    const page = await context.newPage()
    await openBoard(page, HARTLEY)
    await expect(main(page).getByText('Searching')).toHaveCount(0, { timeout: 20_000 })
    const days = await page.getByRole('group', { name: /^Day,/ }).textContent()
    seen.push({ days, slots: await board(page).textContent(), from: await page.getByLabel('From').inputValue() })
    await context.close()
  }
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
})

test.describe('like the official demonstrator', { tag: '@http' }, () => {
  // proves: FL-18 L-28
  test('where If-Match may not be sent, nothing is cancelled unless the settings say so', async ({ page, behaviour, complaints, diary }) => {
    complaints.allow(/CORS|Failed to load resource|ERR_/)
    const refused = []
    page.on('console', (message) => /blocked by CORS policy/.test(message.text()) && refused.push(message.text()))
    await behaviour({ cors_without_if_match: true })
    await openBoard(page, HARTLEY)
    const time = await choose(page)
    await review(page)
    await book(page)
    await ended(page, 'Appointment booked')
    const booked = (await diary()).filter((one) => one.status === 'booked').length
    await cancel(page, time)
    await page.getByRole('button', { name: 'Cancel appointment' }).click()
    await ended(page, 'Not cancelled')
    // The journey sees it: no test stands in for a request of this page, so the browser asked, was refused and sent nothing.
    expect(refused.filter((text) => /if-match is not allowed by Access-Control-Allow-Headers/i.test(text))).toHaveLength(1)
    expect((await diary()).filter((one) => one.status === 'booked')).toHaveLength(booked)
    await expect((await listed(page)).filter({ hasText: at(time) }).getByText('Booked', { exact: true })).toBeVisible()
  })

  // proves: L-6 L-7 L-8 L-28
  test('booked and cancelled without the version check, which is said', async ({ page, behaviour, settings }) => {
    await settings({}, (config) => config.providers.forEach((provider) => (provider.sendsIfMatch = false)))
    await behaviour({ demonstrator: true })
    const sent = changes(page)
    await openBoard(page, HARTLEY)
    await expect(banner(page)).toContainText('Known allergies (2)')
    const time = await choose(page)
    await review(page)
    await book(page)
    await ended(page, 'Appointment booked')
    await cancel(page, time)
    await expect(page.getByRole('note').filter({ hasText: 'The version check is off for this practice' })).toBeVisible()
    await page.getByRole('button', { name: 'Cancel appointment' }).click()
    await ended(page, 'Appointment cancelled')
    const [put] = sent.filter((request) => request.method() === 'PUT')
    expect(await put.headerValue('if-match')).toBeNull()
  })
})

test('on paper the list says when each appointment is, and controls are gone', async ({ page }) => {
  await open(page, '999 005 4355')
  const rows = await listed(page)
  await page.emulateMedia({ media: 'print' })
  await expect(rows.nth(1).getByText(/\d\d:\d\d to \d\d:\d\d/)).toBeVisible()
  await expect(rows.nth(1)).toContainText(/\w{3} \d\d-\w{3}-\d{4}, \d\d:\d\d to \d\d:\d\d/)
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeHidden()
})

/** Lets every reading of the list fail from now on for a while. */
function faultsOnList(faults, kind = 'html-error:502') {
  return faults(kind, { interaction: 'fhir:rest:search:patient_appointments-1', times: 3 })
}
