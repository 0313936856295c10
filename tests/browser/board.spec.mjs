// The slots of a day, by practice and soonest first: none out of sight, none moved under the hand, few keys.
import { SEARCH, board, main, openBoard, showDay, slots } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { heading } from './hub.mjs'
import { HARTLEY, open } from './patients.mjs'
import { goTo } from './record.mjs'

const soonest = (page) => main(page).getByRole('table', { name: 'Free slots, soonest first' })
const practiceLine = (page, practice) => board(page).getByRole('button', { name: new RegExp(`^${practice}`) })

for (const width of [1366, 1024]) {
  test(`at ${width} pixels every slot of the day is in sight without scrolling sideways, of 23 practices too`, async ({ page, federation }) => {
    await page.setViewportSize({ width, height: 768 })
    await federation(20)
    await openBoard(page, HARTLEY)
    await expect(main(page)).toContainText('23 practices asked, 23 answered', { timeout: 40_000 })
    await page.getByRole('button', { name: 'Open all practices' }).click()
    await expect(main(page)).toContainText(/all \d+ free slots shown/)
    const said = Number((await main(page).textContent()).match(/all (\d+) free slots shown/)[1])
    const { count, outside } = await board(page).evaluate((table) => {
      const all = [...table.querySelectorAll('.app-slot')]
      const frame = table.parentElement.getBoundingClientRect()
      const isOutside = (slot) => {
        const box = slot.getBoundingClientRect()
        return box.width === 0 || box.left < frame.left || box.right > frame.right || box.right > document.documentElement.clientWidth
      }
      return { count: all.length, outside: all.filter(isOutside).map((slot) => slot.textContent) }
    })
    expect(count).toBe(said)
    expect(outside).toEqual([])
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    // Who a clinician is takes two lines at most.
    const name = board(page).getByRole('rowheader').filter({ hasText: 'Adeyemi' })
    expect((await name.boundingBox()).height).toBeLessThan(50)
  })
}

test('many practices take a line each, which says how many slots it has and when the first is', async ({ page, federation }) => {
  await federation(20)
  await openBoard(page, HARTLEY)
  await expect(main(page)).toContainText('23 practices asked, 23 answered', { timeout: 40_000 })
  await expect(practiceLine(page, 'Millbrook Surgery')).toHaveAttribute('aria-expanded', 'true')
  const folded = practiceLine(page, 'Tollgate Surgery')
  await expect(folded).toContainText(/\d+ slots on this day, first at \d\d:\d\d/)
  await expect(main(page)).toContainText(/\d+ free slots, \d+ of them folded/)
  const before = await slots(page).count()
  await folded.press('Enter')
  await expect(folded).toHaveAttribute('aria-expanded', 'true')
  const own = Number((await folded.textContent()).match(/(\d+) slots/)[1])
  await expect(slots(page)).toHaveCount(before + own)
  await page.getByRole('button', { name: 'Fold all' }).click()
  await expect(slots(page)).toHaveCount(0)
})

