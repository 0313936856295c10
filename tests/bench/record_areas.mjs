// P2, P3, P4: a record of 5 MB from its bytes to the screen, a long area, and the search across all of it.
import { ROUNDS, compare, compareAll } from './compare.mjs'
import { copyOf, oneTable } from './plain.mjs'
import { openRecord, serveRecord } from './record.mjs'

/** What is typed, and what is in the box before the last key. */
const WORDS = ['pressur', 'pressure']

export const title = 'A structured record of 5 MB'

// In the page. The rail's links, the area's rows, and what the find box says.
const inPage = () => {
  const link = (area) => [...document.querySelectorAll('nav a')].find((one) => one.getAttribute('href').endsWith(`/${area}`))
  window.go = (area) => link(area).click()
  window.rows = () => document.querySelector('main').querySelectorAll('tbody > tr').length
  // As the app itself says that a list is drawn; then it is counted.
  window.drawn = (all) => !document.querySelector('main [aria-busy=true]') && rows() >= all
  window.press = (words) => [...document.querySelectorAll('.app-filter label')].find((one) => one.textContent.startsWith(words)).click()
  window.heading = () => document.querySelector('main h1')?.textContent
  window.type = (words) => {
    const box = document.getElementById('find-in-record')
    box.value = words
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

export async function measure({ browser, serve }) {
  const site = await serveRecord(browser, serve)
  const results = []
  try {
    const context = await browser.newContext({ baseURL: site.app, viewport: { width: 1366, height: 768 } })
    const page = await openRecord(context, site, site.number)
    await page.evaluate(inPage)
    const bytes = site.text.length
    const entries = JSON.parse(site.text).entry.length

    const goTo = async (area, heading) => {
      await page.evaluate((area) => window.go(area), area)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    }
    await goTo('uncategorised-data', 'Uncategorised data')
    await page.evaluate(() => settled())
    const all = await page.evaluate(() => rows())
    const table = await oneTable(page, '.app-observed')
    const copy = await copyOf(page, context, site, '.app-observed')
    results.push(
      { what: 'bytes of the record', value: bytes / 1e6, unit: 'MB' },
      { what: 'entries in it', value: entries, unit: '' },
      { what: 'rows of its longest area', value: all, unit: '' },
    )

    // P3 and P9: all rows of the area, and what the bar above them changes. What is drawn after the first paint is waited
    // for, so that its tasks count as well.
    let longest = 0
    const press = (before, after) => async () => {
      const pressed = await page.evaluate(
        async ([before, after]) => {
          press(before)
          await settled()
          longest = 0
          const time = await timed(() => press(after))
          await settled()
          return { time, longest }
        },
        [before, after],
      )
      longest = Math.max(longest, pressed.longest)
      return pressed.time
    }
    const area = await compareAll({
      rows: async () => {
        await goTo('summary', 'Summary')
        return page.evaluate((all) => timedUntil(() => go('uncategorised-data'), () => drawn(all)), all)
      },
      filter: press('With a value', 'All'),
      order: press('Oldest first', 'Newest first'),
      theirs: async () => {
        await copy.evaluate(() => document.getElementById('rows').replaceChildren())
        return copy.evaluate((html) => window.timed(() => (document.getElementById('rows').innerHTML = html)), table)
      },
    })
    results.push(
      { what: `all ${all} rows in one table by innerHTML, median of ${ROUNDS}`, value: area.theirs.median, unit: 'ms' },
      { what: 'all rows of the area, painted', value: area.rows.median, unit: 'ms' },
      { what: 'P3 ratio', value: area.rows.ratio, unit: '', bound: 0.2 },
      { what: 'filter taken off, to paint', value: area.filter.median, unit: 'ms' },
      { what: 'P9 ratio, filter', value: area.filter.ratio, unit: '', bound: 0.2 },
      { what: 'order changed, to paint', value: area.order.median, unit: 'ms' },
      { what: 'P9 ratio, order', value: area.order.ratio, unit: '', bound: 0.2 },
      { what: 'P9 longest task', value: longest, unit: 'ms', bound: 50, open: 'a time and no ratio, which a slow machine misses' },
    )

    // P2: from the bytes to the summary, then to the medications.
    await copy.evaluate(async (text) => (window.bytes = new TextEncoder().encode(text)), site.text)
    const first = await compare(
      async () => {
        await goTo('summary', 'Summary')
        await page.evaluate(async () => {
          answers.hold = true
          const waiting = new Promise((done) => (answers.waiting = done))
          ;[...document.querySelectorAll('main button')].find((one) => one.textContent === 'Refresh').click()
          await waiting
        })
        return page.evaluate(async () => {
          const cards = () => document.querySelectorAll('main .app-card').length > 3
          const summary = await timedUntil(() => answers.release(), cards)
          answers.hold = false
          return summary + (await timedUntil(() => go('medications'), () => heading() === 'Medications' && rows() > 50))
        })
      },
      async () => {
        await copy.evaluate(() => document.getElementById('rows').replaceChildren())
        return copy.evaluate(
          (html) =>
            window.timed(() => {
              window.read = JSON.parse(new TextDecoder().decode(window.bytes))
              document.getElementById('rows').innerHTML = html
            }),
          table,
        )
      },
    )
    results.push(
      { what: `bytes to summary and medications, median of ${first.rounds}`, value: first.ours, unit: 'ms' },
      { what: 'JSON.parse and all rows in one table by innerHTML', value: first.theirs, unit: 'ms' },
      { what: 'P2 ratio', value: first.ratio, unit: '', bound: 0.15 },
    )

    // P4: a keystroke in the search.
    await goTo('timeline', 'Timeline')
    await page.evaluate(() => settled())
    const lines = await page.evaluate(() => [...document.querySelectorAll('.app-timeline__rows > li')].map((one) => one.outerHTML))
    const plain = await copyOf(page, context, site, '.app-timeline')
    await plain.evaluate((lines) => {
      const holder = document.createElement('ul')
      window.entries = lines.map((html) => {
        holder.innerHTML = html
        return { html, text: holder.textContent }
      })
      window.search = (words) => {
        const found = window.entries.filter(({ text }) => text.toLowerCase().includes(words))
        document.getElementById('rows').innerHTML = `<p>${found.length} found</p><ul class="app-timeline__rows">${found.map(({ html }) => html).join('')}</ul>`
        return found.length
      }
    }, lines)
    const hits = await plain.evaluate((words) => search(words), WORDS[1])
    await goTo('summary', 'Summary')
    const [before, after] = WORDS
    const search = await compare(
      async () => {
        await page.evaluate((words) => type(words), before)
        return page.evaluate((words) => timedUntil(() => type(words), () => document.querySelector('main .app-found')), after)
      },
      async () => {
        await plain.evaluate((words) => search(words), before)
        return plain.evaluate((words) => window.timed(() => search(words)), after)
      },
    )
    await page.evaluate(() => type(''))
    results.push(
      { what: `keystroke to hits, ${hits} in ${lines.length} entries, median of ${search.rounds}`, value: search.ours, unit: 'ms' },
      { what: 'one scan over the same texts, all hits by innerHTML', value: search.theirs, unit: 'ms' },
      { what: 'P4 ratio', value: search.ratio, unit: '', bound: 0.5 },
    )
    return results
  } finally {
    await site.stop()
  }
}
