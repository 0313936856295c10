// The largest record of each supplier over HTTP: every area is walked, and every text that was sent must be in the page.
// The texts are read from the answer itself (said.mjs). Without ../shared/corpus the dense record of our own stands alone.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, find } from './patients.mjs'
import { goTo } from './record.mjs'
import { plain, said } from './said.mjs'
import { root } from './servers.mjs'

const corpus = join(root, '../shared/corpus/demonstrator-messages/test-patients')
const suppliers = existsSync(corpus) ? ['EMIS', 'Medicus', 'TPP'] : []

const AREAS = ['Allergies', 'Medications', 'Problems', 'Consultations', 'Investigations', 'Immunisations', 'Uncategorised data', 'Referrals', 'Diary entries', 'Documents', 'Other items']

/** Where the items of a type are; an observation is where it was taken. */
const PLACES = {
  AllergyIntolerance: ['Allergies'],
  MedicationStatement: ['Medications'],
  MedicationRequest: ['Medications'],
  Medication: ['Medications'],
  Condition: ['Problems'],
  Encounter: ['Consultations'],
  DiagnosticReport: ['Investigations'],
  Specimen: ['Investigations'],
  Immunization: ['Immunisations'],
  ReferralRequest: ['Referrals'],
  DocumentReference: ['Documents'],
  ProcedureRequest: ['Diary entries', 'Investigations'],
}

const main = (page) => page.getByRole('main')

for (const supplier of suppliers) {
  test.describe(`a record of ${supplier}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'record-'))
    test.use({ serverArguments: ['--records', folder] })
    test.beforeAll(() => {
      const files = readdirSync(join(corpus, supplier)).map((name) => join(corpus, supplier, name))
      files.sort((one, other) => statSync(other).size - statSync(one).size)
      copyFileSync(files[0], join(folder, 'record.json'))
    })
    test.afterAll(() => rmSync(folder, { recursive: true }))

    // proves: ARS-23 ARS-69 ARH-31
    test(`the largest record of ${supplier} is in the page, text by text`, { tag: '@http' }, async ({ page, site }) => {
      const number = site.said().match(/^ +(\d{10}) +record\.json$/m)[1]
      await everyTextIsInThePage(page, number)
    })
  })
}

// proves: ARS-23 ARS-69 ARH-31
test('a dense record of our own is in the page, text by text', { tag: '@http' }, async ({ page }) => {
  if (suppliers.length === 0) console.log('../shared/corpus is absent: the records of suppliers are not walked, only our own')
  await everyTextIsInThePage(page, HARTLEY)
})

async function everyTextIsInThePage(page, number) {
  test.setTimeout(240_000)
  let answer
  await page.route('**/Patient/$gpc.getstructuredrecord', async (route) => {
    const response = await route.fetch()
    if (route.request().method() === 'POST') answer = await response.text()
    await route.fulfill({ response })
  })
  await find(page, number)
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
  await expect(main(page).getByText(/\d+ entries received/)).toBeVisible({ timeout: 60_000 })
  const texts = said(JSON.parse(answer.replace(/^\u{feff}/u, '')))
  expect(texts.length).toBeGreaterThan(100)
  const shown = new Map()
  for (const area of AREAS) {
    await goTo(page, area)
    shown.set(area, plain(await main(page).evaluate((node) => node.textContent)))
    if (area === 'Medications') shown.set(area, shown.get(area) + (await details(page)))
  }
  const everywhere = [...shown.values()].join('|')
  const missing = texts.filter(({ type, words }) => {
    const where = PLACES[type]?.map((area) => shown.get(area)).join('|') ?? everywhere
    return !words.some((one) => where.includes(plain(one)))
  })
  expect(missing, `${missing.length} of ${texts.length} texts`).toEqual([])
}

/** What is beneath the medications, one opened after the other. */
async function details(page) {
  const buttons = main(page).locator('[aria-controls]').filter({ visible: true })
  let texts = ''
  for (const button of await buttons.all()) {
    await button.click()
    texts += plain(await main(page).evaluate((node) => node.textContent))
  }
  return texts
}
