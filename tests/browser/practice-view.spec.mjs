// The practice's own view of the record: ten sections of provider HTML, each with its own progress, failure and nothing.
import { expect, test } from './fixtures.mjs'
import { banner, HARTLEY, open } from './patients.mjs'
import { fault, goTo, inRail } from './record.mjs'

const INTERACTION = 'fhir:operation:gpc.getcarerecord'

/** The ten sections in catalogue order: code, label in the list, title, words that HARTLEY's record has in it. */
const SECTIONS = [
  ['SUM', 'Summary', 'Summary', ['Emergency Codes', 'Last 3 Encounters', 'Penicillin', 'Apixaban 5mg tablets']],
  ['ENC', 'Encounters', 'Encounters', ['Productive cough', 'crackles right base', 'Home visit']],
  ['CLI', 'Clinical Items', 'Clinical Items', ['Ex-smoker', 'FH: Hypertension']],
  ['PRB', 'Problems and Issues', 'Problems and Issues', ['Atrial fibrillation', 'CHA2DS2-VASc 3', 'Other Inactive Problems and Issues']],
  ['ALL', 'Allergies', 'Allergies and Adverse Reactions', ['adrenaline given', 'Latex', 'Dressings since then without a reaction']],
  ['MED', 'Medications', 'Medications', ['Acute Medication (Last 12 Months)', 'do not crush or chew', 'All Medication Issues', 'Warfarin 3mg tablets']],
  ['REF', 'Referrals', 'Referrals', ['Referral to cardiology service', 'NHS / Private:NHS']],
  ['OBS', 'Observations', 'Observations', ['134/78 mm[Hg]', 'mL/min/1.73m²', 'Repeat in 6 months.']],
  ['IMM', 'Immunisations', 'Immunisations', ['NOT GIVEN: Unwell on the day', 'Batch FLU4471']],
  ['ADM', 'Administrative Items', 'Administrative Items', ['Prescription sent to pharmacy', 'Registered for online services']],
]

const strip = (page) => page.getByRole('navigation', { name: 'Sections of the practice view' })
const inStrip = (page, label) => strip(page).getByRole('button', { name: new RegExp(`^${label}\\s*,`) })
const panel = (page, title) => page.getByRole('region', { name: title, exact: true })

async function openView(page, number) {
  await open(page, number)
  await goTo(page, 'Practice view \\(HTML\\)')
}

/** Shows a section by its place in the catalogue and returns its panel. */
async function show(page, code) {
  const [, label, title] = SECTIONS.find(([own]) => own === code)
  await inStrip(page, label).click()
  await expect(inStrip(page, label)).toHaveAttribute('aria-current', 'true')
  return panel(page, title)
}

// proves: ARH-31 ARH-35 ARH-36 ARH-40 ARH-41 ARH-42
test('all ten sections, in catalogue order, with their words, practice and time', async ({ page }) => {
  await openView(page, HARTLEY)
  await expect(strip(page).getByRole('button')).toHaveText(SECTIONS.map(([, label]) => new RegExp(`^${label}\\W+\\d+`)))
  await expect(page.getByText('not signed off by one clinician')).toBeVisible()
  for (const [code, , title, words] of SECTIONS) {
    const section = await show(page, code)
    for (const word of words) await expect(section, `${title}: ${word}`).toContainText(word)
    await expect(section.getByText('Millbrook Surgery (Y90001)', { exact: true })).toBeVisible()
    await expect(section.getByText(/retrieved \d\d-\w{3}-\d{4} \d\d:\d\d/)).toBeVisible()
    await expect(section).toContainText('Sandbox provider')
    await expect(banner(page)).toContainText('HARTLEY, Imogen Rose (Mrs)')
  }
})

