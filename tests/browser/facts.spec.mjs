// An independent look at the suppliers' records: every fact of the JSON, read without the app (facts.mjs), is looked for
// on screen in the row of its own entry. A fact in another's row, or without its mark, is missing.
import { expect, test } from './fixtures.mjs'
import { facts } from './facts.mjs'
import { find } from './patients.mjs'
import { goTo } from './record.mjs'

const SUPPLIERS = { EMIS: '9990054827', TPP: '9990054835', Medicus: '9990054843', GP2GP: '9990054851' }

const main = (page) => page.getByRole('main')
const plain = (text) => text.replace(/\s+/g, ' ').trim()

for (const [supplier, number] of Object.entries(SUPPLIERS)) {
  // proves: FR-02 FR-03 FR-04 FR-10 FR-11 FR-12 FR-15 FR-16
  test(`the facts of the ${supplier} record stand in their rows`, { tag: '@http' }, async ({ page }) => {
    test.setTimeout(120_000)
    let answer
    await page.route('**/Patient/$gpc.getstructuredrecord', async (route) => {
      const response = await route.fetch()
      if (route.request().method() === 'POST') answer = await response.json()
      await route.fulfill({ response })
    })
    await find(page, number)
    await expect(main(page).getByText(/\d+ entries received/)).toBeVisible({ timeout: 30_000 })
    const entries = facts(answer)
    expect(entries.length).toBeGreaterThan(7)
    const missing = []
    for (const area of new Set(entries.map(({ area }) => area))) {
      await goTo(page, area)
      const rows = await rowsOf(page)
      const here = entries.filter((entry) => entry.area === area)
      missing.push(...here.flatMap((entry) => lost(entry, rows).map((what) => `${area}: ${entry.id}: ${what}`)))
    }
    expect(missing, `${missing.length} facts are not in their row`).toEqual([])
  })
}

/** What of an entry is in none of the rows that name it; all of it has to be in one of them. */
function lost({ names, says, never = [], order = [] }, rows) {
  const own = rows.filter((row) => names.some((name) => row.includes(plain(name))))
  if (own.length === 0) return [`no row is called ${names.join(' or ')}`]
  const has = (row, ways) => ways.some((way) => row.includes(plain(way)))
  const judged = own.map((row) => [
    ...says.filter((ways) => !has(row, ways)).map((ways) => `without “${ways[0]}”`),
    ...never.filter((words) => row.includes(words)).map((words) => `says “${words}”`),
    ...(order.some((text, at) => at > 0 && row.indexOf(plain(text)) < row.indexOf(plain(order[at - 1]))) ? ['steps out of order'] : []),
  ])
  return judged.sort((one, other) => one.length - other.length)[0]
}

/** The texts of the page's rows: the innermost of a list or table, each with what it opens. */
async function rowsOf(page) {
  const rows = main(page).locator('tr, li, article, [role=note], .app-statement')
  const texts = await rows.evaluateAll((all) => all.filter((row) => !row.querySelector('tr, li')).map((row) => row.textContent))
  for (const button of await main(page).locator('tr [aria-controls]').all()) {
    if (!(await button.isVisible())) continue
    await button.click()
    texts.push(
      await button.evaluate((button) => {
        const opened = document.getElementById(button.getAttribute('aria-controls'))
        return `${button.closest('tr').textContent} ${opened?.textContent ?? ''}`
      }),
    )
  }
  return texts.map(plain)
}
