// Several practices at once: each with its own state, none waiting for another, none hiding another.
import { readFile } from 'node:fs/promises'
import { SEARCH, board, book, choose, ended, main, openBoard, review, showDay, slotsOf } from './appointments.mjs'
import { expect, test } from './fixtures.mjs'
import { chooseAt, heading, tile } from './hub.mjs'
import { HARTLEY, find, open } from './patients.mjs'
import { fault, goTo } from './record.mjs'

const free = (page) => page.getByRole('group', { name: /^Day,/ }).getByRole('radio', { checked: true }).evaluate((day) => Number(day.labels[0].querySelector('strong').textContent))

// proves: APT-15 T-21
test('practices answer side by side: the first is there before the last, and a failing one hides none', async ({ page, settings, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('latency:20000', { interaction: SEARCH, practice: 'Y90003' })
  await settings({ federation: ['Y90002', 'Y90003', 'Y90004', 'Y90005', 'Y90007'] })
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Eastfield Practice')).toContainText('Searching')
  await expect(tile(page, 'Millbrook Surgery')).toContainText(/\d+ slots.*own practice/s)
  await showDay(page)
  await expect(heading(page, 'Millbrook Surgery')).toBeVisible()
  await expect(tile(page, 'Eastfield Practice')).toContainText('Searching')
  await expect(main(page)).toContainText('Not counted, because they have not answered yet: Eastfield Practice')
  await expect(heading(page, 'Harbour Lane Hub')).toBeVisible()
  const before = await free(page)

  // What has the focus keeps it when a further practice answers.
  const chip = slotsOf(page, 'Adeyemi').first()
  await chip.focus()
  await expect(tile(page, 'Eastfield Practice')).toContainText(/\d+ slots/, { timeout: 40_000 })
  await expect(heading(page, 'Eastfield Practice')).toBeVisible()
  await expect(chip).toBeFocused()
  expect(await free(page)).toBeGreaterThan(before)

  for (const [practice, state, why, next] of [
    ['Station Road Surgery', 'Not reached', 'The Spine cannot reach the system at Station Road Surgery', 'Try again'],
    ['Quarry Bank Surgery', 'Not enabled', 'This is not enabled at Quarry Bank Surgery', 'telephone the practice and ask its manager'],
    ['Fenwick House Surgery', 'Refused', 'There is no data-sharing agreement', 'ask your information governance lead'],
  ]) {
    await expect(tile(page, practice)).toContainText(state)
    const said = fault(main(page)).filter({ hasText: why })
    await expect(said).toContainText(practice)
    await expect(said).toContainText(next)
  }
  await expect(main(page)).toContainText('Not counted, because they did not answer: Station Road Surgery, Quarry Bank Surgery, Fenwick House Surgery')
})

// proves: APT-15
test('one practice is asked again alone, looked at alone, or left out', async ({ page, settings, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await settings({ federation: ['Y90001', 'Y90002'] })
  await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: SEARCH, practice: 'Y90002', times: 1 })
  const asked = []
  page.on('request', (request) => request.url().includes('/Slot?') && asked.push(request.url().match(/Y9\d{4}/)[0]))
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Harbour Lane Hub')).toContainText('Failed')
  await showDay(page)
  await expect(heading(page, 'Millbrook Surgery')).toBeVisible()
  await tile(page, 'Harbour Lane Hub').getByRole('button', { name: 'Try again' }).click()
  await expect(heading(page, 'Harbour Lane Hub')).toBeVisible()
  if (asked.length > 0) expect(asked.sort()).toEqual(['Y90001', 'Y90002', 'Y90002'])

  const press = tile(page, 'Harbour Lane Hub').getByRole('button', { name: 'Harbour Lane Hub' })
  await press.click()
  await expect(press).toHaveAttribute('aria-pressed', 'true')
  await expect(slotsOf(page, 'Adeyemi')).toHaveCount(0)
  await expect(main(page)).toContainText(/Harbour Lane Hub, \w+day/)
  await press.click()
  await expect(slotsOf(page, 'Adeyemi').first()).toBeVisible()

  await page.getByText('Choose practices').click()
  await page.getByRole('button', { name: 'Own practice only' }).click()
  await expect(tile(page, 'Harbour Lane Hub')).toHaveCount(0)
  await expect(heading(page, 'Harbour Lane Hub')).toHaveCount(0)
  await expect(main(page)).toContainText('1 of 2 practices are searched')
  await page.getByRole('checkbox', { name: 'Harbour Lane Hub' }).check()
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/\d+ slots/)
})

