// What changes something is seen through: closing, locking or opening somebody else neither ends nor hides it.
import { BOOK, CANCEL, at, book, cancel, choose, ended, listed, main, openBoard, review } from './appointments.mjs'
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, banner, open } from './patients.mjs'

// What must not happen once must not happen at the first try.
test.describe.configure({ retries: 0 })

const OTHER = '999 005 4347'

/** What is above the banner for somebody who has been closed. */
const notices = (page) => page.getByRole('region', { name: 'Sent earlier' })
const notice = (page, title) => notices(page).getByRole('group', { name: title })

/** Sends a booking and leaves at once. */
async function bookAndLeave(page) {
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await book(page)
  await expect(main(page)).toContainText('It carries on even if you close the patient or lock the screen')
  return time
}

/** Closes the patient, as every way to the next one does. */
const close = (page) => page.getByRole('link', { name: 'Find another patient' }).click()

for (const [kind, title] of [
  ['latency:3000', 'Appointment booked'],
  ['timeout-after-save', 'Appointment booked'],
  ['timeout-before-save', 'Not booked'],
]) {
  // proves: ARH-29 ARH-56 APT-37
  test(`closing the patient while a booking is on its way, ${kind}: seen through, and told without naming them`, async ({ page, faults, settings, complaints }) => {
    complaints.allow(/Failed to load resource|ERR_/)
    await settings({ timeoutSeconds: 5 })
    await faults(kind, { interaction: BOOK })
    const posts = []
    page.on('request', (request) => request.method() === 'POST' && /\/Appointment$/.test(request.url()) && posts.push(request))
    const time = await bookAndLeave(page)
    await close(page)
    await expect(notices(page)).toContainText(`${time} to`)
    await expect(notices(page)).toContainText('is still in progress')

    // The next patient is opened meanwhile: nothing above their banner says who the other was.
    await page.getByLabel('NHS number').fill(OTHER)
    await page.getByRole('button', { name: 'Find patient' }).click()
    await expect(banner(page)).not.toContainText('HARTLEY')
    await expect(notice(page, title)).toBeVisible({ timeout: 25_000 })
    await expect(notice(page, title)).toContainText(`${time} to`)
    await expect(notice(page, title)).toContainText('not for anyone shown below')
    await expect(notice(page, title)).toContainText(/Trace id [0-9a-f-]{36}/)
    for (const secret of [/HARTLEY/i, /999 ?005 ?4320/, /Cough/]) expect(await page.content()).not.toMatch(secret)
    await expectAccessible(page)
    expect(posts.length).toBeLessThanOrEqual(1)

    await notice(page, title).getByRole('button', { name: 'I have read this' }).click()
    await expect(notices(page)).toBeHidden()
    await close(page)
    await page.getByLabel('NHS number').fill(HARTLEY)
    await page.getByRole('button', { name: 'Find patient' }).click()
    await expect(banner(page)).toContainText('HARTLEY')
    await expect((await listed(page)).filter({ hasText: at(time) })).toHaveCount(title === 'Appointment booked' ? 1 : 0)
  })
}

// proves: ARH-29
test('a patient opened again while their booking is on its way is not booked twice by mistake', async ({ page, faults, settings }) => {
  await settings({ timeoutSeconds: 20 })
  await faults('latency:9000', { interaction: BOOK })
  const time = await bookAndLeave(page)
  await close(page)
  await page.getByLabel('NHS number').fill(HARTLEY)
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(banner(page)).toContainText('HARTLEY')
  await page.getByRole('link', { name: 'Book an appointment' }).first().click()
  const warning = main(page).getByRole('note').filter({ hasText: 'Sent earlier for this patient, outcome not known' })
  await expect(warning).toContainText(`${time} to`)
  await expect(notice(page, 'Appointment booked')).toBeVisible({ timeout: 20_000 })
  await expect(warning).toHaveCount(0)
})

// proves: ARH-29 ARH-58 APT-31
test('locking while a cancellation is on its way asks, and the locked screen tells how it ended', async ({ page, faults }) => {
  await faults('latency:4000', { interaction: CANCEL })
  await openBoard(page, HARTLEY)
  const time = await choose(page)
  await review(page)
  await book(page)
  await ended(page, 'Appointment booked')
  await cancel(page, time)
  await page.getByRole('button', { name: 'Cancel appointment' }).click()
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Lock now?' })
  await expect(question).toContainText(`Waiting for an answer: The cancellation of the appointment on`)
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Lock now' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locked')
  await expect(main(page)).toContainText('You can continue once everything that was sent has ended.')
  await expect(page.getByRole('link', { name: 'Continue' })).toHaveCount(0)
  expect(await page.content()).not.toMatch(/HARTLEY|Patient feels better/)
  await expect(notice(page, 'Appointment cancelled')).toContainText(`${time} to`, { timeout: 15_000 })
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Continue' }).click()
  await expect(page.getByLabel('NHS number')).toBeVisible()
})

// proves: ARH-29
test('waiting at the question before the lock leads to the answer', async ({ page, faults }) => {
  await faults('latency:3000', { interaction: BOOK })
  await bookAndLeave(page)
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Do not lock yet' }).click()
  await ended(page, 'Appointment booked')
  await expect(notices(page)).toBeHidden()
})

// Over HTTP only: the clock that this test holds would hold a provider inside the page too.
// proves: ARH-29 ARH-58
test('the idle lock does not end a booking on its way', { tag: '@http' }, async ({ page, faults, settings }) => {
  await settings({ timeoutSeconds: 300, features: { idleMinutes: 1 } })
  await faults('latency:6000', { interaction: BOOK })
  await page.clock.install()
  const time = await bookAndLeave(page)
  await page.clock.runFor('01:05')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locked')
  expect(await page.content()).not.toContain('HARTLEY')
  await expect(notice(page, 'Appointment booked')).toContainText(`${time} to`, { timeout: 20_000 })
})

// proves: APT-07 APT-23
test('a booking that ended while another page was looked at is confirmed on coming back', async ({ page, faults }) => {
  await faults('latency:2500', { interaction: BOOK })
  const time = await bookAndLeave(page)
  const rail = page.getByRole('navigation', { name: /areas|record|patient/i }).first()
  await rail.getByRole('link', { name: /Summary/ }).click()
  await expect(rail.getByRole('link', { name: /Book an appointment.*booked/ })).toBeVisible({ timeout: 15_000 })
  await expect(notices(page)).toBeHidden()
  await rail.getByRole('link', { name: /Book an appointment/ }).click()
  await expect(page.getByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  await expect(main(page)).toContainText(time)
})
