// Amending: the two texts and nothing else, what is there before and after, and somebody else who was faster.
import { AMEND, amend, booked, ended, listed, main, openBoard, openListed, reviewAmendment } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, open } from './patients.mjs'

const send = (page) => page.getByRole('button', { name: 'Amend appointment' }).click()
const row = (page, name) => page.getByRole('table', { name: /What will change|What differs/ }).getByRole('row', { name })

// proves: APT-17 APT-27 APT-30 APT-31 APT-33
test('the texts of an appointment are amended, seen before and after', async ({ page }) => {
  const sent = []
  page.on('request', (request) => request.method() === 'PUT' && sent.push(request))
  await openBoard(page, HARTLEY)
  const time = await booked(page, { description: 'Cough, five days', comment: 'Ring first' })
  await openListed(page, time)
  await page.getByRole('button', { name: 'Amend the texts' }).click()
  const [description, comment] = ['Description', 'Comment'].map((name) => page.getByRole('textbox', { name }))
  await expect(description).toBeFocused()
  await expect(description).toHaveValue('Cough, five days')
  await expect(comment).toHaveValue('Ring first')

  const problems = page.getByRole('alert')
  await page.getByRole('button', { name: 'Check and amend' }).click()
  await expect(problems).toContainText('both are the same as at the practice')
  await expect(problems).toContainText('Tell the patient, and tick the box when they agree')
  await description.fill('🚑'.repeat(101))
  await comment.fill('é'.repeat(502))
  await page.getByRole('button', { name: 'Check and amend' }).click()
  await expect(problems).toContainText('Description must be 100 characters or fewer: 1 too many')
  await expect(problems).toContainText('Comment must be 500 characters or fewer: 2 too many')
  expect(sent).toEqual([])

  await description.fill('🚑'.repeat(100))
  await comment.fill('')
  await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
  await reviewAmendment(page)
  await expect(row(page, /Description/)).toContainText(/Cough, five days.*🚑{100}/u)
  await expect(row(page, /Comment/)).toContainText(/Ring first.*Not stated/)
  await send(page)
  await ended(page, 'Appointment amended')
  await expect(main(page)).toContainText('🚑'.repeat(100))
  await expect(main(page)).toContainText('No comment')
  await page.getByRole('button', { name: 'Close', exact: true }).first().click()
  await openListed(page, time)
  await expect(main(page)).toContainText('🚑'.repeat(100))
})

// Each page of the page project has a provider of its own.
// proves: APT-27 L-7 L-10 T-13
test('somebody else amends first: nothing is overwritten, and the user decides again', { tag: '@http' }, async ({ page, context, site }) => {
  await openBoard(page, HARTLEY)
  const time = await booked(page, { description: 'Cough', comment: 'Ring first' })
  await amend(page, time, { comment: 'Ring twice' })
  await reviewAmendment(page)

  const other = await context.newPage()
  await other.goto(site.app)
  await open(other)
  await amend(other, time, { description: 'Cough and fever' })
  await reviewAmendment(other)
  await send(other)
  await ended(other, 'Appointment amended')

  await send(page)
  await ended(page, 'The appointment has changed')
  await expect(main(page)).toContainText('Nothing was amended.')
  await expect(row(page, /Description/)).toContainText(/Cough.*Cough and fever/)
  await page.getByRole('button', { name: 'Decide again' }).click()
  // What nobody touched here is as the other wrote it; what was written here is kept.
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Cough and fever')
  await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('Ring twice')
  await reviewAmendment(page)
  await expect(row(page, /Description/)).toHaveCount(0)
  await send(page)
  await ended(page, 'Appointment amended')
  await expect(main(page)).toContainText('Cough and fever')
  await expect(main(page)).toContainText('Ring twice')
})

for (const [kind, title] of [
  ['timeout-after-save', 'Appointment amended'],
  ['timeout-before-save', 'Not amended'],
  ['outcome:409:FHIR_CONSTRAINT_VIOLATION', 'The appointment has changed'],
  ['outcome:422:INVALID_RESOURCE', 'Not amended'],
]) {
  // proves: APT-31 APT-37
  test(`amending, ${kind}: what stands is found out, and what was written is kept`, async ({ page, faults, settings, complaints }) => {
    complaints.allow(/Failed to load resource|ERR_/)
    await settings({ timeoutSeconds: 3 })
    await faults(kind, { interaction: AMEND })
    await openBoard(page, HARTLEY)
    const time = await booked(page)
    await amend(page, time, { description: 'Cough, week two' })
    await reviewAmendment(page)
    await send(page)
    await ended(page, title)
    if (title === 'Appointment amended') return expect(main(page)).toContainText('the practice has it')
    await page.getByRole('button', { name: /Back to the appointment|Decide again/ }).click()
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Cough, week two')
    await reviewAmendment(page)
    await send(page)
    await ended(page, 'Appointment amended')
  })
}

// proves: APT-26 APT-28
test('what may not be amended says why', async ({ page }) => {
  await open(page, '999 005 4355')
  const rows = await listed(page)
  await rows.filter({ hasText: 'Cancelled' }).first().getByRole('button').click()
  await expect(main(page)).toContainText('Cannot be amended or cancelled here. It is cancelled')
  await rows.filter({ hasText: /Home visit/ }).first().getByRole('button').click()
  await expect(main(page)).toContainText('Only the practice can change home visits')
  await expect(page.getByRole('button', { name: 'Amend the texts' })).toHaveCount(0)
})
