// The practices of the service and what their systems offer.
import { test, expect } from './fixtures.mjs'

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
