// P12: from the click on an area to its rows, with as many as a practice of long standing has of a patient.
import { compare } from './compare.mjs'
import { copyOf } from './plain.mjs'
import { inRecord, openRecord, serveRecord, wide } from './record.mjs'

const MEDICATIONS = 79
const CONSULTATIONS = 120

export const title = `Opening an area: ${MEDICATIONS} medications, ${CONSULTATIONS} consultations`

const AREAS = [
  { area: 'medications', heading: 'Medications', place: '.app-medications', row: 'tbody > tr', count: MEDICATIONS },
  { area: 'consultations', heading: 'Consultations', place: '.app-consultations', row: 'article', count: CONSULTATIONS },
]

export async function measure({ browser, serve }) {
  const site = await serveRecord(browser, serve, wide(MEDICATIONS, CONSULTATIONS))
  const results = []
  try {
    const context = await browser.newContext({ baseURL: site.app, viewport: { width: 1366, height: 768 } })
    const page = await openRecord(context, site, site.number)
    await page.evaluate(inRecord)
    for (const { area, heading, place, row, count } of AREAS) {
      const there = ([area, heading, row, count]) => timedUntil(() => go(area), () => window.heading() === heading && drawn(count, row))
      await page.evaluate(there, [area, heading, row, count])
      await page.evaluate(() => settled())
      const drawn = await page.evaluate((row) => rows(row), row)
      const html = await page.evaluate((place) => document.querySelector(place).outerHTML, place)
      const copy = await copyOf(page, context, site, place)
      const found = await compare(
        async () => {
          await page.evaluate(() => timedUntil(() => go('summary'), () => heading() === 'Summary'))
          await page.evaluate(() => settled())
          return page.evaluate(there, [area, heading, row, count])
        },
        async () => {
          await copy.evaluate(() => document.getElementById('rows').replaceChildren())
          return copy.evaluate((html) => window.timed(() => (document.getElementById('rows').innerHTML = html)), html)
        },
      )
      results.push(
        { what: `click on ${area} to paint, ${drawn} rows, median of ${found.rounds}`, value: found.ours, unit: 'ms' },
        { what: 'the same rows by innerHTML', value: found.theirs, unit: 'ms' },
        { what: `P12 ratio, ${area}`, value: found.ratio, unit: '', bound: 1.2, open: 'a click changes the page around the rows too' },
      )
      await copy.close()
    }
    return results
  } finally {
    await site.stop()
  }
}