test('with a time frame, what starts soonest across all practices comes first; S changes there and back', async ({ page }) => {
  await open(page)
  await goTo(page, 'Book an appointment')
  await showDay(page)
  await expect(heading(page, 'Eastfield Practice')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('s')
  await expect(soonest(page)).toBeVisible()
  const starts = await soonest(page).getByRole('button').evaluateAll((all) => all.map((one) => one.textContent.slice(0, 5)))
  expect(starts.length).toBeGreaterThan(5)
  expect(starts).toEqual([...starts].sort())
  await expect(soonest(page)).toContainText('Eastfield Practice')
  await expect(soonest(page)).toContainText('Harbour Lane Hub')
  await expect(soonest(page).getByRole('button').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(soonest(page).getByRole('button').nth(1)).toBeFocused()
  await page.keyboard.press('s')
  await expect(board(page)).toBeVisible()
  await expect(slots(page).first()).toBeFocused()
  // Typing an "s" changes nothing, and a time frame shows the list by itself.
  await page.getByRole('textbox', { name: 'Description' }).fill('')
  await page.getByRole('textbox', { name: 'Description' }).press('s')
  await expect(board(page)).toBeVisible()
  await page.getByLabel('See within').selectOption('6 hours')
  await expect(soonest(page)).toBeVisible()
})

test('the time by which the patient should be seen is a line before the first slot beyond it', async ({ page }) => {
  await openBoard(page, HARTLEY)
  await page.getByLabel('See within').selectOption('1 hour')
  await page.getByRole('radio', { name: 'By practice' }).check()
  const row = board(page).getByRole('row').filter({ hasText: 'Adeyemi' })
  await expect(row).toContainText(/after \d\d:\d\d.*\d\d:\d\d.*late/s)
  await page.getByLabel('See within').selectOption('no limit')
  await expect(row).not.toContainText('after')
})

for (const layout of ['By practice', 'Soonest first']) {
  // proves: APT-15
  test(`a practice that answers late moves nothing under the pointer or the focus (${layout})`, { tag: '@http' }, async ({ page, settings, faults }) => {
    await faults('latency:12000', { interaction: SEARCH, practice: 'Y90002', times: 1 })
    await settings({ federation: ['Y90002', 'Y90003'] })
    await open(page)
    await goTo(page, 'Book an appointment')
    await showDay(page)
    await page.getByRole('radio', { name: layout }).check()
    await expect(page.getByRole('list', { name: 'Practices' }).getByRole('listitem').filter({ hasText: 'Eastfield Practice' })).toContainText(/\d+ slots/)
    if (layout === 'Soonest first') await expect(soonest(page)).toContainText('Eastfield Practice')
    const last = main(page).getByRole('button', { name: /^\d\d:\d\d/ }).last()
    await expect(last).toBeVisible()
    await expect(page.getByRole('list', { name: 'Practices' })).toContainText('Searching')
    await last.focus()
    const id = await last.getAttribute('id')
    const place = () => page.locator(`[id="${id}"]`).evaluate((slot) => slot.getBoundingClientRect().top)
    const before = await place()
    await expect(page.getByRole('list', { name: 'Practices' })).not.toContainText('Searching', { timeout: 30_000 })
    await page.waitForTimeout(800)
    expect(await place()).toBeCloseTo(before, 0)
    await expect(page.locator(`[id="${id}"]`)).toBeFocused()
    // It is said, and one press away.
    if (layout === 'By practice') {
      await expect(practiceLine(page, 'Harbour Lane Hub')).toContainText(/\d+ slots on this day, first at.*just answered/)
      await practiceLine(page, 'Harbour Lane Hub').click()
      await expect(board(page).getByRole('row').filter({ hasText: 'Brandreth' }).getByRole('button').first()).toBeVisible()
    } else {
      await page.getByRole('button', { name: /Harbour Lane Hub has answered: \d+ more on this day/ }).click()
      await expect(soonest(page)).toContainText('Harbour Lane Hub')
    }
  })
}

test('trace ids wait behind one press', async ({ page }) => {
  await openBoard(page, HARTLEY)
  const trace = main(page).getByText(/trace id/).first()
  await expect(trace).toBeHidden()
  await main(page).getByText('Details for support').click()
  await expect(trace).toBeVisible()
})

// The count stands in docs/keys.md beside what others need.
test('from the search to the review: six keys and the description', async ({ page, settings }) => {
  await settings({ federation: ['Y90001'] })
  await open(page)
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await expect(page.getByRole('heading', { level: 1, name: 'Book an appointment' })).toBeFocused()
  await expect(board(page)).toBeVisible()
  let keys = 0
  const press = async (key) => {
    keys += 1
    await page.keyboard.press(key)
  }
  // The search has run by itself; the soonest slot, the form, the review.
  await press('s')
  await expect(soonest(page).getByRole('button').first()).toBeFocused()
  await press('Enter')
  await expect(page.getByRole('textbox', { name: 'Description' })).toBeFocused()
  await page.keyboard.type('Cough')
  await press('Tab')
  await press('Tab')
  await press('Space')
  await press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Check and book' })).toBeFocused()
  expect(keys).toBe(6)
})
