// Immunisations, uncategorised data and investigations: what was done, what was not, and every word of a result.
import { expect, test } from './fixtures.mjs'
import { open } from './patients.mjs'
import { goTo, inRail } from './record.mjs'

const main = (page) => page.getByRole('main')
const table = (page, name) => main(page).getByRole('table', { name })
const report = (page, name) => main(page).getByRole('article', { name }).first()

// proves: ARS-44 ARS-45 ARS-46
test('an immunisation that was not given is never among the given', async ({ page }) => {
  await open(page)
  await goTo(page, 'Immunisations')
  const given = table(page, /^Given \(/)
  await expect(given).toContainText(/Seasonal influenza vaccination.*0\.5 ml.*Batch FLU4471/)
  await expect(given).toContainText('Reported, not given here: Northvale vaccination centre')
  await expect(given).toContainText('1989')
  await expect(given).not.toContainText('Shingles')
  await expect(table(page, /^Consent, dissent/)).toContainText('Consent given for seasonal influenza vaccination')
  await expect(main(page)).toContainText('have not been asked for')
  await main(page).getByRole('button', { name: 'Ask for those not given too' }).click()
  const notGiven = table(page, /^NOT GIVEN \(1\)/)
  await expect(notGiven).toContainText(/NOT GIVEN.*Shingles vaccination not done.*Unwell on the day/)
  await expect(table(page, /^Given \(/)).not.toContainText('Shingles')
  await expect(main(page)).not.toContainText('have not been asked for')
  // What to ask for says the same as the button did, and takes it back.
  await main(page).getByText('What to ask for: immunisations').click()
  await expect(main(page).getByRole('radio', { name: 'Given and not given' })).toBeChecked()
  await main(page).getByRole('radio', { name: 'Given', exact: true }).check({ force: true })
  await main(page).getByRole('button', { name: 'Ask the practice' }).click()
  await expect(main(page)).toContainText('have not been asked for')
  await expect(notGiven).toHaveCount(0)
})

// proves: ARS-22 ARS-45
test('where no immunisation is recorded, those not given can still be asked for', async ({ page }) => {
  await open(page, '999 005 4347')
  await goTo(page, 'Immunisations')
  await expect(main(page)).toContainText('Asked for: immunisations that were given')
  await expect(main(page)).toContainText('have not been asked for')
  await main(page).getByRole('button', { name: 'Ask for those not given too' }).click()
  await expect(main(page)).toContainText('Asked for: immunisations, given and not given.')
  await expect(main(page)).not.toContainText('have not been asked for')
})

// proves: ARS-47 ARS-48
test('a blood pressure is one row, with its unit, by year', async ({ page }) => {
  await open(page)
  await goTo(page, 'Uncategorised data')
  const row = main(page).getByRole('row').filter({ hasText: 'blood pressure reading' }).first()
  await expect(row).toContainText(/\d+\/\d+ mm\[Hg\]/)
  await expect(main(page).getByRole('table', { name: /^\d{4}: entries \(\d+\)$/ }).first()).toBeVisible()
})

// proves: ARS-49 ARS-50 ARS-51
test('a report says everything of every level, and whether it was filed', async ({ page }) => {
  await open(page)
  await expect(inRail(page, 'Investigations')).toContainText('24')
  await goTo(page, 'Investigations')
  const first = report(page, 'Urea and electrolytes level')
  await expect(first).toContainText(/Asked for: Renal function.*On apixaban/)
  await expect(first).toContainText(/Specimen: Blood.*number B-2204711/)
  await expect(first.getByRole('row').filter({ hasText: 'eGFR' })).toContainText(/52 mL\/min.*Below low reference limit.*60 to 120/)
  const comment = first.getByText('Result consistent with CKD stage 3a.')
  expect(await comment.evaluate((node) => node.innerText)).toBe('Result consistent with CKD stage 3a.\nRepeat in 6 months.')
  await expect(first).toContainText('Stable chronic kidney disease.')
  await expect(first).toContainText(/Filed by the practice \d\d-\w{3}-\d{4}/)
  await expect(first).toContainText(/filing comment.*Normal - no action/)
  const preliminary = main(page).getByRole('article').filter({ hasText: 'Preliminary: may still change' }).first()
  await expect(preliminary).toContainText('Not yet filed by the practice')
})

// proves: ARS-48
test('values of one test in one unit are a line with its range and the same values in a table', async ({ page }) => {
  await open(page)
  await goTo(page, 'Investigations')
  const egfr = main(page).getByRole('button', { name: /^eGFR, mL\/min\/1\.73m² \(5\)/ })
  await egfr.click()
  const chart = main(page).getByRole('img', { name: /^eGFR.*5 values from .* lowest 52 .* highest 61 .* latest 52/ })
  await expect(chart).toBeVisible()
  await expect(chart.locator('circle')).toHaveCount(5)
  await expect(chart.locator('rect')).toHaveCount(1)
  const values = table(page, /^eGFR, mL/).first()
  await expect(values.getByRole('row')).toHaveCount(6)
  await egfr.click()
  await expect(chart).toHaveCount(0)
})

// proves: ARS-47 ARS-48
test('blood pressures are one trend: systolic and diastolic on one axis, in one unit', async ({ page }) => {
  await open(page)
  await goTo(page, 'Uncategorised data')
  await main(page).getByRole('button', { name: /^Blood pressure, mm\[Hg\] \(\d+\)/ }).click()
  const chart = main(page).getByRole('img', { name: /^Blood pressure.*Two lines, systolic above diastolic/ })
  await expect(chart.locator('polyline')).toHaveCount(2)
  const values = table(page, /^Blood pressure, mm/).first().getByRole('row')
  await expect(values.nth(1)).toContainText(/\d+\/\d+ mm\[Hg\]/)
  const drawn = (await values.count()) - 1
  await expect(chart.locator('circle')).toHaveCount(2 * drawn)
})
