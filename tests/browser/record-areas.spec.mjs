// Problems, consultations, referrals and diary entries; the summary, the search and the timeline across all areas.
import { expect, test } from './fixtures.mjs'
import { banner, open } from './patients.mjs'
import { callout, goTo, inRail } from './record.mjs'

const HUB = '999 005 4630'

const main = (page) => page.getByRole('main')
const row = (page, name) => main(page).getByRole('row').filter({ hasText: name })
const table = (page, name) => main(page).getByRole('table', { name })
const find = (page) => page.getByRole('textbox', { name: 'Find in the whole record' })

// proves: ARS-21 ARS-23 ARS-43 ARS-66
test('problems stand by significance, with what they are linked to from both sides', async ({ page }) => {
  await open(page)
  await goTo(page, 'Problems')
  const major = table(page, 'Active, major (4)')
  await expect(major.getByRole('row').filter({ hasText: 'Sibling problem: Atrial fibrillation' })).toContainText(/Chronic kidney disease stage 3a.*2020/)
  // Only one of the two names the other in what the practice sends.
  const fibrillation = major.getByRole('row').filter({ hasText: 'Persistent. CHA2DS2-VASc 3.' })
  await expect(fibrillation).toContainText('Sibling problem: Chronic kidney disease stage 3a')
  await fibrillation.getByText('Consultation 1, Medication 2').click()
  await expect(fibrillation.getByText(/apixaban 5mg tablets/i)).toBeVisible()
  await expect(table(page, 'Inactive (past) (2)')).toContainText('Urinary tract infection')
  await expect(main(page)).toContainText('a problem is not always a diagnosis')
  await goTo(page, 'Medications')
  await expect(main(page).getByRole('row', { name: /^Apixaban/ }).first()).toContainText('Linked problem: Atrial fibrillation')
})

// proves: ARS-38 ARS-39 ARS-40 ARS-41
test('consultations keep the order of the practice, mark drafts and say what is not there in its place', async ({ page }) => {
  await open(page)
  await goTo(page, 'Consultations')
  const first = main(page).getByRole('article').first()
  await expect(first).toContainText('Test request items are not supported')
  const said = await first.textContent()
  const order = ['Productive cough', 'History', 'Five days of cough', 'Examination', 'Temperature 37.9', 'Plan', 'Doxycycline 100mg capsules', 'Review 5 days', 'Test request items are not supported']
  const places = order.map((words) => said.indexOf(words))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((one, other) => one - other))
  const draft = main(page).getByRole('article').filter({ hasText: 'Pain control' }).first()
  await expect(draft).toContainText('Draft: not finalised')
  await expect(draft).toContainText('Linked problem: Osteoarthritis of hip')
  await expect(main(page)).toContainText('Consultations are not the whole record')
  await expect(main(page).getByText('Draft: not finalised')).toHaveCount(1)
})

test('a consultation says when, what kind, who and where in one line above what was done', async ({ page }) => {
  await open(page)
  await goTo(page, 'Consultations')
  const first = main(page).getByRole('article').first()
  const box = (words) => first.getByText(words).first().boundingBox()
  const [when, who, what] = await Promise.all([box(/\d\d-[A-Z][a-z]{2}-\d{4}/), box('Dr Paul Adeyemi, General Medical Practitioner · Millbrook Surgery, main site · 12 minutes'), box('Productive cough')])
  expect(Math.abs(when.y + when.height / 2 - who.y - who.height / 2)).toBeLessThan(6)
  expect(what.y).toBeGreaterThan(who.y + who.height - 2)
})

// proves: ARS-42 ARS-38
test('consultations laid flat take less room and say the same in the same order', async ({ page }) => {
  await open(page)
  await goTo(page, 'Consultations')
  const first = main(page).getByRole('article').first()
  const words = () => first.evaluate((article) => article.textContent.replaceAll(/\s+/g, ' '))
  const height = async () => (await first.boundingBox()).height
  const [before, high] = [await words(), await height()]
  await page.getByRole('radio', { name: 'Flat' }).check()
  await expect.poll(height).toBeLessThan(high)
  expect(await words()).toBe(before)
  await page.getByRole('radio', { name: 'By heading' }).check()
  await expect.poll(height).toBe(high)
})

