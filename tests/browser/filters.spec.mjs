// The bar above each list: off by default, local, reversible, and it says what it hides.
import { expect, test } from './fixtures.mjs'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'

const HUB = '999 005 4630'

const main = (page) => page.getByRole('main')
const hidden = (page) => main(page).getByRole('status').filter({ hasText: 'hidden by this choice' })
const words = (page) => main(page).getByRole('textbox', { name: 'With the words' })
const choose = (page, name) => main(page).getByRole('radio', { name }).check({ force: true })

// proves: ARS-68
test('problems are narrowed by status and words, sorted, and shown whole again', async ({ page }) => {
  await open(page)
  await goTo(page, 'Problems')
  const rows = main(page).getByRole('rowheader')
  await expect(rows).toHaveCount(7)
  await expect(hidden(page)).toHaveCount(0)
  await choose(page, 'Inactive 2')
  await expect(rows).toHaveCount(2)
  await expect(hidden(page)).toContainText('5 rows hidden by this choice')
  await words(page).fill('urinary')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('Urinary tract infection')
  await expect(hidden(page)).toContainText('6 rows hidden by this choice')
  await words(page).fill('no such words')
  await expect(hidden(page)).toContainText('All 7 rows hidden by this choice')
  await main(page).getByRole('button', { name: 'Show all' }).click()
  await expect(rows).toHaveCount(7)
  await expect(words(page)).toHaveValue('')
  const terms = await main(page).getByRole('table', { name: 'Active, major (4)' }).getByRole('rowheader').allTextContents()
  await choose(page, 'Oldest first')
  const turned = main(page).getByRole('table', { name: 'Active, major (4)' }).getByRole('rowheader')
  await expect(turned).toHaveText([...terms].reverse())
})

// proves: ARS-68
test('what was chosen outlives a refresh, is counted anew for the new answer, and is gone with the patient', async ({ page }) => {
  await open(page)
  await goTo(page, 'Problems')
  const rows = main(page).getByRole('rowheader')
  await expect(rows).toHaveCount(7)
  await choose(page, /^Active 5/)
  await choose(page, 'Oldest first')
  const terms = await rows.allTextContents()
  await words(page).fill('fibrillation')
  await expect(rows).toHaveCount(2)
  await expect(hidden(page)).toContainText('5 rows hidden by this choice')
  const before = await rows.first().elementHandle()
  await main(page).getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => before.evaluate((row) => row.isConnected)).toBe(false)
  await expect(rows).toHaveCount(2)
  await expect(hidden(page)).toContainText('5 rows hidden by this choice')
  await expect(words(page)).toHaveValue('fibrillation')
  await expect(main(page).getByRole('radio', { name: /^Active 5/ })).toBeChecked()
  await words(page).fill('')
  await expect(rows).toHaveText(terms)
  await expect(hidden(page)).toContainText('2 rows hidden by this choice')

  // An answer with fewer rows: the choice stays, and hides fewer.
  await words(page).fill('fibrillation')
  await main(page).locator('.app-ask').getByText('What to ask for: problems').click()
  await main(page).locator('.app-ask').getByRole('radio', { name: 'Active', exact: true }).check({ force: true })
  await main(page).getByRole('button', { name: 'Ask the practice' }).click()
  await expect(main(page).getByRole('radio', { name: 'All 5' })).toBeVisible()
  await expect(hidden(page)).toContainText('3 rows hidden by this choice')
  await expect(rows.first()).toContainText('Atrial fibrillation')

  await open(page, HUB)
  await goTo(page, 'Problems')
  await expect(hidden(page)).toHaveCount(0)
  await expect(words(page)).toHaveValue('')
  await expect(main(page).getByRole('radio', { name: 'Newest first' })).toBeChecked()
})

