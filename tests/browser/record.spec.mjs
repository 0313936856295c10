// Allergies and medications from the structured record: what is known, what is missing and why, and every failure.
import { expect, test } from './fixtures.mjs'
import { banner, find, open } from './patients.mjs'
import { callout, fault, goTo, inRail } from './record.mjs'

const INTERACTION = 'fhir:operation:gpc.getstructuredrecord-1'

const main = (page) => page.getByRole('main')
const row = (page, name) => main(page).getByRole('row').filter({ hasText: name })

// proves: ARS-23 ARS-27 ARS-57 ARS-58 ARH-30
test('known allergies stand in the banner, the summary and the area, ended ones apart', async ({ page }) => {
  await open(page)
  await expect(banner(page)).toContainText('Known allergies (2)')
  await expect(banner(page)).toContainText(/Penicillin \(Anaphylaxis.*severe\), Latex \(Contact urticaria\)/)
  await expect(inRail(page, 'Allergies')).toContainText('2')
  await goTo(page, 'Allergies')
  await expect(main(page)).toContainText(/From the GP practice record, Millbrook Surgery, retrieved \d\d-\w{3}-\d{4} \d\d:\d\d/)
  const active = main(page).getByRole('table', { name: 'Active (2)' })
  await expect(active.getByRole('row').nth(1)).toContainText(/Penicillin.*Anaphylaxis/)
  await expect(active).toContainText('Collapse and wheeze within minutes of amoxicillin; adrenaline given')
  await expect(active).toContainText('High risk: potentially life-threatening')
  await expect(active).toContainText('Carries an adrenaline auto-injector')
  await expect(active).not.toContainText('adhesive')
  const ended = main(page).getByRole('table', { name: /^Ended allergies \(1\)/ })
  await expect(ended).toContainText(/adhesive agent.*Ended.*01-Nov-2016.*Dressings since then without a reaction/)
})

// proves: ARS-22 ARS-29 ARH-55
test('no entry, no known allergy and a contradiction are three things', async ({ page }) => {
  await open(page, '999 005 4347')
  await expect(banner(page)).toContainText('Allergies not recorded')
  await goTo(page, 'Allergies')
  await expect(main(page)).toContainText('No allergy information recorded in the GP record (information not available)')
  await expect(main(page)).not.toContainText(/no known allerg/i)

  await open(page, '999 005 4355')
  await expect(banner(page)).toContainText('No known allergies')
  await goTo(page, 'Allergies')
  await expect(main(page)).toContainText(/No known allergy.*recorded \d\d-\w{3}-\d{4}/)

  await open(page, '999 005 4363')
  await expect(banner(page)).toContainText('Known allergies')
  await expect(banner(page)).toContainText('“No known allergy” is recorded too')
  await goTo(page, 'Allergies')
  await expect(callout(page, 'The record contradicts itself')).toBeVisible()
  await expect(row(page, 'Allergy to aspirin')).toBeVisible()
})

// proves: ARS-19 ARH-55
test('withheld allergies are neither none nor a failure', async ({ page }) => {
  await open(page, '999 005 4371')
  await expect(banner(page)).toContainText('Allergies unavailable')
  await expect(banner(page)).toContainText('withheld')
  await expect(inRail(page, 'Allergies')).toContainText('withheld')
  await goTo(page, 'Allergies')
  await expect(callout(page, /^(Warning: )?Allergies: items withheld/)).toContainText('Items excluded due to confidentiality and/or patient preferences.')
  await expect(main(page)).not.toContainText('information not available')
  await expect(fault(main(page))).toHaveCount(0)
})

// proves: ARS-19
test('a record in transfer warns beside allergies and medications', async ({ page }) => {
  await open(page, '999 005 4398')
  await expect(banner(page)).toContainText('Not all of the record has arrived at the practice')
  await goTo(page, 'Allergies')
  await expect(callout(page, /^(Warning: )?Allergies: record transfer not complete/)).toContainText(/information recorded before \d\d-\w{3}-\d{4} may be missing/)
  await goTo(page, 'Medications')
  await expect(callout(page, /^(Warning: )?Medications: record transfer not complete/)).toBeVisible()
})