// proves: ARS-19
test('items that were withheld from consultations are said above them, once', async ({ page }) => {
  await open(page)
  await goTo(page, 'Consultations')
  await expect(callout(page, 'items withheld')).toHaveCount(1)
  await expect(callout(page, 'items withheld')).toContainText(/Also: .*medications in consultations/)
})

// proves: ARS-53 ARS-28
test('a referral never looks like care that goes on', async ({ page }) => {
  await open(page)
  await goTo(page, 'Referrals')
  await expect(row(page, 'Referral to orthopaedic service')).toContainText(/Routine.*St Brannoc's Hospital, orthopaedics.*000999123456/)
  await expect(main(page)).toContainText('It does not say whether the patient was seen')
  await expect(main(page).getByRole('table')).not.toContainText(/active|current|unknown|status/i)
})

// proves: ARS-54 ARS-28
test('a diary entry is planned wherever it stands', async ({ page }) => {
  await open(page, HUB)
  await goTo(page, 'Diary entries')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diary entries: planned, not done')
  const rows = main(page).getByRole('rowheader')
  await rows.first().waitFor()
  for (const one of await rows.all()) await expect(one).toContainText('Planned:')
  await goTo(page, 'Timeline')
  await expect(main(page).getByRole('listitem').filter({ hasText: 'Diary entries' }).first()).toContainText('Planned:')
})

// proves: ARS-17 ARS-18 L-20
test('an area that the practice does not support is not drawn as empty', async ({ page }) => {
  await open(page)
  await expect(inRail(page, 'Diary entries')).toContainText('not supported')
  await expect(main(page)).toContainText('Diary entries: not supported')
  await goTo(page, 'Diary entries')
  await expect(callout(page, 'Diary entries: not supplied')).toContainText('This does not mean that nothing is recorded.')
  await expect(main(page).getByRole('table')).toHaveCount(0)
})

// proves: ARS-22
test('an empty record says of each area that nothing is recorded, and of none that there is nothing', async ({ page }) => {
  await open(page, '999 005 4347')
  for (const area of ['Problems', 'Consultations', 'Referrals']) {
    await expect(inRail(page, area)).toContainText('none recorded')
    await goTo(page, area)
    await expect(main(page)).toContainText('nothing is recorded (information not available)')
  }
})

test('the summary shows what the patient has and what happened last', async ({ page }) => {
  await open(page)
  const card = (name) => main(page).getByRole('region', { name })
  await expect(card('Active problems').getByRole('listitem')).toHaveCount(5)
  await expect(card('Active problems')).toContainText(/Atrial fibrillation.*Major.*Aug-2019/)
  await expect(card('Last consultations').getByRole('listitem').first()).toContainText(/Productive cough.*Five days of cough/)
  await expect(card('Last consultations')).toContainText('Draft: not finalised')
  await expect(card('Recent results').getByRole('listitem').first()).toContainText(/\d.*\d\d-\w{3}-\d{4}/)
  const egfr = card('Recent results').getByRole('listitem').filter({ hasText: 'eGFR' })
  await expect(egfr).toContainText(/52 mL\/min.*Below low reference limit.*down from 5\d mL\/min.*, \d\d-\w{3}-\d{4}/)
})

test('search finds words wherever they are recorded, and counts them per area', async ({ page }) => {
  await open(page)
  await expect(banner(page)).toContainText('Known allergies')
  await page.keyboard.press('/')
  await expect(find(page)).toBeFocused()
  await find(page).fill('apixaban')
  await expect(main(page).getByRole('status').filter({ hasText: /\d+ found in \d+ areas/ })).toBeVisible()
  await expect(inRail(page, 'Medications')).toContainText('found')
  await expect(inRail(page, 'Immunisations')).toContainText('0 found')
  await expect(inRail(page, 'Diary entries')).toContainText('not supported')
  await expect(main(page).getByRole('region', { name: /^Consultations: \d+ found/ })).toContainText('Tolerating apixaban')
  await find(page).fill('no such words')
  await expect(main(page)).toContainText('Nothing in the structured record or the patient’s details has these words')
  await find(page).fill('penicillin')
  await page.getByRole('button', { name: 'Go to Allergies' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Allergies and adverse reactions')
  await expect(table(page, 'Active (2)')).toBeVisible()
  await expect(find(page)).toHaveValue('')
  await expect(page).not.toHaveURL(/penicillin/)
})

// proves: ARS-66 ARS-36
test('the timeline shows a date that is not whole as it was recorded', async ({ page }) => {
  await open(page)
  await goTo(page, 'Timeline')
  const of = (words) => main(page).getByRole('listitem').filter({ hasText: words }).first()
  await expect(of('Chronic kidney disease stage 3a')).toContainText(/2020.*some time in the year/)
  await expect(of(/Problems.*Atrial fibrillation/)).toContainText(/Aug-2019.*some time in the month/)
  await expect(of(/Medication issue.*Date in the future/)).toBeVisible()
})

// proves: ARS-54 ARS-57 ARS-58
test('an area is taken along as CSV, with whose it is, where it comes from and when', async ({ page }) => {
  await open(page, HUB)
  await goTo(page, 'Diary entries')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()])
  expect(file.suggestedFilename()).toBe('diary-entries.csv')
  const chunks = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  expect(text).toMatch(/NHS No\. 999 005 4630/)
  expect(text).toMatch(/From the GP practice record, .*retrieved \d\d-\w{3}-\d{4} \d\d:\d\d/)
  expect(text).toMatch(/"Planned: Blood pressure review due"/)
})

for (const width of [1024, 1366]) {
  test(`at ${width} pixels the banner is one row, and no list has to be moved sideways to be read`, async ({ page }) => {
    await page.setViewportSize({ width, height: 768 })
    await open(page)
    await expect(main(page).getByText(/entries received/)).toBeVisible()
    const details = banner(page).getByRole('button', { name: 'Details' })
    expect((await details.boundingBox()).y).toBe((await banner(page).boundingBox()).y)
    for (const area of ['Allergies', 'Medications', 'Problems', 'Investigations', 'Uncategorised data', 'Immunisations', 'Referrals']) {
      await goTo(page, area)
      await expect(main(page).getByRole('table').first()).toBeVisible()
      const frames = page.locator('.app-data-table')
      const cut = await frames.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length)
      expect(cut, area).toBe(0)
    }
  })
}

