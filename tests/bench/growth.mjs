// P10: a record four times as long costs little more than four times as much.
import { compareAll } from './compare.mjs'
import { inRecord, keepMemory, long, openRecord, serveRecord } from './record.mjs'

const TIMES = 4
const MOST = 4.4
const ROUNDS = 5
const WORDS = ['pressur', 'pressure']

export const title = 'A structured record of 20 MB'
// Minutes, not seconds: it is no part of the test command.
export const build = 'production'

/** For page.evaluate: the steps whose cost is compared, each in milliseconds. */
function steps() {
  const type = (words) => {
    const box = document.getElementById('find-in-record')
    box.value = words
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }
  window.step = {
    async read() {
      await ask()
      return timedUntil(() => answers.release(), () => document.querySelectorAll('main .app-card').length > 3)
    },
    area: (all) => timedUntil(() => go('uncategorised-data'), () => drawn(all)),
    async search([before, after]) {
      type(before)
      await settled()
      const time = await timedUntil(() => type(after), () => document.querySelector('main .app-found'))
      type('')
      return time
    },
  }
}

async function opened(browser, serve, times) {
  const site = await serveRecord(browser, serve, long(undefined, times))
  const context = await browser.newContext({ baseURL: site.app, viewport: { width: 1366, height: 768 } })
  await context.addInitScript(keepMemory)
  const page = await openRecord(context, site, site.number)
  await page.evaluate(inRecord)
  await page.evaluate(steps)
  const goTo = async (area, heading) => {
    await page.evaluate((area) => go(area), area)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await page.evaluate(() => settled())
  }
  await goTo('uncategorised-data', 'Uncategorised data')
  const all = await page.evaluate(() => rows())
  await goTo('summary', 'Summary')
  const entries = JSON.parse(site.text).entry.length
  const memory = () => page.evaluate(() => memory.buffer.byteLength)
  return { site, page, goTo, all, entries, memory }
}

export async function measure({ browser, serve }) {
  const small = await opened(browser, serve, 1)
  const large = await opened(browser, serve, TIMES)
  try {
    const way = (of, name, argument) => async () => {
      await of.goTo('summary', 'Summary')
      const time = await of.page.evaluate(([name, argument]) => step[name](argument), [name, argument])
      await of.page.evaluate(() => settled())
      return time
    }
    const rows = [
      { what: 'bytes of the record', value: large.site.text.length / 1e6, unit: 'MB' },
      { what: 'entries in it', value: large.entries, unit: '' },
    ]
    for (const [name, what, argument] of [
      ['read', 'bytes to the summary', undefined],
      ['area', 'all rows of the longest area', 'all'],
      ['search', 'a keystroke in the search', WORDS],
    ]) {
      const of = (one) => way(one, name, argument === 'all' ? one.all : argument)
      const found = await compareAll({ ours: of(large), theirs: of(small) }, ROUNDS)
      rows.push(
        { what: `${what}, median of ${ROUNDS}`, value: found.ours.median, unit: 'ms' },
        { what: `P10 growth, ${what}`, value: found.ours.ratio, unit: 'times', bound: MOST },
      )
    }
    rows.push({ what: 'P10 memory for each byte of the record', value: (await large.memory()) / large.site.text.length, unit: '', bound: 12 })
    return rows
  } finally {
    await small.site.stop()
    await large.site.stop()
  }
}
