// Two people and one slot, and answers that are lost after the practice has saved: 200 times each, through the app, with
// the provider's own diary as the judge.
import { BOOK, board, book, main, openBoard, review } from './appointments.mjs'
import { expect, searched, test } from './fixtures.mjs'
import { HARTLEY } from './patients.mjs'

// What must not happen once must not happen at the first try.
test.describe.configure({ retries: 0 })

const ROUNDS = Number(process.env.ROUNDS ?? 200)
/** Rounds on one diary: then it is emptied, before its slots run out. */
const OF_ONE_DIARY = 25
/** Neither prefers a branch, so both have the same board. */
const NUMBERS = ['999 005 4347', '999 005 4363']

// A trace of thousands of steps costs more than the steps.
test.use({ trace: 'off' })
test.describe.configure({ timeout: 1_800_000 })

/** Chooses the first free slot after today, up to the last look; returns its day and time. */
async function prepare(page) {
  const day = page.getByRole('radio', { name: /\b[1-9]\d* slots?$/ }).nth(1)
  await day.check()
  const slot = board(page).getByRole('button', { name: /^\d\d:\d\d/ }).first()
  const chosen = `${await day.inputValue()} ${await slot.textContent()}`
  await slot.click()
  await expect(slot).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('textbox', { name: 'Description' }).fill('Cough, five days')
  await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
  await review(page)
  return chosen
}

/** Sends it; the promise is of the page's heading once it ended and the slots were read again. */
async function end(page, meanwhile = async () => {}) {
  const slots = page.waitForResponse(/\/Slot\?/)
  await book(page)
  await meanwhile()
  const heading = page.getByRole('heading', { name: /^(Appointment booked|This slot has been taken|Not booked|It is not known)/ })
  await expect(heading).toBeFocused({ timeout: 30_000 })
  const title = await heading.textContent()
  await slots
  return title
}

/** Back to the board. */
const back = (page) => page.getByRole('button', { name: /^(Book another appointment|Choose another slot)$/ }).click()

/** How many booked appointments the provider has. */
const count = async (diary) => (await diary()).filter((one) => one.status === 'booked').length

/** Everything as at the start: the samples and nothing else. */
const reset = (site) => fetch(`${site.provider}/sandbox/reset`, { method: 'POST', headers: { 'content-type': 'application/json' } })

// proves: APT-14 APT-22 T-11
test('two browsers want one slot: one gets it and the other is told, every time', { tag: '@http' }, async ({ browser, site, diary }) => {
  await site.settings(searched())
  const pages = []
  for (const _ of NUMBERS) {
    const context = await browser.newContext({ baseURL: site.app, viewport: { width: 1366, height: 768 } })
    pages.push(await context.newPage())
  }
  const won = [0, 0]
  for (let round = 0; round < ROUNDS; round++) {
    if (round % OF_ONE_DIARY === 0) {
      await reset(site)
      await Promise.all(pages.map((page, at) => openBoard(page, NUMBERS[at])))
    }
    const before = await count(diary)
    const chosen = await Promise.all(pages.map(prepare))
    expect(chosen[1], `round ${round}: both want the same`).toBe(chosen[0])
    const ends = await Promise.all(pages.map((page) => end(page)))
    expect(ends.toSorted(), `round ${round}`).toEqual(['Appointment booked', 'This slot has been taken'])
    expect((await count(diary)) - before, `round ${round}: bookings at the provider`).toBe(1)
    const winner = ends.indexOf('Appointment booked')
    won[winner]++
    await expect(main(pages[1 - winner])).toContainText('Nothing was booked for this patient.')
    await Promise.all(pages.map(back))
  }
  console.log(`    of ${ROUNDS} races the first browser won ${won[0]}, the second ${won[1]}`)
})

/** Keeps the long timers of a page at hand, so that a time-out is there when the test says so and not half a minute later. */
function timersAtHand() {
  const [start, stop] = [window.setTimeout, window.clearTimeout]
  const long = new Map()
  window.setTimeout = (run, wait, ...rest) => {
    const id = start(run, wait, ...rest)
    if (wait >= 20_000) long.set(id, () => run(...rest))
    return id
  }
  window.clearTimeout = (id) => {
    long.delete(id)
    stop(id)
  }
  window.timeIsUp = () => {
    const due = [...long]
    long.clear()
    for (const [id, run] of due) {
      stop(id)
      run()
    }
  }
}

// proves: APT-14 APT-23 T-25
test('an answer that is lost after the practice saved: read back, and booked once, every time', { tag: '@http' }, async ({ page, site, diary, faults, settings, complaints }) => {
  complaints.allow(/Failed to load resource|ERR_/)
  let posts = 0
  page.on('request', (request) => request.method() === 'POST' && /\/Appointment$/.test(request.url()) && posts++)
  await settings({}, searched())
  await page.addInitScript(timersAtHand)
  for (let round = 0; round < ROUNDS; round++) {
    if (round % OF_ONE_DIARY === 0) {
      await reset(site)
      await openBoard(page, HARTLEY)
    }
    const before = await count(diary)
    const booked = async () => (await count(diary)) - before
    await faults('timeout-after-save', { interaction: BOOK })
    await prepare(page)
    const title = await end(page, async () => {
      await expect.poll(booked, { intervals: [10, 10, 20, 50] }).toBe(1)
      await page.evaluate(() => window.timeIsUp())
    })
    expect(title, `round ${round}`).toBe('Appointment booked')
    await expect(main(page)).toContainText('the practice has it')
    expect(await booked(), `round ${round}: bookings at the provider`).toBe(1)
    expect(posts, `round ${round}: sent once`).toBe(round + 1)
    await back(page)
  }
})