// proves: ARS-22
test('while the record is asked again, nobody says that the words looked for are nowhere', { tag: '@http' }, async ({ page }) => {
  await open(page)
  await find(page).fill('apixaban')
  const found = main(page).getByRole('region', { name: /^Medications: \d+ found/ })
  await expect(found).toBeVisible()
  let release
  const held = new Promise((done) => (release = done))
  await page.route('**/Patient/$gpc.getstructuredrecord', async (route) => {
    await held
    await route.continue()
  })
  await main(page).getByRole('button', { name: 'Refresh' }).click()
  await expect(main(page)).toContainText('Asking Millbrook Surgery for the record')
  await expect(main(page)).not.toContainText('Nothing in the structured record or the patient’s details has these words')
  release()
  await expect(found).toBeVisible()
})

// proves: ARH-43
test('on a telephone each value stands beside the name of its column, which is not read out twice', async ({ page }) => {
  await open(page)
  await goTo(page, 'Medications')
  await page.setViewportSize({ width: 390, height: 844 })
  const issued = main(page).getByRole('row', { name: /^Apixaban/ }).first().getByRole('cell').nth(2)
  const label = await issued.evaluate((cell) => getComputedStyle(cell, '::before').content)
  expect(label).toMatch(/^"Last issued"/)
  await expect(issued).toHaveAccessibleName(/^\d\d-\w{3}-\d{4}/)
  // "9 of 12" and "9 issues" never read as "9 of 129 issues".
  const apart = await main(page).getByRole('row', { name: /^Apixaban/ }).first().getByRole('cell').nth(3).evaluate((cell) => {
    const [count, issues] = [...cell.children].map((one) => one.getBoundingClientRect())
    return issues.top >= count.bottom || issues.left - count.right >= 3
  })
  expect(apart).toBe(true)
})

test('on a phone the number of issues stands apart from the button that opens them', async ({ page }) => {
  await open(page)
  await goTo(page, 'Medications')
  await page.setViewportSize({ width: 390, height: 844 })
  const buttons = main(page).getByRole('cell').getByRole('button', { name: /issues?/ })
  await expect(buttons.first()).toBeVisible()
  const gaps = await buttons.evaluateAll((all) => all.map((button) => {
    const [count, here] = [button.previousElementSibling, button].map((one) => one.getBoundingClientRect())
    return here.top >= count.bottom ? 1000 : here.left - count.right
  }))
  expect(Math.min(...gaps)).toBeGreaterThan(6)
})
