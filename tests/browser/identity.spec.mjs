// Who the record is about, long after the decision: what was confirmed despite differences is said for as long as it is so.
import { expect, test } from './fixtures.mjs'
import { banner, find, open } from './patients.mjs'
import { goTo } from './record.mjs'

const STRUCTURED = 'fhir:operation:gpc.getstructuredrecord-1'
const SHOW = 'I have checked: same person, show the record'
const main = (page) => page.getByRole('main')
const row = (page, name) => main(page).getByRole('row', { name })
const mark = (page) => main(page).getByRole('note').filter({ hasText: 'This answer has different details' })
const strip = (page) => banner(page).getByRole('group', { name: 'Confirmed despite differences' })

// proves: FL-04 ARS-59
test('a record shown despite differences says so beside banner and section, and on paper', async ({ page, faults }) => {
  await faults('other-details', { interaction: STRUCTURED })
  await open(page)
  await expect(banner(page)).toContainText('First check that it is the same person')
  await expect(strip(page)).toHaveCount(0)
  await page.getByRole('button', { name: SHOW }).click()
  await expect(strip(page)).toContainText('family name, given name, date of birth')
  await expect(mark(page)).toHaveCount(1)
  await goTo(page, 'Medications')
  await expect(mark(page)).toContainText('Family name, Given name, Born')
  await expect(mark(page).getByRole('table')).toBeHidden()
  await mark(page).getByText('See the differences').click()
  await expect(mark(page).getByRole('row', { name: 'Family name' })).toContainText('Somebody')
  await strip(page).getByText('See the differences').click()
  await expect(strip(page).getByRole('row', { name: 'Born' })).toContainText('01-Jan-1960')

  await page.emulateMedia({ media: 'print' })
  const onEverySheet = page.locator('.app-top').getByText('Born: 01-Jan-1960 at Millbrook Surgery, 09-Mar-1957 in')
  await expect(onEverySheet).toBeVisible()
  await expect(mark(page)).toContainText('Family name: Somebody at Millbrook Surgery')
  await page.emulateMedia({ media: null })
})

// proves: FL-04 FND-12
test('differences confirmed on opening stay in sight on every page, and go with the patient', async ({ page }) => {
  await find(page, '999 005 4495')
  await page.getByLabel('I have checked with the patient').check()
  await page.getByRole('button', { name: 'Open the record' }).click()
  for (const area of ['Allergies', 'Practice view \\(HTML\\)', 'Appointments', 'Book an appointment']) {
    await goTo(page, area)
    await expect(strip(page), area).toContainText('registered practice')
  }
  await strip(page).getByText('See the differences').click()
  await expect(strip(page).getByRole('row', { name: 'Registered practice' })).toContainText(/Y90001.*Y90777.*at Millbrook Surgery/)
  await open(page)
  await expect(strip(page)).toHaveCount(0)
})

// proves: FL-05 ARS-59
test('what was confirmed is not asked again, what is new is', async ({ page, faults }) => {
  await faults('other-details', { interaction: STRUCTURED, times: 3 })
  await open(page)
  await page.getByRole('button', { name: SHOW }).click()
  await goTo(page, 'Allergies')
  await expect(row(page, /penicillin/i).first()).toBeVisible()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(row(page, /penicillin/i).first()).toBeVisible()
  await expect(mark(page)).toBeVisible()
  await expect(page.getByRole('button', { name: SHOW })).toHaveCount(0)
})

/** The patient's practice with record HTML alone, which cannot be booked at either. */
const htmlAlone = (config) => {
  const provider = config.providers.find((one) => one.ods === 'Y90001')
  provider.roots = { html: provider.roots.html }
  config.federation = config.federation?.filter((ods) => ods !== 'Y90001')
}

// proves: FL-13
test('a practice with record HTML alone opens, and says of the rest that it is not there', { tag: '@http' }, async ({ page, settings }) => {
  await settings({}, htmlAlone)
  await find(page, '999 005 4320')
  await expect(page.getByRole('heading', { level: 1, name: 'Practice view' })).toBeVisible()
  await expect(banner(page)).toContainText('HARTLEY, Imogen Rose (Mrs)')
  await expect(main(page)).toContainText('Summary')
  await goTo(page, 'Medications')
  await expect(main(page)).toContainText('No address for Access Record Structured is set up for this practice')
  await goTo(page, 'Appointments')
  await expect(main(page)).toContainText('No address for Foundations and Appointment Management is set up for this practice')
})

// proves: FL-04 FL-13 FND-12
test('where nothing was compared on opening, a section that names nobody is confirmed first', { tag: '@http' }, async ({ page, settings, faults }) => {
  await settings({}, htmlAlone)
  await faults('other-details', { interaction: 'urn:nhs:names:services:gpconnect:fhir:operation:gpc.getcarerecord', times: 10 })
  await find(page, '999 005 4320')
  await page.getByRole('button', { name: SHOW }).click()
  await expect(strip(page)).toContainText('family name')
  await expect(page.getByRole('button', { name: SHOW })).toHaveCount(0)
})