// proves: APT-15
test('a practice that timed out is asked again beside its state, and then has slots', async ({ page, settings, faults, complaints }) => {
  complaints.allow(/Failed to load resource|ERR_/)
  await settings({ timeoutSeconds: 6, federation: ['Y90001', 'Y90002'] })
  await faults('latency:60000', { interaction: SEARCH, practice: 'Y90002', times: 1 })
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/No answer/, { timeout: 20_000 })
  await showDay(page)
  await expect(heading(page, 'Millbrook Surgery')).toBeVisible()
  const again = tile(page, 'Harbour Lane Hub').getByRole('button', { name: /^Try again/ })
  await again.click()
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/\d+ slots/, { timeout: 20_000 })
  await expect(again).toHaveCount(0)
})

// proves: APT-15
test('a practice that was left out is searched again for the next patient, and nothing of it is stored', async ({ page, settings }) => {
  await settings({ federation: ['Y90001', 'Y90002'] })
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/\d+ slots/)
  await page.getByText('Choose practices').click()
  await page.getByRole('checkbox', { name: 'Harbour Lane Hub' }).uncheck()
  await expect(tile(page, 'Harbour Lane Hub')).toHaveCount(0)

  const next = async (number) => {
    await page.getByRole('link', { name: 'Find another patient' }).click()
    await page.getByLabel('NHS number').fill(number)
    await page.getByRole('button', { name: 'Find patient' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
    await goTo(page, 'Book an appointment')
    await expect(tile(page, 'own practice')).toContainText(/\d+ slots/)
  }
  await next('999 005 4347')
  await expect(tile(page, 'Millbrook Surgery')).toContainText('own practice')
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/\d+ slots/)
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
})

// The settings as the demonstration ships them: no site, no server, and still several practices.
// proves: APT-15
test('the demonstration searches several practices, each with its own state', { tag: '@page' }, async ({ page }) => {
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Millbrook Surgery')).toContainText(/\d+ slots.*own practice/s)
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/\d+ slots/)
  await expect(board(page)).toBeVisible()
  await expect(tile(page, 'Eastfield Practice')).toContainText(/\d+ slots/, { timeout: 30_000 })
  await page.getByText('Choose practices').click()
  await expect(main(page)).toContainText('3 of 3 practices are searched')
})