// proves: ARH-31 ARH-38
test('every word that the practice sent is on screen, in its order', { tag: '@http' }, async ({ page }) => {
  const sent = {}
  // Asked on the app's behalf: the browser does not always keep a body that the app read as a stream.
  await page.route('**/*gpc.getcarerecord', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const answer = await route.fetch()
    const { entry } = await answer.json()
    const [section] = entry.find(({ resource }) => resource.resourceType === 'Composition').resource.section
    sent[section.code.coding[0].code] = section.text.div
    await route.fulfill({ response: answer })
  })
  await openView(page, HARTLEY)
  // A page without the app's policy, which lets no text be parsed as HTML.
  const elsewhere = await page.context().newPage()
  const words = (texts) => texts.join(' ').split(/\s+/).filter(Boolean)
  const texts = (root) => {
    const found = []
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) found.push(walker.currentNode.data)
    return found
  }
  for (const [code] of SECTIONS) {
    const section = await show(page, code)
    await expect.poll(() => sent[code]).toBeTruthy()
    const parsed = await elsewhere.evaluateHandle((div) => new DOMParser().parseFromString(div, 'text/html').body, sent[code])
    const [onScreen, wanted] = [words(await section.evaluate(texts)), words(await parsed.evaluate(texts))]
    let place = 0
    const missing = wanted.filter((word) => {
      const found = onScreen.indexOf(word, place)
      if (found >= 0) place = found + 1
      return found < 0
    })
    expect(missing, code).toEqual([])
  }
})

// proves: ARH-32 ARH-39 ARH-54 ARH-55
test('the kinds of nothing are told apart', async ({ page }) => {
  await openView(page, '999 005 4347')
  await expect(inStrip(page, 'Encounters')).toContainText('none recorded')
  const empty = await show(page, 'ENC')
  await expect(empty).toContainText("No 'Encounters' data is recorded for this patient.")
  await expect(empty.getByRole('note')).toHaveCount(0)

  await openView(page, '999 005 4355')
  await expect(inStrip(page, 'Administrative Items')).toContainText('not supported')
  const cannot = await show(page, 'ADM')
  await expect(cannot).toContainText("This system does not support retrieval of 'Administrative Items' data.")
  await expect(cannot.getByRole('note')).toContainText('the practice may still hold it')
  await expect(inStrip(page, 'Allergies')).toContainText('part not supported')
  const partly = await show(page, 'ALL')
  await expect(partly).toContainText("'Historical Allergies and Adverse Reactions' data is not supported by this system.")
  await expect(partly).toContainText('No known allergy')

  await openView(page, '999 005 4371')
  await expect(inStrip(page, 'Allergies')).toContainText('access denied')
  const denied = await show(page, 'ALL')
  await expect(denied).toContainText("Access is denied to 'Current Allergies and Adverse Reactions' data for this patient.")
  await expect(denied.getByRole('note').first()).toContainText('This does not mean that there is nothing.')
  await expect(inStrip(page, 'Encounters')).toContainText('withheld')
  const withheld = await show(page, 'ENC')
  await expect(withheld).toContainText('Items excluded due to confidentiality and/or patient preferences')
  await expect(withheld).toContainText('Confidential Item')
})

// proves: ARH-32 ARH-39
test('a record in transfer says so above every section', async ({ page }) => {
  await openView(page, '999 005 4398')
  for (const [code, label] of SECTIONS) {
    await expect(inStrip(page, label)).toContainText('in transfer')
    const section = await show(page, code)
    await expect(section.getByRole('note').first()).toContainText('Not all of the record has arrived')
    await expect(section).toContainText('Patient record transfer from previous GP practice not yet complete')
  }
})