// proves: ARS-68
test('every long list can be narrowed by what its rows say', async ({ page }) => {
  await open(page)
  for (const [area, said, found] of [
    ['Medications', 'apixaban', 'row'],
    ['Consultations', 'productive cough', 'article'],
    ['Investigations', 'egfr', 'article'],
    ['Immunisations', 'influenza', 'row'],
    ['Uncategorised data', 'blood pressure', 'row'],
    ['Referrals', 'orthopaedic', 'row'],
  ]) {
    await goTo(page, area)
    await expect(hidden(page)).toHaveCount(0)
    await words(page).fill(said)
    const shown = main(page).getByRole(found).filter({ hasText: new RegExp(said, 'i') })
    await expect(shown.first(), area).toBeVisible()
    await expect(main(page).locator('.app-filter')).toHaveText(/hidden by this choice|With the words/)
    await words(page).fill('zzz zzz')
    await expect(hidden(page), area).toContainText(/^All \d+ rows? hidden/)
    await expect(main(page).getByRole('article'), area).toHaveCount(0)
    await main(page).getByRole('button', { name: 'Show all' }).click()
    await expect(hidden(page), area).toHaveCount(0)
    await expect(shown.first(), area).toBeVisible()
  }
})

// proves: ARS-68
test('reports marked by the laboratory and entries that are measurements can be shown alone', async ({ page }) => {
  await open(page)
  await goTo(page, 'Investigations')
  const reports = main(page).getByRole('article')
  await expect(reports).not.toHaveCount(0)
  const all = await reports.count()
  await choose(page, /^Marked by the laboratory/)
  await expect(hidden(page)).toContainText('hidden by this choice')
  await expect(reports.first()).toContainText('Marked by the laboratory')
  expect(await reports.count()).toBe(await reports.filter({ hasText: 'Marked by the laboratory' }).count())
  await choose(page, /^All /)
  await expect(reports).toHaveCount(all)
  await open(page, HUB)
  await goTo(page, 'Diary entries')
  await words(page).fill('blood pressure')
  await expect(main(page).getByRole('rowheader')).toContainText(['Planned: Blood pressure review due'])
})

/** The tables of the practice's own list as they stand: the title of each with the first column and the dates of its rows. */
const groups = (page) => main(page).getByRole('table', { name: /^(?!Linked)/ }).evaluateAll((tables) => tables.map((table) => ({
  title: table.caption.textContent,
  rows: [...table.tBodies[0].rows].map((row) => row.textContent),
})))

for (const [area, patient, turned, back] of [
  ['Medications', undefined, 'Oldest first', 'Newest first'],
  ['Diary entries', HUB, 'Latest first', 'Earliest first'],
]) {
  // proves: ARS-68
  test(`${area} are turned round within their groups, and back`, async ({ page }) => {
    await open(page, patient)
    await goTo(page, area)
    await expect(main(page).getByRole('radio', { name: back })).toBeChecked()
    const before = await groups(page)
    const several = before.filter(({ rows }) => rows.length > 1)
    expect(several).not.toEqual([])
    await choose(page, turned)
    await expect.poll(() => groups(page)).toEqual(before.map(({ title, rows }) => ({ title, rows: [...rows].reverse() })))
    await expect(hidden(page)).toHaveCount(0)
    await choose(page, back)
    await expect.poll(() => groups(page)).toEqual(before)
  })
}

// proves: ARS-66 ARS-68
test('the timeline can be read without the medications, which are most of it, and from its beginning', async ({ page }) => {
  await open(page)
  await goTo(page, 'Timeline')
  const rows = main(page).locator('.app-timeline__row')
  await expect(rows.first()).toBeVisible()
  const lines = await rows.allTextContents()
  const others = lines.filter((line) => !line.includes('Medications'))
  expect(others.length).toBeLessThan(lines.length)
  await choose(page, new RegExp(`^All but medications ${others.length}$`))
  await expect(rows).toHaveText(others)
  await expect(hidden(page)).toContainText(`${lines.length - others.length} rows hidden by this choice`)
  await words(page).fill('consultations telephone')
  await expect(rows.first()).toContainText('Telephone consultation')
  expect(await rows.count()).toBeLessThan(others.length)
  await main(page).getByRole('button', { name: 'Show all' }).click()
  await expect(rows).toHaveCount(lines.length)
  await choose(page, 'Oldest first')
  const dated = lines.filter((line) => !/Date not (recorded|known)/.test(line))
  await expect(rows.first()).toHaveText(dated.at(-1))
  await expect(main(page).locator('.app-timeline').last()).toContainText(/Date not (recorded|known)/)
})
