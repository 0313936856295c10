// Known to PDS and unknown at the practice: the find screen offers what the booking page offers, and says what it means.
import { book, choose, ended, main, review, showDay } from './appointments.mjs'
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { banner, find } from './patients.mjs'
import { goTo } from './record.mjs'

const REGISTER = 'fhir:operation:gpc.registerpatient-1'
/** Registered at Millbrook Surgery as PDS knows, and unknown there. */
const FARROW = '999 005 4479'

const registerHere = (page) => page.getByRole('button', { name: 'Register temporarily at Millbrook Surgery' })

async function findUnknown(page) {
  await find(page, FARROW)
  await expect(page.getByRole('heading', { name: 'No record at the practice' })).toBeVisible()
  await expect(main(page)).toContainText('Millbrook Surgery returned no record for this patient.')
}

// proves: FND-15 FND-17 FND-18
test('a patient unknown at the practice is registered there temporarily, opened and booked', async ({ page }) => {
  const bodies = []
  page.on('request', (request) => request.url().includes('registerpatient') && bodies.push(request.postDataJSON()))
  await findUnknown(page)
  await expect(main(page)).toContainText('A temporary registration lets this practice book and see the patient. It does not change where the patient is registered')
  await expect(main(page)).toContainText('Sent: NHS number, name, date of birth and gender')
  await expect(main(page)).toContainText('Nothing has been sent yet.')
  await expectAccessible(page)
  expect(bodies).toEqual([])

  await registerHere(page).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
  await expect(banner(page)).toContainText('FARROW')
  for (const body of bodies) {
    const { resource } = body.parameter[0]
    expect(Object.keys(resource).sort()).toEqual(['birthDate', 'gender', 'identifier', 'meta', 'name', 'resourceType'])
  }
  if (bodies.length > 0) expect(bodies.length).toBe(1)

  await goTo(page, 'Book an appointment')
  await showDay(page)
  await choose(page)
  await review(page)
  await book(page)
  await ended(page, 'Appointment booked')
})

// proves: FND-19
test('whoever was registered meanwhile is found again and opened', { tag: '@http' }, async ({ page, context, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await findUnknown(page)
  const other = await context.newPage()
  await findUnknown(other)
  await registerHere(other).click()
  await expect(banner(other)).toContainText('FARROW')
  await other.close()
  // The practice refuses a second registration with 409: the patient is looked for, found and opened.
  await registerHere(page).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
  await expect(banner(page)).toContainText('FARROW')
})

// proves: FND-19 APT-37
test('a registration whose answer is lost is looked for, never sent twice', async ({ page, faults, settings, complaints }) => {
  complaints.allow(/Failed to load resource|ERR_/)
  await settings({ timeoutSeconds: 6 })
  await faults('timeout-after-save', { interaction: REGISTER })
  const sent = []
  page.on('request', (request) => request.url().includes('registerpatient') && sent.push(request))
  await findUnknown(page)
  await registerHere(page).click()
  await expect(main(page)).toContainText('It is sent once and never repeated automatically.')
  await expect(banner(page)).toContainText('FARROW', { timeout: 20_000 })
  expect(sent.length).toBeLessThanOrEqual(1)
})

// proves: FND-15 APT-37
test('a registration that is refused is said, with what to do, and nobody is opened', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:400:INVALID_PATIENT_DEMOGRAPHICS', { interaction: REGISTER })
  await findUnknown(page)
  await registerHere(page).click()
  await expect(main(page)).toContainText('The patient is not registered at Millbrook Surgery. Nothing was booked.')
  await expect(main(page)).toContainText(/Telephone Millbrook Surgery on 01632 \d+\. They can register the patient themselves\./)
  await expect(banner(page)).toHaveCount(0)
  await expectAccessible(page)
})

// proves: ARH-29 FND-19
test('leaving while the registration is on its way: its end is told, and names nobody', async ({ page, faults }) => {
  await faults('latency:12000', { interaction: REGISTER })
  await findUnknown(page)
  await registerHere(page).click()
  await expect(main(page)).toContainText('Please wait.')
  await page.getByRole('link', { name: 'Practices in this service' }).click()
  const told = page.getByRole('region', { name: 'Sent earlier' }).getByRole('group', { name: 'Registered temporarily' })
  await expect(told).toContainText('A temporary registration at Millbrook Surgery', { timeout: 30_000 })
  for (const secret of [/FARROW/i, /999 ?005 ?4479/]) expect(await page.content()).not.toMatch(secret)
})
