// The record on paper: whose it is, where it comes from and what it lacks are on every sheet, and no sheet is wasted.
import { expect, test } from './fixtures.mjs'
import { banner, open } from './patients.mjs'
import { goTo } from './record.mjs'

const SOURCE = /From the GP practice record, Millbrook Surgery, retrieved \d\d-\w{3}-\d{4} \d\d:\d\d/
/** The width of an A4 sheet between its margins. */
const SHEET = 703

/** What is on every sheet, under the banner: the header group of the frame, which the browser repeats. */
const onEverySheet = (page) => page.locator('.app-top')

/** How many sheets the page takes. */
async function sheets(page) {
  const pdf = await page.pdf({ format: 'A4' })
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length
}

// proves: ARH-47 ARS-57
test('every sheet of every area says whose record it is, of which practice and of when', async ({ page }) => {
  await open(page)
  for (const area of ['Allergies', 'Medications', 'Problems', 'Consultations', 'Timeline', 'Summary']) {
    await goTo(page, area)
    await page.emulateMedia({ media: 'print' })
    await expect(onEverySheet(page).getByText(SOURCE), area).toBeVisible()
    await expect(page.getByText(SOURCE).filter({ visible: true }), area).toHaveCount(1)
    await expect(banner(page), area).toContainText('HARTLEY, Imogen Rose (Mrs)')
    expect(await onEverySheet(page).evaluate((top) => getComputedStyle(top).display), area).toBe('table-header-group')
    await page.emulateMedia({ media: null })
  }
})

// proves: ARS-19
test('what an area lacks is said on every sheet of it', async ({ page }) => {
  await open(page)
  await goTo(page, 'Consultations')
  await page.emulateMedia({ media: 'print' })
  await expect(onEverySheet(page).getByText(/^Consultations: items withheld\. Items excluded/)).toBeVisible()
  await page.emulateMedia({ media: null })
  await goTo(page, 'Summary')
  await page.emulateMedia({ media: 'print' })
  await expect(onEverySheet(page).getByText(/^Not complete: .*Diary entries not supported/)).toBeVisible()
})

test('on paper a list begins under its heading, and what is taken has the widest column', async ({ page }) => {
  await open(page)
  await goTo(page, 'Medications')
  await expect(page.getByRole('rowheader', { name: /^Apixaban/ }).first()).toBeVisible()
  expect(await sheets(page)).toBeLessThanOrEqual(8)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: SHEET, height: 1000 })
  const heads = page.getByRole('main').getByRole('table').first().getByRole('columnheader')
  const widths = await heads.evaluateAll((cells) => cells.map((cell) => cell.clientWidth))
  expect(Math.max(...widths)).toBe(widths[0])
  expect(widths[0]).toBeGreaterThan(SHEET / 4)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(SHEET)
})