// proves: ARH-16 ARH-17
test('dates narrow seven sections only, are said, and one press undoes them', async ({ page }) => {
  await openView(page, HARTLEY)
  for (const [code, , title] of SECTIONS) {
    const section = await show(page, code)
    await expect(section.getByRole('group', { name: `Dates of ${title}` })).toHaveCount(['SUM', 'ALL', 'IMM'].includes(code) ? 0 : 1)
  }
  const section = await show(page, 'OBS')
  await expect(section).toContainText('All relevant items')
  await expect(section).toContainText('Sinus rhythm not present')
  await section.getByRole('radio', { name: 'Last 7 days' }).check()
  await expect(section).toContainText('Asked for entries')
  await expect(section).toContainText(/Data items from '\d\d-\w{3}-\d{4}'/)
  await expect(section).toContainText('134/78 mm[Hg]')
  await expect(section).not.toContainText('Sinus rhythm not present')
  await expect(inStrip(page, 'Observations')).toContainText('in dates')
  await section.getByRole('button', { name: 'Show all dates' }).click()
  await expect(section).toContainText('Sinus rhythm not present')
  await expect(section.getByRole('radio', { name: 'All dates' })).toBeChecked()
})

test('other dates are checked before anything is sent', async ({ page }) => {
  await openView(page, HARTLEY)
  const section = await show(page, 'OBS')
  // What arrives makes the strip above higher, and the form moves.
  await expect(page.getByRole('button', { name: /, loading$/ })).toHaveCount(0)
  await section.getByRole('radio', { name: 'Other dates' }).check()
  await section.getByRole('button', { name: 'Ask for these dates' }).click()
  await expect(section.getByRole('textbox', { name: 'First day' })).toHaveAttribute('aria-invalid', 'true')
  await section.getByRole('textbox', { name: 'First day' }).fill('27-Mar-2024')
  await section.getByRole('textbox', { name: 'Last day' }).fill('2023')
  await section.getByRole('button', { name: 'Ask for these dates' }).click()
  await expect(section.getByRole('textbox', { name: 'Last day' })).toHaveAttribute('aria-invalid', 'true')
  await section.getByRole('textbox', { name: 'Last day' }).fill('2025')
  await section.getByRole('button', { name: 'Ask for these dates' }).click()
  await expect(section).toContainText("For the period '27-Mar-2024' to '31-Dec-2025'")
})

// proves: ARH-53 ARH-55
test('one section fails: the others stay, and asking again mends it', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: INTERACTION, area: 'MED' })
  await openView(page, HARTLEY)
  await expect(inStrip(page, 'Medications')).toContainText('failed', { timeout: 30_000 })
  await expect(inRail(page, 'Practice view \\(HTML\\)')).toContainText('1 failed')
  await expect(inStrip(page, 'Encounters')).toContainText(/\d+/)
  const section = await show(page, 'MED')
  await expect(fault(section)).toContainText('The system at Millbrook Surgery failed')
  await expect(fault(section)).toContainText(/Trace id [0-9a-f-]{36}/)
  await expect(section).not.toContainText('No ')
  await expect(section.getByRole('table')).toHaveCount(0)
  await expect(await show(page, 'ALL')).toContainText('Penicillin')
  await show(page, 'MED')
  await section.getByRole('button', { name: 'Try again' }).click()
  await expect(section).toContainText('Apixaban 5mg tablets', { timeout: 30_000 })
})

