// What is said to screen readers while somebody books: how it ended is not spoken over, practices are told of together.
import { SEARCH, book, booked, board, cancel, ended, main, openBoard } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { listen } from './heard.mjs'
import { tile } from './hub.mjs'
import { HARTLEY, open } from './patients.mjs'
import { goTo } from './record.mjs'

const SLOTS = /\bslots?\b/

// proves: APT-07 APT-23 FND-29
test('how a booking and a cancellation ended is not spoken over by slot counts', async ({ page, site, settings }) => {
  await settings({ federation: ['Y90001', 'Y90002'] })
  const heard = await listen(page)
  let searched = 0
  await page.route(/\/Slot\?/, async (route) => {
    await route.fulfill({ response: await route.fetch() })
    searched++
  })
  await openBoard(page, HARTLEY)
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(SLOTS)
  const time = await booked(page)
  // The slots are read again behind the confirmation.
  if (site.provider) await expect.poll(() => searched, { timeout: 20_000 }).toBeGreaterThanOrEqual(4)
  await cancel(page, time)
  await page.getByRole('button', { name: 'Cancel appointment' }).click()
  await ended(page, 'Appointment cancelled')
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(SLOTS)

  const all = await heard()
  expect(all.find((one) => SLOTS.test(one.said))?.said).toMatch(/^[12] of 2 practices have answered, \d+ slots$/)
  const onConfirmation = all.filter((one) => one.on === 'Appointment booked').map((one) => one.said)
  expect(onConfirmation).toEqual(['Appointment booked. The appointment is booked.'])
  const cancelled = all.findIndex((one) => one.said.startsWith('Appointment cancelled'))
  expect(cancelled).toBeGreaterThan(0)
  expect(all.slice(cancelled + 1).filter((one) => one.on === 'Appointments' && SLOTS.test(one.said))).toEqual([])
})

// proves: APT-15 FND-29
test('many practices are told of together, and one asked again by its name', async ({ page, federation, standing, settings, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  const codes = Array.from({ length: 12 }, (_, index) => `Y90${101 + index}`)
  await federation(12)
  for (const code of codes.slice(0, 6)) await standing(code, `slow:${400 * (1 + Number(code.slice(-1)))}`)
  await settings({ federation: ['Y90002', ...codes] })
  await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: SEARCH, practice: 'Y90002', times: 1 })
  const heard = await listen(page)
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(board(page)).toBeVisible()
  const counts = async () => (await heard()).map((one) => one.said).filter((said) => /practices have answered/.test(said))
  // All but the one that failed; however long they took, there is one sentence for several of them.
  await expect.poll(async () => (await counts()).at(-1), { timeout: 30_000 }).toMatch(/^13 of 14 practices have answered, \d+ slots\. Harbour Lane Hub: \w+/)
  expect((await counts()).length).toBeLessThan(10)
  expect((await heard()).filter((one) => /^(Millbrook|Harbour)[^:]*: \d+ slots?$/.test(one.said))).toEqual([])

  await main(page).getByRole('button', { name: /^Try again ?: Harbour Lane Hub/ }).click()
  await expect.poll(async () => (await heard()).at(-1).said).toMatch(/^Harbour Lane Hub: \d+ slots$/)
})
