// P9, and the first slots of many: a search over twenty practices with 10,000 slots.
import { compare, stopwatch } from './compare.mjs'
import { copyOf, oneTable } from './plain.mjs'

const HARTLEY = '999 005 4320'
const PRACTICES = 20
/** How much later each practice answers than the one before. */
const STEP = 100

export const title = 'A search over 20 practices with 10,000 slots'

/** The settings of the server, with the twenty generated practices and the patient's own. */
async function twenty(context) {
  await context.route('**/config.json', async (route) => {
    const config = await (await route.fetch()).json()
    config.federation = config.providers.map(({ ods }) => ods).filter((ods) => ods.startsWith('Y901'))
    await route.fulfill({ json: config })
  })
}

/** Opens the booking page of a patient and searches a fortnight from tomorrow. */
async function search(page, site) {
  await page.goto(`${site.app}find`)
  await page.getByLabel('NHS number').fill(HARTLEY)
  await page.getByRole('button', { name: 'Find patient' }).click()
  await page.getByRole('heading', { level: 1, name: 'Summary' }).waitFor()
  await page.getByRole('link', { name: /^Book an appointment/ }).first().click()
  const from = page.getByLabel('From')
  await from.waitFor()
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await from.fill(day(1))
  await page.getByLabel('Until').fill(day(14))
  const answers = []
  page.on('response', (response) => response.url().includes('/Slot?') && answers.push(response))
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  return answers
}

/** In the page: shows the slots of one kind, or all, as the user does by the filter. */
const filter = `(value) => {
  const select = document.querySelector('main .app-filters__row select')
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
}`

/** What holds the slots of the day. */
const LIST = '#slots-of-day'

export async function measure({ browser, serve }) {
  const site = await serve('--practices', String(PRACTICES))
  try {
    for (let at = 0; at < PRACTICES; at++) {
      const practice = `Y901${String(at + 1).padStart(2, '0')}`
      await fetch(`${site.provider}/sandbox/standing`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ practice, standing: `slow:${at * STEP}` }) })
    }
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    await twenty(context)
    const page = await context.newPage()
    await page.addInitScript(stopwatch)

    const answers = await search(page, site)
    await page.locator('main button.app-slot').first().waitFor()
    const answered = answers.length
    await page.getByText('Searching').last().waitFor({ state: 'detached' })
    const rows = [{ what: `practices that had answered when the first slots stood, of ${answers.length}`, value: answered, unit: 'practices', bound: answers.length - 1 }]

    await page.getByRole('radio', { name: 'Soonest first' }).check()
    const days = page.getByRole('group', { name: /^Day,/ }).getByRole('radio')
    await days.nth(3).check()
    await page.locator('.app-slot-list').first().waitFor()
    const kind = await page.evaluate(() => {
      const select = document.querySelector('main .app-filters__row select')
      return select.options[1].value
    })
    await page.evaluate(() => settled())
    const all = await oneTable(page, LIST)
    const slots = await page.locator('.app-slot-list button').count()
    await page.evaluate(`(${filter})(${JSON.stringify(kind)})`)
    await page.evaluate(() => settled())
    const some = await oneTable(page, LIST)
    const copy = await copyOf(page, context, site, LIST)

    // In turn all rows and some; what counts is the change to all of them, and every task of it.
    let longest = 0
    const ours = async () => {
      await page.evaluate(`(${filter})(${JSON.stringify(kind)})`)
      await page.evaluate(() => settled().then(() => (window.longest = 0)))
      const time = await page.evaluate(`timed(() => (${filter})(''))`)
      longest = Math.max(longest, await page.evaluate(() => settled().then(() => window.longest)))
      return time
    }
    const theirs = async () => {
      await copy.evaluate((html) => (document.getElementById('rows').innerHTML = html), some)
      return copy.evaluate((html) => window.timed(() => (document.getElementById('rows').innerHTML = html)), all)
    }
    const found = await compare(ours, theirs)
    rows.push(
      { what: `all ${slots} slots of a day, filter to paint, median of ${found.rounds}`, value: found.ours, unit: 'ms' },
      { what: 'the same rows in one table by innerHTML', value: found.theirs, unit: 'ms' },
      { what: 'P9 ratio', value: found.ratio, unit: '', bound: 0.2 },
      { what: 'P9 longest task', value: longest, unit: 'ms', bound: 50, open: 'a time and no ratio, which a slow machine misses' },
    )
    return rows
  } finally {
    await site.stop()
  }
}