// proves: ARS-23 ARS-26 ARS-27
test('allergies of every kind keep their words', async ({ page }) => {
  await open(page, '999 005 4789')
  await goTo(page, 'Allergies')
  await expect(row(page, 'Allergy to peanuts')).toContainText('Not to be disclosed to the patient')
  await expect(row(page, 'H/O: amoxicillin allergy')).toContainText('Blotchy rash on trunk')
  await expect(row(page, 'Multilex action group: cephalosporins')).toContainText('Uncoded drug allergy: will not trigger decision support')
  await expect(row(page, 'blue dye')).toBeVisible()
  const ended = main(page).getByRole('table', { name: /^Ended allergies \(2\)/ })
  await expect(ended).toContainText(/erythromycin.*Tolerated clarithromycin twice; nausea only/)
})

// proves: ARS-32 ARS-33 ARS-34 ARS-68
test('medications by group, with dose, issues and who prescribes', async ({ page }) => {
  await open(page)
  await goTo(page, 'Medications')
  const group = (name) => main(page).getByRole('table', { name: new RegExp(`^${name} \\(`) })
  await expect(group('Repeat')).toContainText(/apixaban 5mg tablets.*5 mg twice a day/i)
  await expect(group('Acute')).toContainText(/doxycycline 100mg capsules.*2 on day 1, then 1 a day for 5 days/i)
  await expect(group('Prescribed elsewhere')).toContainText(/morphine sulfate 10mg modified-release tablets.*Not prescribed by this practice/i)
  await expect(group('Stopped')).toContainText(/warfarin 3mg tablets.*Changed to apixaban/i)
  await expect(row(page, 'Morphgesic SR 10mg tabs (imported)')).toContainText('Uncoded: original text shown')

  await page.getByRole('button', { name: /of apixaban 5mg tablets/i }).click()
  const detail = page.getByRole('region', { name: /^apixaban 5mg tablets/i })
  await expect(detail.getByRole('heading', { name: /^apixaban 5mg tablets/i })).toBeFocused()
  await expect(detail.getByRole('table', { name: /^Issues \(/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(detail).toHaveCount(0)
  await expect(page.getByRole('button', { name: /of apixaban 5mg tablets/i })).toBeFocused()

  await expect(main(page).getByText('hidden by this choice')).toHaveCount(0)
  await page.getByRole('radio', { name: /^Current/ }).check()
  await expect(main(page).getByText(/\d+ rows hidden by this choice/)).toBeVisible()
  await expect(group('Stopped')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(group('Stopped')).toBeVisible()
})

// proves: FR-02
test('a running repeat that the system marks as completed is current, in the summary and in its area', async ({ page }) => {
  await open(page, '999 005 4827')
  const card = main(page).getByRole('region', { name: 'Current medication' })
  const line = (medicine) => card.getByRole('listitem').filter({ hasText: medicine })
  for (const medicine of ['Warfarin 3mg tablets', 'Bisoprolol 2.5mg tablets']) {
    await expect(line(medicine)).toContainText(/Marked as completed, but (its issue of .* lasts until|an issue is still to come|its end is still to come|no end date)/i)
  }
  await expect(line('Amlodipine 5mg tablets')).toHaveCount(0)
  await expect(card).not.toContainText('No medication')

  await goTo(page, 'Medications')
  const completed = main(page).getByRole('table', { name: /^Marked as completed, but may still be taken/ })
  await expect(completed).toContainText(/warfarin 3mg tablets/i)
  await page.getByRole('radio', { name: /^Current/ }).check()
  await expect(completed).toContainText(/warfarin 3mg tablets/i)
  await expect(row(page, /amlodipine 5mg tablets/i)).toHaveCount(0)
})

// proves: FR-21
test('why an issue was cancelled stands beside its medicine and in its row', async ({ page }) => {
  await open(page, '999 005 4835')
  await goTo(page, 'Medications')
  const words = /Cancelled \d\d-\w{3}-\d{4}: Liver tests abnormal/
  await expect(row(page, /methotrexate 2.5mg tablets/i)).toContainText(words)
  await page.getByRole('button', { name: /of methotrexate 2.5mg tablets/i }).click()
  const issues = main(page).getByRole('table', { name: /^Issues \(/ })
  await expect(issues.getByRole('row').filter({ hasText: 'Cancelled' })).toContainText(words)
})

// proves: ARS-26 ARS-31 ARS-36
test('what speaks against a medicine being taken stands beside it', async ({ page }) => {
  await open(page, '999 005 4770')
  await goTo(page, 'Medications')
  for (const [medicine, words] of [
    ['Ramipril 10mg capsules', 'Dose changed'],
    ['Metformin 500mg tablets', 'Authorisation expired'],
    ['Metformin 500mg tablets', 'All issues used'],
    ['Methotrexate 2.5mg tablets', 'Not prescribed by this practice'],
    ['Lisinopril 10mg tablets', 'No issue recorded'],
    ['Folic acid 5mg tablets', 'Future dated'],
    ['Doxycycline 100mg capsules', 'Delayed prescription'],
    ['Trimethoprim 200mg tablets', 'Rash'],
    ['Diclofenac 50mg gastro-resistant tablets', 'Indigestion'],
    ['Dermol/Betnovate 50:50', 'Uncoded: original text shown'],
  ]) {
    await expect(row(page, medicine).first(), medicine).toContainText(words)
  }
})

// proves: FL-07
test('a record whose every entry stands in an area says so', async ({ page }) => {
  await open(page)
  await goTo(page, 'Other items')
  await expect(main(page)).toContainText(/(\d+) entries received: \1 shown in the areas and the patient’s details, 0 listed here/)
  await expect(main(page)).toContainText('Every entry of the response is shown in an area or in the patient’s details.')
  await banner(page).getByRole('button', { name: 'Details' }).click()
  const record = banner(page).getByRole('term').filter({ hasText: 'In the record of' })
  await expect(record.locator('xpath=following-sibling::dd').filter({ hasText: 'Usual GP' })).toBeVisible()
})

// proves: ARS-15 ARS-69
test('what was asked for again is told answer by answer, and nothing is counted twice', async ({ page }) => {
  await open(page)
  await goTo(page, 'Immunisations')
  await main(page).getByRole('button', { name: 'Ask for those not given too' }).click()
  await expect(main(page).getByRole('table', { name: /^NOT GIVEN/ })).toBeVisible()
  await expect(inRail(page, 'Other items')).toHaveText(/\b0$/)
  await goTo(page, 'Other items')
  await expect(main(page).getByRole('heading', { level: 2 })).toHaveText(['Answer 1 of 2', 'Answer 2 of 2'])
  await expect(main(page)).toContainText('The areas now show a later answer instead of this one for immunisations.')
  await expect(main(page)).toContainText('Asked for: immunisations, given and not given.')
  await expect(main(page).getByText(/(\d+) entries received: \1 shown in the areas and the patient’s details, 0 listed here/)).toHaveCount(2)
  await goTo(page, 'Summary')
  await expect(main(page)).toContainText(/(\d+) and (\d+) entries received in several answers, \1 and \2 shown, 0 listed as other items/)
})

// proves: ARS-15 ARS-69
test('what no area shows is counted and listed', { tag: '@http' }, async ({ page }) => {
  await page.route('**/*gpc.getstructuredrecord', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const response = await route.fetch()
    const bundle = await response.json()
    bundle.entry.push({ resource: { resourceType: 'Basic', id: 'unforeseen', code: { text: 'Something nobody foresaw' } } })
    await route.fulfill({ response, json: bundle })
  })
  await open(page)
  await main(page).getByRole('link', { name: /1 listed as other items/ }).click()
  await expect(main(page)).toContainText(/\d+ entries received: \d+ shown in the areas and the patient’s details, 1 listed here/)
  await expect(main(page).getByRole('table').first()).toContainText('Basic')
})

const FAILURES = [
  ['outcome:500:INTERNAL_SERVER_ERROR', 'The system at Millbrook Surgery failed'],
  ['outcome:404:PATIENT_NOT_FOUND', 'returned no record for this patient'],
  ['outcome:403:ACCESS_DENIED', 'This is not enabled at Millbrook Surgery'],
  ['outcome:409:DUPLICATE_REJECTED', 'refused'],
  ['html-error:502', 'cannot be reached'],
  ['no-body:503', 'is busy'],
  ['truncated', 'was cut off part-way, so none of it is shown'],
  ['malformed', 'could not be read, so none of it is shown'],
  ['wrong-patient', 'answered about a different NHS number. None of the answer is shown'],
  ['too-large', 'is larger than 20 MB, so none of it is shown'],
  ['no-cors', 'could not be reached, or refused the request'],
]

// Only a browser on a network meets these.
const ON_A_NETWORK = ['no-cors', 'too-large']

for (const [kind, words] of FAILURES) {
  // proves: ARH-24 ARH-53 ARH-55 ARS-62 L-2
  test(`${kind}: said in words, and no area is drawn as empty`, { tag: ON_A_NETWORK.includes(kind) ? '@http' : [] }, async ({ page, faults, complaints }) => {
    complaints.allow(/Failed to load resource|CORS|ERR_/)
    await faults(kind, { interaction: INTERACTION, times: 4 })
    await open(page)
    await expect(banner(page)).toContainText('Allergies unavailable', { timeout: 20_000 })
    await expect(inRail(page, 'Allergies')).toContainText('failed', { timeout: 20_000 })
    for (const area of ['Allergies', 'Medications', 'Other items']) {
      await expect(inRail(page, area)).toContainText('failed')
      await goTo(page, area)
      await expect(fault(main(page)).first()).toContainText(words)
      await expect(fault(main(page)).first()).toContainText(/Trace id [0-9a-f-]{36}/)
      await expect(main(page)).not.toContainText(/no known|not recorded|information not available|Penicillin|Apixaban/i)
      await expect(main(page).getByRole('table')).toHaveCount(0)
    }
    await expect(page.getByText('Else Somebody')).toHaveCount(0)
  })
}

test('a whole answer under a wrong content type is read', async ({ page, faults }) => {
  await faults('wrong-content-type', { interaction: INTERACTION })
  await open(page)
  await expect(banner(page)).toContainText('Known allergies (2)')
})

test('asking again mends a failure', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('malformed', { interaction: INTERACTION })
  await open(page)
  await goTo(page, 'Allergies')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(row(page, 'Penicillin')).toBeVisible()
  await expect(banner(page)).toContainText('Known allergies (2)')
})

// proves: ARH-11
test('a patient who does not share the record: said, and appointments still work', async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await open(page, '999 005 4517')
  await expect(banner(page)).toContainText('Allergies unavailable')
  await goTo(page, 'Medications')
  await expect(main(page)).toContainText('has chosen not to share their GP record')
  await goTo(page, 'Appointments')
  await expect(main(page)).not.toContainText('has chosen not to share')
})

// proves: ARS-18
test('a whole answer that the practice cannot build is no empty record', async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await open(page, '999 005 4754')
  await expect(banner(page)).toContainText('Allergies unavailable', { timeout: 20_000 })
  await goTo(page, 'Medications')
  await expect(fault(main(page))).toContainText('failed', { timeout: 20_000 })
})

// proves: ARS-59
test('differences that were confirmed once are not asked about again', async ({ page }) => {
  await find(page, '999 005 4495')
  await page.getByLabel('I have checked with the patient').check()
  await page.getByRole('button', { name: 'Open the record' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
  await expect(banner(page)).toContainText(/[Aa]llerg/)
  await goTo(page, 'Allergies')
  await expect(row(page, 'Allergy to aspirin')).toBeVisible()
})
