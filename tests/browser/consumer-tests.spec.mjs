// The test list for a consumer (foundations digest 4.4) over HTTP: the ids that no other journey proves.
import { SEARCH, amend, at, board, book, booked, cancel, choose, ended, listed, main, openBoard, review, reviewAmendment, slotsOf } from './appointments.mjs'
import { expect, searched, test } from './fixtures.mjs'
import { HARTLEY, find, open } from './patients.mjs'
import { fault, goTo } from './record.mjs'

/** The day so many days from a moment, as a date input has it. */
const inDays = (days, from = Date.now()) => new Date(from + days * 86_400_000).toISOString().slice(0, 10)

/** The searches that leave the page, as the days from start to end. */
function searches(page) {
  const asked = []
  page.on('request', (request) => {
    const query = new URL(request.url()).searchParams
    const day = (name) => Date.parse(query.get(name).slice(2, 12))
    if (request.method() === 'GET' && request.url().includes('/Slot?')) asked.push((day('end') - day('start')) / 86_400_000)
  })
  return asked
}

/** Lets answers through to the page only after a change of their JSON. */
const changed = (page, address, change) =>
  page.route(address, async (route) => {
    if (route.request().method() === 'OPTIONS') return route.continue()
    const answer = await route.fetch()
    const json = await answer.json()
    change(json)
    await route.fulfill({ response: answer, json })
  })

/** Searches from today until so many days later. */
async function search(page, days) {
  const from = await page.getByLabel('From').inputValue()
  await page.getByLabel('Until').fill(inDays(days, Date.parse(from)))
  await page.getByRole('button', { name: 'Search', exact: true }).click()
}