// proves: ARH-24
test('a section about another patient shows nothing of it', async ({ page, faults }) => {
  await faults('wrong-patient', { interaction: INTERACTION, area: 'ENC' })
  await openView(page, HARTLEY)
  await expect(inStrip(page, 'Encounters')).toContainText('failed')
  const section = await show(page, 'ENC')
  await expect(fault(section)).toContainText('answered about a different NHS number. None of the answer is shown')
  await expect(section).not.toContainText('Productive cough')
  await expect(section.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  await expect(page.getByText('Somebody')).toHaveCount(0)
})

// proves: ARH-36
test('a late section holds up no other', async ({ page, faults }) => {
  await faults('latency:4000', { interaction: INTERACTION, area: 'SUM' })
  await openView(page, HARTLEY)
  await expect(panel(page, 'Summary')).toContainText('Asking Millbrook Surgery for Summary')
  await expect(inStrip(page, 'Summary')).toContainText('loading')
  await expect(await show(page, 'IMM')).toContainText('Batch FLU4471')
  await expect(inStrip(page, 'Summary')).toContainText('loading')
  await expect(inStrip(page, 'Summary')).toContainText(/\d+/)
  await expect(await show(page, 'SUM')).toContainText('Penicillin')
})

// proves: ARH-49 ARH-50 ARH-51
test('hostile HTML runs nothing, loads nothing and loses no words', async ({ page }) => {
  const asked = []
  page.on('request', (request) => /invalid/.test(request.url()) && !/sandbox\.invalid/.test(request.url()) && asked.push(request.url()))
  await openView(page, '999 005 4606')
  for (const [code] of SECTIONS) {
    const section = await show(page, code)
    for (const number of ['one', 'two', 'three', 'four', 'five', 'six']) {
      await expect(section.getByText(`Note ${number} must stay`)).toBeVisible()
    }
    await expect(section).toContainText('Escaped text stays text: <script>alert(1)</script> and TSH <0.10')
    await expect(section.getByText(/removed/i).first()).toBeVisible()
    const sent = section.locator('.app-provider-html')
    await expect(sent).toHaveCount(1)
    await expect(sent.locator('script, iframe, img, form, input, object, embed, svg, link, base, meta, style, a[href]')).toHaveCount(0)
    await expect(sent.locator('[style], [onclick], [onerror], #app')).toHaveCount(0)
  }
  expect(await page.evaluate(() => globalThis.__ran)).toBeUndefined()
  await expect(page).toHaveTitle(/^Practice view/)
  await expect(banner(page)).toBeVisible()
  expect(asked).toEqual([])
})

// proves: ARH-31
test('HTML that is not well formed keeps its words', async ({ page }) => {
  await openView(page, '999 005 4614')
  const encounters = await show(page, 'ENC')
  await expect(encounters).toContainText('sore throat for 2/7')
  await expect(encounters).toContainText('Event has been made private by another organisation')
  const administrative = await show(page, 'ADM')
  await expect(administrative).toContainText('01-Feb-2020')
  await expect(administrative).toContainText('sent')
  const allergies = await show(page, 'ALL')
  await expect(allergies).toContainText('No Current Allergies data is recorded')
})

// proves: ARH-48
test('ids of one section are not those of another', async ({ page }) => {
  await openView(page, HARTLEY)
  const ids = new Set()
  for (const code of ['SUM', 'PRB', 'ALL', 'MED']) {
    const section = await show(page, code)
    await expect(section.getByRole('table').first()).toBeVisible()
    const own = await section.locator('table[id]').evaluateAll((tables) => tables.map(({ id }) => id))
    expect(own.length, code).toBeGreaterThan(0)
    for (const id of own) {
      expect(ids.has(id), id).toBe(false)
      ids.add(id)
    }
  }
})

// proves: ARH-11 ARH-53
test('a patient who does not share the record: the refusal in words, and no way around it', async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await openView(page, '999 005 4517')
  for (const [code, label] of SECTIONS) {
    await expect(inStrip(page, label)).toContainText('withheld')
    const section = await show(page, code)
    await expect(section.getByRole('note')).toContainText('has chosen not to share their GP record. This cannot be overridden here')
    await expect(section.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  }
})

// proves: ARH-45
test('a long section has ways to its parts', async ({ page }) => {
  await openView(page, HARTLEY)
  const section = await show(page, 'MED')
  const parts = section.getByRole('navigation', { name: 'Parts of this section' })
  await parts.getByRole('button', { name: 'All Medication Issues' }).click()
  await expect(section.getByRole('heading', { name: 'All Medication Issues' })).toBeFocused()
  await expect(section.getByRole('heading', { name: 'All Medication Issues' })).toBeInViewport()
})