// proves: FND-15 FND-18 APT-08 APT-15
test('a patient unknown at another practice is registered there temporarily, then booked', async ({ page }) => {
  const sent = []
  page.on('request', (request) => /registerpatient|\/Patient\?/.test(request.url()) && sent.push(`${request.method()} ${request.url().match(/Y9\d{4}/)[0]}`))
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/\d+ slots/)
  sent.length = 0
  await chooseAt(page, 'Harbour Lane Hub')
  // Looking and choosing tell no practice who it is for.
  expect(sent).toEqual([])
  await page.getByRole('button', { name: 'Check and book' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Is the patient known at Harbour Lane Hub?' })).toBeFocused()
  await expect(main(page)).toContainText('Harbour Lane Hub has no record for this patient')
  await expect(main(page)).toContainText('It does not change where the patient is registered')

  // Back and forth, nothing is lost.
  await page.getByRole('button', { name: 'Back to the slots' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Cough, five days')
  await page.getByRole('button', { name: 'Check and book' }).click()
  await page.getByRole('button', { name: 'Register temporarily at Harbour Lane Hub' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check and book' })).toBeFocused()
  await expect(main(page)).toContainText('Harbour Lane Hub will save this appointment for')
  if (sent.length > 0) expect(sent).toEqual(['GET Y90002', 'GET Y90002', 'POST Y90002'])
  await book(page)
  await ended(page, 'Appointment booked')
  await expect(main(page)).toContainText('Harbour Lane')
})

// proves: FND-12 FND-14
test('details that differ at another practice are confirmed before anything is booked there', async ({ page, faults }) => {
  await faults('other-details', { practice: 'Y90002', interaction: 'fhir:operation:gpc.registerpatient-1' })
  await open(page)
  await goTo(page, 'Book an appointment')
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/\d+ slots/)
  await chooseAt(page, 'Harbour Lane Hub')
  await page.getByRole('button', { name: 'Check and book' }).click()
  await page.getByRole('button', { name: 'Register temporarily at Harbour Lane Hub' }).click()
  await expect(main(page)).toContainText(/\d details differ between the national record \(PDS\) and Harbour Lane Hub/)
  // That it is another practice is not a difference.
  await expect(main(page).getByRole('row', { name: /Registered practice/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Go on to check and book' }).click()
  await expect(page.getByRole('alert')).toContainText('Tick the box once you have checked with the patient')
  await page.getByRole('checkbox', { name: /same person/ }).check()
  await page.getByRole('button', { name: 'Go on to check and book' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check and book' })).toBeFocused()
})

// proves: APT-13
test('a slot later than triage asked for is marked, and booked only when somebody says so', async ({ page }) => {
  await openBoard(page, HARTLEY)
  const chips = slotsOf(page, 'Adeyemi')
  await expect(chips.first()).not.toContainText('late')
  await page.getByLabel('See within').selectOption('1 hour')
  await expect(main(page)).toContainText(/by \d\d:\d\d/)
  // What starts soonest is shown first then; the board marks what is late too.
  await expect(page.getByRole('radio', { name: 'Soonest first' })).toBeChecked()
  await page.getByRole('radio', { name: 'By practice' }).check()
  await expect(chips.first()).toContainText('late')
  const shown = await chips.count()
  expect(shown).toBeGreaterThan(0)
  await choose(page)
  await expect(main(page)).toContainText('This slot is later than that.')
  await page.getByRole('button', { name: 'Check and book' }).click()
  await expect(page.getByRole('alert')).toContainText('Choose an earlier slot, or tick the box')
  await page.getByRole('checkbox', { name: 'Book anyway' }).check()
  await review(page)

  // Another slot is asked about again; a longer time frame asks no more.
  await page.getByRole('button', { name: 'Change something' }).click()
  await chips.nth(1).click()
  await expect(page.getByRole('checkbox', { name: 'Book anyway' })).not.toBeChecked()
  await page.getByLabel('See within').selectOption('no limit')
  await expect(page.getByRole('checkbox', { name: 'Book anyway' })).toHaveCount(0)
  await expect(chips.first()).not.toContainText('late')
})

test('ten keys and the description book a slot', async ({ page }) => {
  await open(page)
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await press('g', 'b')
  await expect(page.getByRole('heading', { level: 1, name: 'Book an appointment' })).toBeFocused()
  await expect(board(page)).toBeVisible()
  await press('ArrowDown', 'Enter')
  await expect(page.getByRole('textbox', { name: 'Description' })).toBeFocused()
  await page.keyboard.type('Cough')
  await press('Tab', 'Tab', 'Space', 'Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Check and book' })).toBeFocused()
  await press('Tab', 'Enter')
  await ended(page, 'Appointment booked')
})

// proves: APT-05
test('what was found can be taken away as a table, without anything about the patient', async ({ page }) => {
  await openBoard(page, HARTLEY)
  await expect(tile(page, 'Harbour Lane Hub')).toContainText(/\d+ slots/)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download these slots (CSV)' }).click()])
  expect(download.suggestedFilename()).toBe('free-slots.csv')
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain('"Practice","ODS code","State","Date","Start","End","Minutes","Clinician"')
  for (const part of ['"Millbrook Surgery","Y90001","free"', '"Harbour Lane Hub","Y90002","free"', '"ADEYEMI, Paul (Dr)"']) expect(text).toContain(part)
  expect(text).not.toMatch(/hartley|9990054320|999 005 4320/i)
})