test.describe('over HTTP', { tag: '@http' }, () => {
  test.beforeEach(({ settings }) => settings({}, searched()))

  // proves: T-01 T-02 APT-02
  test('ranges of 0, 8 and 14 days are searched, one of 15 is stopped here', async ({ page }) => {
    const asked = searches(page)
    await openBoard(page, HARTLEY)
    for (const days of [0, 8, 14]) {
      asked.length = 0
      await search(page, days)
      await expect.poll(() => asked).toEqual([days])
      const shown = page.getByRole('group', { name: /^Day,/ }).getByRole('radio')
      // Late in the evening nothing of today is left to choose from.
      if (days === 0) await expect(shown.or(main(page).getByText('No free slot')).first()).toBeVisible()
      else await expect(shown).toHaveCount(days + 1)
    }
    asked.length = 0
    await search(page, 15)
    await expect(page.getByLabel('Until')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByRole('alert').or(main(page)).first()).toContainText(/14 days|two weeks/)
    expect(asked).toEqual([])
  })

  for (const kind of ['outcome:422:INVALID_PARAMETER', 'outcome:400:BAD_REQUEST', 'outcome:404:NO_RECORD_FOUND', 'outcome:409:DUPLICATE_REJECTED', 'outcome:500:INTERNAL_SERVER_ERROR', 'no-body:502', 'html-error:502', 'timeout-before-save']) {
    // proves: T-03 APT-37
    test(`a search that ends in ${kind} is told in words with its trace id, and can be asked again`, async ({ page, faults, settings, complaints }) => {
      complaints.allow(/Failed to load resource|ERR_/)
      await settings({ timeoutSeconds: 1 })
      await faults(kind, { interaction: SEARCH, times: 3 })
      await open(page)
      await goTo(page, 'Book an appointment')
      const said = fault(main(page)).first()
      await expect(said).toBeVisible({ timeout: 20_000 })
      await expect(said).toContainText('Millbrook Surgery')
      await expect(said).toContainText(/[0-9a-f]{8}-[0-9a-f]{4}-/)
      await expect(main(page)).not.toContainText(/no free slots? (on|at|from)/i)
      await expect(page.getByLabel('From')).toHaveValue(/\d{4}-\d\d-\d\d/)
    })
  }

  // proves: T-04 L-3
  test('nothing found is none, and no error: slots, patient, appointments', async ({ page }) => {
    await find(page, '999 005 4479')
    await expect(main(page)).toContainText(/not (found|known|on the list)|unknown/i)
    await open(page, '999 005 4347')
    await goTo(page, 'Appointments')
    await expect(main(page)).toContainText(/no appointment/i)
    await expect(fault(main(page))).toHaveCount(0)
    await goTo(page, 'Book an appointment')
    await changed(page, /\/Slot\?/, (bundle) => delete bundle.entry)
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(main(page)).toContainText(/no (free )?slots?/i)
    await expect(fault(main(page))).toHaveCount(0)
  })

  // proves: T-05
  test('a session without a clinician has a row', async ({ page }) => {
    await openBoard(page, HARTLEY)
    await expect(board(page).getByRole('row').filter({ hasText: 'Clinician not named' }).getByRole('button').first()).toBeVisible()
  })

  // proves: T-06 T-08 APT-39
  test('an unknown channel and an unknown role are shown as sent, what is unknown besides is left alone', async ({ page }) => {
    await changed(page, /\/Slot\?/, (bundle) => {
      for (const { resource } of bundle.entry) {
        if (resource.resourceType === 'Slot') {
          resource.extension[0].valueCode = 'Semaphore'
          resource.extension.push({ url: 'https://example.org/unknown', valueString: 'x' })
          resource.unknownElement = { deep: [1, 2] }
        }
        if (resource.resourceType === 'Schedule' && resource.extension) resource.extension[0].valueCodeableConcept.coding[0] = { system: 'https://example.org/roles', code: 'R9999', display: 'Ship surgeon' }
      }
      bundle.entry.push({ resource: { resourceType: 'Starship', id: '1' } }, { resource: { resourceType: 'Slot' } })
    })
    await openBoard(page, HARTLEY)
    await expect(board(page)).toContainText('Ship surgeon')
    await slotsOf(page, 'Adeyemi').first().click()
    await expect(page.getByRole('region', { name: 'Your choice' })).toContainText('Semaphore')
  })

  // proves: T-07
  test('telephone and address as one object each are read like a list of one', async ({ page, behaviour }) => {
    await behaviour({ single_objects: true })
    await openBoard(page, HARTLEY)
    await choose(page)
    await review(page)
    await expect(main(page)).toContainText('4 Weir Street')
  })

  // proves: T-14 APT-27
  test('an amendment sends what was read, but for the two texts', async ({ page }) => {
    await openBoard(page, HARTLEY)
    const time = await booked(page, { description: 'Cough', comment: 'Ring first' })
    await amend(page, time, { description: 'Cough and fever' })
    await reviewAmendment(page)
    const one = /\/Appointment\/\w+$/
    let before
    await page.route(one, async (route) => {
      if (route.request().method() !== 'GET') return route.continue()
      const answer = await route.fetch()
      before = await answer.json()
      await route.fulfill({ response: answer })
    })
    const sent = page.waitForRequest((request) => request.method() === 'PUT' && one.test(request.url()))
    await page.getByRole('button', { name: 'Amend appointment' }).click()
    expect((await sent).postDataJSON()).toEqual({ ...before, description: 'Cough and fever' })
    await ended(page, 'Appointment amended')
  })

  // proves: T-15 APT-29
  test('nothing is cancelled without a reason', async ({ page }) => {
    const sent = []
    page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()))
    await open(page)
    const rows = await listed(page)
    await rows.filter({ hasText: 'ADEYEMI' }).first().getByRole('button').click()
    await page.getByRole('button', { name: 'Cancel this appointment' }).click()
    await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
    for (const reason of ['', '   ']) {
      await page.getByRole('textbox', { name: 'Reason' }).fill(reason)
      await page.getByRole('button', { name: 'Check and cancel' }).click()
      await expect(page.getByRole('alert')).toContainText(/reason/i)
    }
    expect(sent).toEqual([])
  })

  // proves: T-16
  test('what is cancelled is free again', async ({ page }) => {
    await openBoard(page, HARTLEY)
    const time = await choose(page)
    await review(page)
    await book(page)
    await ended(page, 'Appointment booked')
    await cancel(page, time)
    await page.getByRole('button', { name: 'Cancel appointment' }).click()
    await ended(page, 'Appointment cancelled')
    await expect((await listed(page)).filter({ hasText: at(time) })).toContainText('Cancelled')
    await goTo(page, 'Book an appointment')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(slotsOf(page, 'Adeyemi').filter({ hasText: time })).toHaveCount(1)
  })

  // proves: T-17 APT-17
  test('100 and 500 characters as a user counts them, and not one more', async ({ page }) => {
    let sent
    page.on('request', (request) => request.method() === 'POST' && request.url().endsWith('/Appointment') && (sent = request.postDataJSON()))
    await openBoard(page, HARTLEY)
    await choose(page)
    const description = page.getByRole('textbox', { name: 'Description' })
    const comment = page.getByRole('textbox', { name: 'Comment' })
    await description.fill('é😀'.repeat(50) + 'x')
    await comment.fill('Line one\n'.repeat(55) + 'x'.repeat(6))
    await page.getByRole('button', { name: 'Check and book' }).click()
    await expect(page.getByRole('alert')).toContainText('Description must be 100 characters or fewer: 1 too many')
    await expect(page.getByRole('alert')).toContainText('Comment must be 500 characters or fewer: 1 too many')
    await description.fill('é😀'.repeat(50))
    await comment.fill('Line one\n'.repeat(55) + 'x'.repeat(5))
    await review(page)
    await book(page)
    await ended(page, 'Appointment booked')
    expect([...sent.description].length).toBe(100)
    expect([...sent.comment].length).toBe(500)
  })

  // proves: T-19 FND-10
  test('a trace older than a day opens nothing further', async ({ page, settings }) => {
    await settings({ features: { idleMinutes: 720 } })
    const asked = []
    await open(page)
    // Somebody who is there all the time, or the screen would lock.
    const opened = Date.now()
    for (const hours of [11, 22, 25]) {
      await page.clock.setFixedTime(opened + hours * 3_600_000)
      await page.keyboard.press('Shift')
    }
    page.on('request', (request) => request.url().includes('/Appointment') && asked.push(request.url()))
    await goTo(page, 'Appointments')
    await expect(main(page)).toContainText('more than 24 hours old')
    expect(asked).toEqual([])
  })

  for (const [field, change] of [
    ['Family name', (patient) => (patient.name[0].family = 'Hartwell')],
    ['Given name', (patient) => (patient.name[0].given = ['Emily'])],
    ['Born', (patient) => (patient.birthDate = '1957-03-19')],
    ['Gender', (patient) => (patient.gender = 'male')],
  ]) {
    // proves: T-20 ARH-22
    test(`a difference in ${field} is named`, async ({ page }) => {
      await changed(page, /\/gpconnect\/Patient\?/, (bundle) => change(bundle.entry[0].resource))
      await find(page, HARTLEY)
      await expect(page.getByRole('heading', { name: 'Is this the same person?' })).toBeVisible()
      const rows = page.getByRole('row').filter({ hasText: 'differs' })
      await expect(rows).toHaveCount(1)
      await expect(rows).toContainText(field)
    })
  }

  // proves: T-22 APT-18
  test('without an organisation type none is searched with and none is sent', async ({ page, settings }) => {
    const sent = []
    page.on('request', (request) => /\/Slot\?|\/Appointment$/.test(request.url()) && sent.push(request))
    await settings({}, (config) => delete config.organisation.type)
    await openBoard(page, HARTLEY)
    await choose(page)
    await review(page)
    await book(page)
    await ended(page, 'Appointment booked')
    expect(sent.filter((request) => request.url().includes('OrganisationType')).length).toBe(0)
    const [body] = sent.filter((request) => request.method() === 'POST').map((request) => request.postDataJSON())
    expect(body.contained[0]).not.toHaveProperty('type')
  })

  // proves: T-24 FND-07
  test('what is sent minutes later has a token of that minute', async ({ page }) => {
    const issued = []
    page.on('request', async (request) => {
      const token = request.method() === 'POST' && request.url().endsWith('/Appointment') && (await request.headerValue('authorization'))
      if (token) issued.push(JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).iat)
    })
    await openBoard(page, HARTLEY)
    await choose(page)
    await review(page)
    const later = Date.now() + 6 * 60_000
    await page.clock.setFixedTime(later)
    await book(page)
    await ended(page, 'Appointment booked')
    await expect.poll(() => issued).toEqual([Math.floor(later / 1000)])
  })

  // proves: T-26 APT-13
  test('the branch that the patient prefers comes first', async ({ page }) => {
    await openBoard(page, HARTLEY)
    await expect(board(page).getByRole('row').filter({ has: page.getByRole('button', { name: /^\d\d:\d\d/ }) }).first()).toContainText('Quayside')
  })

  test.describe('in the middle of a morning', () => {
    const moment = '2027-03-29T08:15:00Z'
    test.use({ serverArguments: ['--now', moment] })

    // proves: T-27 APT-11
    test('a slot that has started is not offered though the practice sends it', async ({ page, behaviour }) => {
      await behaviour({ past_slots: true })
      await page.clock.setFixedTime(moment)
      await openBoard(page, '999 005 4347', 'Mon')
      await expect(main(page)).toContainText(/[1-9]\d* have started/)
      const times = await board(page).getByRole('button', { name: /^\d\d:\d\d/ }).allTextContents()
    expect(times.length).toBeGreaterThan(0)
      for (const time of times) expect(time.match(/\d\d:\d\d/)[0] > '09:15', time).toBe(true)
    })
  })
})
