// Rebooking in two steps, the patient's appointments across practices, and what the patient takes along.
import { readFile } from 'node:fs/promises'
import { CANCEL, at, board, book, booked, choose, ended, listed, main, openBoard, openListed, review } from './appointments.mjs'
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, open } from './patients.mjs'
import { goTo } from './record.mjs'

const bar = (page, words) => main(page).getByRole('note').filter({ hasText: words })
const status = (page, time, words) => expect(page.getByRole('row').filter({ hasText: at(time) }).getByText(/^(Booked|Cancelled)$/)).toHaveText(words)

/** Books once, starts rebooking, and books the new one; returns both times. */
async function rebookFirstStep(page) {
  await openBoard(page, HARTLEY)
  const before = await booked(page, { description: 'Cough, five days' })
  await openListed(page, before)
  await page.getByRole('button', { name: 'Rebook' }).click()
  await expect(bar(page, 'Rebooking, step 1 of 2')).toContainText(`${before} to`)
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Cough, five days')
  await expect(board(page)).toBeVisible()
  const after = await choose(page)
  await review(page)
  await book(page)
  return { before, after }
}

async function cancelNow(page) {
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue(/Rebook/)
  await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
  await page.getByRole('button', { name: 'Check and cancel' }).click()
  await page.getByRole('button', { name: 'Cancel appointment' }).click()
}

// proves: APT-32
test('rebooking books the new appointment, then cancels the old one', async ({ page }) => {
  const { before, after } = await rebookFirstStep(page)
  await ended(page, 'Appointment booked')
  await expect(bar(page, 'Rebooking, step 2 of 2')).toContainText('The patient has two appointments now')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Cancel the old appointment' }).click()
  await cancelNow(page)
  await ended(page, 'Appointment cancelled')
  await expect(bar(page, 'Rebooked')).toContainText('is cancelled')
  await page.getByRole('button', { name: 'I have read this' }).click()
  await listed(page)
  await status(page, before, 'Cancelled')
  await status(page, after, 'Booked')
})

// proves: APT-32
test('where the second step is refused both stand, which is said, and it is undone', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:422:INVALID_RESOURCE', { interaction: CANCEL })
  const { before, after } = await rebookFirstStep(page)
  await ended(page, 'Appointment booked')
  await page.getByRole('button', { name: 'Cancel the old appointment' }).click()
  await cancelNow(page)
  await ended(page, 'Not cancelled')
  await expect(bar(page, 'Rebooking, step 2 of 2')).toContainText('two appointments')
  await page.getByRole('button', { name: 'Undo: cancel the new one instead' }).click()
  await cancelNow(page)
  await ended(page, 'Appointment cancelled')
  await expect(bar(page, 'Rebooking undone')).toContainText('The old one is still booked')
  await listed(page)
  await status(page, before, 'Booked')
  await status(page, after, 'Cancelled')
})

// proves: APT-32 APT-22
test('where the first step fails the old appointment stands', { tag: '@http' }, async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await openBoard(page, HARTLEY)
  const before = await booked(page)
  await openListed(page, before)
  await page.getByRole('button', { name: 'Rebook' }).click()
  await expect(board(page)).toBeVisible()
  await choose(page)
  await review(page)
  await page.route('**/Appointment', (route) => route.fulfill({ status: 422, json: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid', details: { coding: [{ code: 'INVALID_RESOURCE' }] } }] }, headers: { 'access-control-allow-origin': '*' } }))
  await book(page)
  await ended(page, 'Not booked')
  await expect(bar(page, 'Rebooking, step 1 of 2')).toContainText('stays booked until you have booked the new one')
  await page.getByRole('button', { name: 'Stop rebooking, keep the appointment' }).click()
  await expect(bar(page, 'Rebooking')).toHaveCount(0)
})

// proves: APT-15 APT-24 APT-25 APT-35 APT-40
test('appointments at every practice that has the patient, each with its own state', async ({ page }) => {
  await open(page, '999 005 4797')
  await goTo(page, 'Appointments')
  const own = main(page).getByRole('region', { name: /Millbrook Surgery/ })
  await expect(own.getByRole('table').getByRole('row')).not.toHaveCount(0)
  await expect(own).toContainText(/01632|no telephone number sent/)
  const others = main(page).getByRole('region', { name: 'Other practices' })
  await expect(others).toContainText('Not asked for this patient')
  await expect(others).toContainText('Asking tells each practice who the patient is')
  await others.getByRole('button', { name: 'Ask these practices too' }).click()
  const hub = main(page).getByRole('region', { name: /^Harbour Lane Hub/ })
  await expect(hub.getByRole('table')).toBeVisible()
  await expect(others).not.toContainText('Not asked for this patient')
  await expect(others).toContainText('returned no record of this patient')
  await expect(main(page)).toContainText('Nobody is notified from here when a patient does not attend')
  await expect(main(page)).toContainText('Earlier ones cannot be seen here.')
  await hub.getByRole('button').first().click()
  await expect(main(page).getByRole('region', { name: /\d\d:\d\d to/ })).toContainText('Booked')
  // One is open at a time, whichever list it is in.
  await own.getByRole('button').first().click()
  await expect(main(page).getByRole('region', { name: /\d\d:\d\d to/ })).toHaveCount(1)
  await expectAccessible(page)
})

// proves: APT-09 APT-31
test('the patient takes along a sheet, a text and a calendar entry, and nothing that names them', async ({ page }) => {
  await openBoard(page, HARTLEY)
  const time = await booked(page, { description: 'Chest pain', comment: 'Rear door' })
  const sheet = main(page).getByRole('region', { name: 'For the patient' })
  await expect(sheet).toContainText(/(Tuesday|Wednesday) \d{1,2} \w+ \d{4}, \d{1,2}(:\d\d)?(am|pm)/)
  await expect(sheet).toContainText('To cancel or change it')
  await expect(sheet).not.toContainText(/Chest pain|Rear door|HARTLEY/)

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Add to calendar (.ics)' }).click()])
  expect(download.suggestedFilename()).toBe('appointment.ics')
  const file = await readFile(await download.path(), 'utf8')
  expect(file).toMatch(/^BEGIN:VCALENDAR\r\n/)
  const [, hour, minute] = file.match(/DTSTART:\d{8}T(\d\d)(\d\d)00Z/)
  // Within an hour of the time told: summer time is one hour ahead of UTC.
  const [told, sent] = [time.split(':').map(Number), [Number(hour), Number(minute)]]
  expect(told[1]).toBe(sent[1])
  expect([0, 1]).toContain(told[0] - sent[0])
  expect(file).not.toMatch(/HARTLEY|Imogen|999 ?005|Chest pain|Rear door/i)

  // On the patient's sheet nothing else of the page is printed.
  await page.getByRole('button', { name: 'Print for the patient' }).click()
  await page.evaluate(() => document.documentElement.classList.add('app-printing-for-patient'))
  await page.emulateMedia({ media: 'print' })
  await expect(sheet.getByText('To cancel or change it')).toBeVisible()
  for (const hidden of [page.getByRole('region', { name: 'Patient', exact: true }), main(page).getByText('Chest pain'), page.getByRole('navigation', { name: 'Areas of the record' })]) {
    await expect(hidden).toBeHidden()
  }
})
