// What to ask for: periods, numbers and states within the rules, and that a limited answer never looks like the whole.
import { expect, test } from './fixtures.mjs'
import { open } from './patients.mjs'
import { callout, goTo, inRail } from './record.mjs'

const main = (page) => page.getByRole('main')
const panel = (page) => main(page).locator('.app-ask')
const ask = (page) => panel(page).getByRole('button', { name: 'Ask the practice' })
const choose = (page, name) => panel(page).getByRole('radio', { name, exact: true }).check({ force: true })

/** Opens the panel of the page. */
async function openPanel(page) {
  await panel(page).getByText(/^What to ask for/).click()
}

/** The parameters of each structured request, as they leave the browser. */
async function asked(page) {
  const sent = []
  await page.route('**/Patient/$gpc.getstructuredrecord', async (route) => {
    if (route.request().method() === 'POST') sent.push(JSON.parse(route.request().postData()).parameter.filter(({ name }) => name !== 'patientNHSNumber'))
    await route.continue()
  })
  return sent
}

// proves: ARS-07 ARS-10 ARS-19
test('the latest consultations alone can be asked for, and nobody takes them for all', async ({ page }) => {
  await open(page)
  await goTo(page, 'Consultations')
  const articles = main(page).getByRole('article')
  await expect(articles.first()).toBeVisible()
  const all = await articles.count()
  await openPanel(page)
  await choose(page, 'The latest')
  await panel(page).getByLabel('How many').fill('0')
  await ask(page).click()
  await expect(panel(page)).toContainText('Enter a number, 1 or more')
  await panel(page).getByLabel('How many').fill('2')
  await ask(page).click()
  await expect(callout(page, 'Consultations: not all of it')).toContainText('Only this was asked for: the 2 latest consultations.')
  await expect(articles).toHaveCount(2)
  await expect(inRail(page, 'Consultations')).toContainText('2, not all')
  await goTo(page, 'Summary')
  await expect(main(page).getByRole('region', { name: 'Last consultations' })).toContainText('Only this was asked for: the 2 latest consultations.')
  await goTo(page, 'Consultations')
  await main(page).getByRole('button', { name: 'Ask for all consultations' }).click()
  await expect(articles).toHaveCount(all)
  await expect(callout(page, 'not all of it')).toHaveCount(0)
})

// proves: ARS-08
test('a period is asked for in whole days, and says so above what it brought', async ({ page }) => {
  await open(page)
  await goTo(page, 'Investigations')
  await openPanel(page)
  await choose(page, 'For a period')
  await ask(page).click()
  await expect(panel(page)).toContainText('Enter the first day, the last day, or both')
  await panel(page).getByLabel('First day').fill('Mar 1950')
  await panel(page).getByLabel('Last day').fill('1951')
  await ask(page).click()
  await expect(callout(page, 'Investigations: not all of it')).toContainText('investigations from 01-Mar-1950 to 31-Dec-1951')
  await expect(main(page)).toContainText('Within what was asked for, nothing is recorded')
  await expect(inRail(page, 'Investigations')).toContainText('none, not all asked')
})

// proves: ARS-09
test('what may not be asked for together is explained, and nothing is sent', { tag: '@http' }, async ({ page }) => {
  const sent = await asked(page)
  await open(page)
  await expect(main(page).getByRole('region', { name: 'Active problems' })).toBeVisible()
  expect(sent).toHaveLength(1)
  await openPanel(page)
  const medications = panel(page).getByRole('group', { name: 'How much of medications' })
  await medications.getByRole('radio', { name: 'Active since a date' }).check({ force: true })
  await panel(page).getByLabel('First day').fill('2024')
  await ask(page).click()
  const why = callout(page, 'Nothing was sent')
  await expect(why).toContainText('Medications since a date cannot be asked for together with consultations and problems')
  expect(sent).toHaveLength(1)
  await panel(page).getByRole('checkbox', { name: 'Consultations' }).uncheck({ force: true })
  await panel(page).getByRole('checkbox', { name: 'Problems' }).uncheck({ force: true })
  await ask(page).click()
  await expect(why).toHaveCount(0)
  await expect(callout(page, 'Medications: not all of it')).toContainText('medications active on or after 01-Jan-2024')
  const names = sent[1].map(({ name }) => name)
  expect(names).not.toContain('includeProblems')
  expect(names).not.toContain('includeConsultations')
  expect(sent[1].find(({ name }) => name === 'includeMedication').part).toContainEqual({ name: 'medicationSearchFromDate', valueDate: '2024-01-01' })
  // What was not asked for again is still there, whole.
  await expect(callout(page, 'Problems: not all of it')).toHaveCount(0)
})

// proves: ARS-09
test('the short form of the record is sent exactly as it is defined', { tag: '@http' }, async ({ page }) => {
  const sent = await asked(page)
  await open(page)
  await openPanel(page)
  await panel(page).getByRole('button', { name: /^the last 12 months of medication/ }).click()
  const limited = callout(page, 'Consultations: not all of it')
  await expect(limited).toContainText('the 3 latest consultations')
  const names = sent[1].map(({ name }) => name).sort()
  expect(names).toEqual(['includeAllergies', 'includeConsultations', 'includeImmunisations', 'includeMedication', 'includeProblems', 'includeUncategorisedData'])
  await panel(page).getByRole('button', { name: 'Everything' }).click()
  await expect(limited).toHaveCount(0)
})

// proves: ARS-19 ARS-69
test('what was asked for again is found once, and documents stay those of the whole record', async ({ page }) => {
  await open(page)
  const find = page.getByRole('textbox', { name: 'Find in the whole record' })
  await find.fill('fibrillation')
  const found = main(page).getByRole('region', { name: /^Problems: 1 found/ })
  await expect(found).toBeVisible()
  await find.fill('')
  const documents = await inRail(page, 'Documents').textContent()
  await goTo(page, 'Problems')
  await openPanel(page)
  await choose(page, 'Active')
  await ask(page).click()
  await expect(callout(page, 'Problems: not all of it')).toBeVisible()
  await expect(inRail(page, 'Documents')).toHaveText(documents)
  await find.fill('fibrillation')
  await expect(found).toBeVisible()
})
