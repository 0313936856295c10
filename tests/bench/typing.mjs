// P11: what a user waits for after a key, in any field of the longest record; and the longest task that anything on it takes.
import { inRecord, openRecord, serveRecord } from './record.mjs'

const TIME = 'a time and no ratio, which a slow machine misses'

export const title = 'Typing and the longest task on a structured record of 5 MB'

/** For page.evaluate: keeps how long the browser says that each key took, from the press to the paint. */
function timeKeys() {
  if (window.keys) return
  window.keys = []
  // Nothing shorter than 16 milliseconds is told; these count as 16.
  new PerformanceObserver((list) => keys.push(...list.getEntries().filter(({ name }) => name === 'keydown').map(({ duration }) => duration))).observe({ type: 'event', durationThreshold: 16 })
}

/** Types and takes away again; gives the 99th percentile of the waits. */
async function typed(page, field, words) {
  await page.evaluate(() => keys.splice(0))
  await field.focus()
  let count = 0
  for (let round = 0; round < 3; round++) {
    await page.keyboard.type(words, { delay: 40 })
    for (let at = 0; at < words.length; at++) await page.keyboard.press('Backspace', { delay: 10 })
    count += 2 * words.length
  }
  await page.evaluate(() => settled())
  const slow = await page.evaluate(() => keys.toSorted((one, other) => other - one))
  return slow[Math.floor(count / 100)] ?? 16
}

export async function measure({ browser, serve }) {
  const site = await serveRecord(browser, serve)
  try {
    const context = await browser.newContext({ baseURL: site.app, viewport: { width: 1366, height: 768 } })
    const page = await openRecord(context, site, site.number)
    await page.evaluate(inRecord)
    await page.evaluate(timeKeys)
    const goTo = async (area, heading) => {
      await page.evaluate((area) => go(area), area)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.evaluate(() => settled())
    }
    const rows = []
    const key = (what, value) => rows.push({ what: `P11 99th percentile of keys, ${what}`, value, unit: 'ms', bound: 50, open: TIME })
    const task = async (what, act) => {
      await page.evaluate(() => settled().then(() => (window.longest = 0)))
      await act()
      const longest = await page.evaluate(() => settled().then(() => window.longest))
      rows.push({ what: `longest task, ${what}`, value: longest, unit: 'ms', bound: 50, open: TIME })
    }

    await task('reading it', async () => {
      await page.evaluate(() => ask())
      await page.evaluate(() => timedUntil(() => answers.release(), () => document.querySelectorAll('main .app-card').length > 3))
      // What the summary does not need is read when the page is idle.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 1_000)))
    })
    await task('the longest area', () => goTo('uncategorised-data', 'Uncategorised data'))
    await task('scrolling through it', async () => {
      await page.evaluate(async () => {
        const { scrollingElement: all } = document
        for (let at = 0; at <= 40; at++) await timed(() => scrollTo(0, (all.scrollHeight * at) / 40))
        scrollTo(0, 0)
      })
    })
    await task('its filter', async () => key('the filter of the longest area', await typed(page, page.locator('.app-filter__words input'), 'pressure 120')))
    await task('the timeline', () => goTo('timeline', 'Timeline'))
    await task('its filter, on the timeline', async () => key('the filter of the timeline', await typed(page, page.locator('.app-filter__words input'), 'pressure 120')))
    await goTo('summary', 'Summary')
    await task('the search', async () => key('the search of the record', await typed(page, page.locator('#find-in-record'), 'blood pressure')))

    const about = page.getByRole('navigation').getByRole('link', { name: /^Book an appointment/ }).first()
    await about.click()
    await page.getByLabel('From').waitFor()
    key('the dates of a search for slots', await typed(page, page.getByLabel('From'), '01012030'))
    await page.getByRole('link', { name: 'Find another patient' }).click()
    const number = page.getByLabel('NHS number')
    await number.waitFor()
    // Leaving a patient may begin the page anew.
    await page.evaluate(timeKeys)
    key('the find form', await typed(page, number, '999 005 4320'))
    return rows
  } finally {
    await site.stop()
  }
}
