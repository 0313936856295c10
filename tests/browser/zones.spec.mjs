// The clock of the practice is the only clock: one walk through the main screens, with the browser in London and far from
// it, on both sides of the March and October changes and just after midnight in summer. Every screen has the same text.
import { book, board, choose, ended, main, review } from './appointments.mjs'
import { expect, searched, test } from './fixtures.mjs'
import { banner } from './patients.mjs'
import { goTo } from './record.mjs'

/** What the clocks show at each start, and a time that the walk must meet on its way. */
const MOMENTS = [
  ['the Friday before the March change', '2027-03-26T10:30:00Z', '26-Mar-2027'],
  ['the Monday after the March change', '2027-03-29T08:30:00Z', '29-Mar-2027'],
  ['the Friday before the October change', '2027-10-29T09:30:00Z', '29-Oct-2027'],
  ['the Monday after the October change', '2027-11-01T09:30:00Z', '01-Nov-2027'],
  ['half past midnight in summer, when UTC still has yesterday', '2027-07-13T23:30:00Z', '14-Jul-2027'],
]

// Three walks each.
test.describe.configure({ timeout: 240_000 })

const ZONES = [
  { timezoneId: 'Europe/London', locale: 'en-GB' },
  { timezoneId: 'Pacific/Auckland', locale: 'en-NZ' },
  { timezoneId: 'America/New_York', locale: 'en-US' },
]

/** Walks through the app on one page load and returns the text of each screen by its name. */
async function walk(page) {
  const seen = {}
  // The rail beside them tells how far each area is, which is a matter of milliseconds.
  const parts = [main(page), banner(page)]
  const note = async (name) => {
    await expect(main(page)).not.toContainText(/(Asking|Reading|Looking)\b[^…]{0,60}…|Searching/, { timeout: 20_000 })
    // Neither a line of its own nor the end of a count: "5 areas: loading".
    await expect(main(page).getByText(/\bloading$/)).toHaveCount(0)
    const texts = []
    for (const part of parts) if (await part.count()) texts.push(await part.innerText())
    for (const field of await main(page).locator('input:not([type=radio], [type=checkbox]), textarea, select').all()) texts.push(await field.inputValue())
    seen[name] = texts.join('\n').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '(trace id)')
  }
  const find = async (number) => {
    await page.getByLabel('NHS number').fill(number)
    await page.getByRole('button', { name: 'Find patient' }).click()
  }

  await page.goto('find')
  // The form is painted before the app runs.
  await page.getByRole('heading', { name: 'Invented patients to try' }).waitFor()
  await note('find')
  await find('999 005 4495')
  await page.getByRole('heading', { name: 'Is this the same person?' }).waitFor()
  await note('check')
  await page.getByRole('button', { name: 'Not this patient' }).click()
  await find('999 005 4320')
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
  await note('Summary')
  for (const area of ['Allergies', 'Medications', 'Practice view \\(HTML\\)']) {
    await goTo(page, area)
    await note(area)
  }

  await goTo(page, 'Book an appointment')
  await page.getByRole('radio', { name: /^Wed / }).first().check()
  await expect(board(page)).toBeVisible()
  await note('board')
  await page.getByRole('radio', { name: 'Soonest first' }).check()
  await expect(board(page)).toHaveCount(0)
  // The practices come one after the other: the list is at rest when it reads the same twice.
  let before
  await expect
    .poll(async () => {
      const now = await main(page).innerText()
      const isSame = now === before
      before = now
      return isSame
    })
    .toBe(true)
  await note('list of slots')
  await page.getByRole('radio', { name: 'By practice' }).check()
  const time = await choose(page)
  await note('choice')
  await review(page)
  await note('review')
  await book(page)
  await ended(page, 'Appointment booked')
  await note('confirmation')

  await goTo(page, 'Appointments')
  const booked = page.getByRole('table', { name: 'Appointments, earliest first' }).getByRole('row').filter({ hasText: new RegExp(`Wed .*, ${time} to`) })
  await booked.waitFor()
  await note('appointments')
  await booked.getByRole('button').click()
  await note('appointment')
  await page.getByRole('button', { name: 'Cancel this appointment' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Patient feels better')
  await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
  await page.getByRole('button', { name: 'Check and cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Check and cancel' })).toBeFocused()
  await note('cancelling')
  await page.getByRole('button', { name: 'Cancel appointment' }).click()
  await ended(page, 'Appointment cancelled')
  await page.getByRole('main').getByText('Read at').waitFor()
  await note('cancelled')
  return seen
}

for (const [when, moment, today] of MOMENTS) {
  test.describe(when, { tag: '@http' }, () => {
    test.use({ serverArguments: ['--now', moment] })

    // proves: APT-09 APT-10 T-09 T-10
    test('every screen has the same text wherever the browser stands', async ({ browser, site }) => {
      const walks = []
      for (const zone of ZONES) {
        // The same diaries again: what the walk before booked and cancelled is forgotten.
        await fetch(`${site.provider}/sandbox/reset`, { method: 'POST', headers: { 'content-type': 'application/json' } })
        const context = await browser.newContext({ ...zone, baseURL: site.app, viewport: { width: 1366, height: 768 } })
        await site.settings(searched('Y90001', 'Y90002'))
        const page = await context.newPage()
        await page.clock.setFixedTime(moment)
        walks.push(await walk(page))
        await context.close()
      }
      const [london, ...others] = walks
      expect(london['list of slots'] + london.appointments, 'the walk sees the day that it is').toContain(today)
      for (const [at, other] of others.entries()) {
        for (const screen of Object.keys(london)) expect(other[screen], `${screen}, ${ZONES[at + 1].timezoneId}`).toBe(london[screen])
      }
    })
  })
}
