// The practices of the service and what their systems offer.
import { test, expect } from './fixtures.mjs'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'

const card = (page, name) => page.getByRole('region', { name })

// proves: FND-25
test('a practice says what it offers when it is asked, and only then', async ({ page }) => {
  await page.goto('find')
  await page.getByRole('link', { name: 'Practices in this service' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Practices')
  const practice = card(page, 'Millbrook Surgery')
  await expect(practice).toContainText('Y90001')
  await expect(practice).not.toContainText('GP Connect version')
  await practice.getByRole('button', { name: 'Ask what it offers' }).click()
  await expect(practice).toContainText(/GP Connect version\s*1\.2\.9/)
  await expect(practice).toContainText(/It says it offers.*Search for free slots.*Book an appointment/)
  await expect(practice).toContainText(/It does not list\s*None/)
})

// proves: FND-25
test('a practice that has switched it off says so, and offers nothing', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:403:ACCESS_DENIED', { interaction: 'urn:nhs:names:services:gpconnect:fhir:rest:read:metadata-1', times: 9 })
  await page.goto('practices')
  const practice = card(page, 'Millbrook Surgery')
  await practice.getByRole('button', { name: 'Ask what it offers' }).click()
  await expect(practice.getByText('ACCESS_DENIED').first()).toBeAttached()
  await expect(practice).not.toContainText('It says it offers')
})

test.describe('over HTTP', { tag: '@http' }, () => {
  /** Lets the statement of a practice's service root name these parts only, and counts how often it is read. */
  async function states(page, rest) {
    const read = []
    await page.route(/Y90001\/(STU3\/1|DSTU2\/0)\/gpconnect\/metadata$/, async (route) => {
      if (route.request().method() === 'OPTIONS') return route.fallback()
      read.push(route.request().url())
      const response = await route.fetch()
      const statement = await response.json()
      statement.rest = rest
      await route.fulfill({ response, json: statement })
    })
    return read
  }

  // proves: ARH-21 FND-25
  test('what a capability statement lacks is said and not asked for, and it is read once for all patients', async ({ page, settings }) => {
    await settings({ federation: [] })
    const read = await states(page, [{ mode: 'server', resource: [{ type: 'Patient', interaction: [{ code: 'search-type' }] }] }])
    const sent = []
    page.on('request', (request) => /Slot\?|\/Appointment\?|getcarerecord|getstructuredrecord/.test(request.url()) && sent.push(request.url()))
    const told = ['STU3/1', 'DSTU2/0'].map((line) => page.waitForResponse(new RegExp(`Y90001/${line}/gpconnect/metadata$`)))
    await open(page)
    const main = page.getByRole('main')
    await expect(main).toContainText('areas asked')
    await Promise.all(told)
    await goTo(page, 'Book an appointment')
    await expect(main).toContainText('says in its capability statement that it does not offer this: free slots. So it was not asked.')
    await goTo(page, 'Practice view \\(HTML\\)')
    await expect(main).toContainText('it does not offer this: the record as the practice shows it (HTML)')
    await expect(main).not.toContainText(/none recorded|nothing is recorded/i)
    expect(sent.every((url) => url.includes('getstructuredrecord'))).toBe(true)
    await page.getByRole('link', { name: 'Find another patient' }).first().click()
    await page.getByLabel('NHS number').fill('999 005 4355')
    await page.getByRole('button', { name: 'Find patient' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
    await goTo(page, 'Book an appointment')
    await expect(main).toContainText('free slots. So it was not asked.')
    // One for each service root that has one, in the session of each page.
    expect(read.length).toBeLessThanOrEqual(4)
  })

  // proves: ARH-21
  test('a capability statement that cannot be read hides nothing', async ({ page, faults, complaints }) => {
    complaints.allow(/Failed to load resource/)
    for (const id of ['fhir:rest:read:metadata-1', 'fhir:rest:read:metadata']) {
      await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: `urn:nhs:names:services:gpconnect:${id}`, times: 9 })
    }
    await open(page)
    await goTo(page, 'Practice view \\(HTML\\)')
    await expect(page.getByRole('main')).toContainText('Millbrook Surgery (Y90001)')
    await goTo(page, 'Book an appointment')
    await expect(page.getByRole('main')).toContainText(/\d+ slots/)
  })
})
