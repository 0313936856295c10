import { expect, test } from './fixtures.mjs'
import { banner, find, HARTLEY, open } from './patients.mjs'

const heading = (page, name) => page.getByRole('heading', { name })
const row = (page, field) => page.getByRole('row', { name: field })

// proves: ARH-15
test('an NHS number is checked before anything is sent', async ({ page }) => {
  const asked = []
  page.on('request', (request) => /pds/.test(request.url()) && asked.push(request.url()))
  for (const [entry, says] of [
    ['', 'Enter an NHS number'],
    ['999 005 432', 'An NHS number has 10 digits. This entry has 9'],
    ['999 005 4321', 'One or more digits are wrong'],
    ['QQ 12 34 56 C', 'This looks like a National Insurance number'],
  ]) {
    await find(page, entry)
    const summary = page.getByRole('alert')
    await expect(summary).toContainText(says)
    await expect(page).toHaveTitle(/^Error: /)
    await summary.getByRole('link').click()
    await expect(page.getByLabel('NHS number')).toBeFocused()
    await expect(page.getByLabel('NHS number')).toHaveValue(entry)
  }
  expect(asked).toEqual([])
})

// proves: ARH-30 FND-10 FND-12
test('a patient whose details agree opens with the banner', async ({ page }) => {
  await open(page, '999-005-4320')
  await expect(banner(page)).toContainText('HARTLEY, Imogen Rose (Mrs)')
  await expect(banner(page)).toContainText('09-Mar-1957')
  await expect(banner(page)).toContainText('Female')
  await expect(banner(page)).toContainText(HARTLEY)
  await expect(heading(page, 'Summary')).toBeFocused()
})

// proves: FND-12 FND-14 ARH-22 ARH-23 FL-17
test('a difference is shown field by field before anything is opened', async ({ page }) => {
  await find(page, '999 005 4495')
  await expect(heading(page, 'Is this the same person?')).toBeVisible()
  await expect(row(page, 'Registered practice')).toContainText(/Y90001.*Y90777.*differs/)
  await expect(row(page, 'Born')).toContainText('same')
  await expect(row(page, 'Died')).toContainText('neither records one')
  await expect(row(page, 'Died')).not.toContainText('same')
  await expect(banner(page)).toHaveCount(0)

  await page.getByRole('button', { name: 'Open the record' }).click()
  await expect(page.getByRole('alert')).toContainText('Tick the box once you have checked with the patient')
  await expect(heading(page, 'Is this the same person?')).toBeVisible()

  await page.getByLabel('I have checked with the patient').check()
  await page.getByRole('button', { name: 'Open the record' }).click()
  await expect(banner(page)).toContainText('HARTWELL')
})

test('nobody is opened when the user says it is not this patient', async ({ page }) => {
  await find(page, '999 005 4495')
  await page.getByRole('button', { name: 'Not this patient' }).click()
  await expect(heading(page, 'Find a patient')).toBeVisible()
  await page.goBack()
  await expect(heading(page, 'No patient to check')).toBeVisible()
})

// proves: ARH-24
test('an answer about another NHS number shows no record', async ({ page }) => {
  await find(page, '999 005 4509')
  await expect(heading(page, 'The practice answered about someone else')).toBeVisible()
  await expect(page.getByRole('main').getByText('None of it is shown')).toBeVisible()
  await expect(page.getByText(/^Trace id [0-9a-f-]{36}/)).toBeVisible()
  await expect(page.getByText('Beckett')).toHaveCount(0)
  await expect(banner(page)).toHaveCount(0)
})

// proves: ARH-05
test('a replaced NHS number is told before the record opens', async ({ page }) => {
  await find(page, '999 005 4525')
  await expect(page.getByText('has replaced 999 005 4525 with 999 005 4533')).toBeVisible()
  await expect(banner(page)).toHaveCount(0)
})

// Each obstacle has its own words; that a record exists but is hidden is never among them.
const OBSTACLES = [
  ['999 005 4401', 'This record cannot be opened', 'Nothing was sent to any practice', 'ARH-03 FND-11'],
  ['999 005 4444', 'This patient has died', 'Nothing was sent to any practice', 'ARH-04'],
  ['999 005 4479', 'No record at the practice', 'returned no record for this patient', 'FND-15'],
  ['999 005 4487', 'More than one record for this NHS number', 'Do not choose', 'FND-16'],
  ['999 005 4703', 'This practice cannot be reached from here', 'Y90888', ''],
  ['999 005 4711', 'No registered practice', 'Ask the patient where they are registered', ''],
  ['999 005 4657', 'The patient could not be looked up', 'cannot reach the system', 'FND-15'],
  ['999 005 6390', 'No patient with this NHS number', 'Compare each digit', ''],
]

// proves: ARH-03 ARH-04 ARS-03 ARS-04 FND-11 FND-15 FND-16 L-18 T-18
test('each obstacle is named and opens nobody', async ({ page }) => {
  for (const [number, title, words] of OBSTACLES) {
    await find(page, number)
    await expect(heading(page, title)).toBeVisible()
    await expect(page.getByText(words).first()).toBeVisible()
    await expect(banner(page)).toHaveCount(0)
    await expect(page.getByRole('region', { name: title })).not.toContainText(/sensitive/i)
  }
})

// proves: ARH-29
test('looking for someone else closes the patient before', async ({ page }) => {
  await open(page)
  await page.getByRole('link', { name: 'Find another patient' }).click()
  await expect(heading(page, 'Find a patient')).toBeVisible()
  await expect(banner(page)).toHaveCount(0)
  await page.goBack()
  await expect(page.getByText('HARTLEY')).toHaveCount(0)
})
