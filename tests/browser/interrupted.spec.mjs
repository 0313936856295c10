// What comes between a user and a booking: the browser's back button, a lost connection, a second window.
import { BOOK, at, board, book, choose, ended, listed, main, openBoard, review, slotsOf } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY } from './patients.mjs'

// What must not happen once must not happen at the first try.
test.describe.configure({ retries: 0 })

/** Counts the requests that would book. */
function posts(page) {
  const sent = []
  page.on('request', (request) => request.method() === 'POST' && /\/Appointment$/.test(request.url()) && sent.push(request))
  return sent
}

// proves: APT-07 APT-14
test('the back button while a booking is on its way neither ends it nor sends it again', async ({ page, faults }) => {
  await faults('latency:3000', { interaction: BOOK })
  const sent = posts(page)
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await book(page)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Check and book')
  await page.goForward()
  await expect(page.getByRole('heading', { name: 'Appointment booked' })).toBeVisible({ timeout: 15_000 })
  await expect((await listed(page)).filter({ hasText: at(time) })).toHaveCount(1)
  expect(sent.length).toBeLessThanOrEqual(1)
})

// proves: APT-37 ARH-53
test('offline in the middle: nobody knows, it is looked up once there is a connection, and booked once', { tag: '@http' }, async ({ page, context, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await context.setOffline(true)
  await book(page)
  await ended(page, 'It is not known whether this is booked')
  await expect(main(page)).toContainText('Do not book again yet')
  await page.getByRole('button', { name: 'Check again' }).click()
  await ended(page, 'It is not known whether this is booked')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Check again' }).click()
  await ended(page, 'Not booked')
  await page.getByRole('button', { name: 'Back to your booking' }).click()
  await review(page)
  await book(page)
  await ended(page, 'Appointment booked')
  await expect((await listed(page)).filter({ hasText: at(time) })).toHaveCount(1)
})

// Each page of the page project has a provider of its own.
// proves: APT-14 APT-22
test('the same patient in two windows: the second window finds the booking of the first', { tag: '@http' }, async ({ page, context, site }) => {
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  const other = await context.newPage()
  await other.goto(site.app)
  await openBoard(other, HARTLEY)
  expect(await choose(other)).toBe(time)
  await review(other)
  await book(page)
  await ended(page, 'Appointment booked')
  // Their own, so it is booked, and there is one of it.
  await book(other)
  await ended(other, 'Appointment booked')
  await expect(main(other)).toContainText('the practice has it')
  await expect((await listed(other)).filter({ hasText: at(time) })).toHaveCount(1)
  await page.getByRole('button', { name: 'Book another appointment' }).click()
  await expect(board(page)).toBeVisible()
  await expect(slotsOf(page, 'Adeyemi').filter({ hasText: time })).toHaveCount(0)
})
