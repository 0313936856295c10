// What only a real network shows: failures on the way, and what leaves the browser.
import { expect, test } from './fixtures.mjs'
import { find, HARTLEY } from './patients.mjs'

// proves: L-2
test('an answer that the browser may not read is no empty result', { tag: '@http' }, async ({ page, faults, complaints }) => {
  complaints.allow(/CORS|Failed to load resource|ERR_/)
  await faults('no-cors', { interaction: 'fhir:rest:search:patient-1', times: 3 })
  await find(page, HARTLEY)
  await expect(page.getByRole('main')).toContainText('could not be reached, or refused the request before answering')
  await expect(page.getByRole('main')).not.toContainText('returned no record')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
})

for (const [fault, words] of [
  ['html-error:500', 'failed'],
  ['truncated', 'was cut off part-way'],
  ['malformed', 'could not be read'],
  ['wrong-patient', 'different NHS number'],
  ['outcome:500:INTERNAL_SERVER_ERROR', 'failed'],
]) {
  test(`the practice answers with ${fault}: said in words, nobody opened`, { tag: '@http' }, async ({ page, faults, complaints }) => {
    complaints.allow(/Failed to load resource|ERR_/)
    await faults(fault, { interaction: 'fhir:rest:search:patient-1', times: 3 })
    await find(page, HARTLEY)
    await expect(page.getByText(words).first()).toBeVisible()
    await expect(page.getByText('Trace id').first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Patient', exact: true })).toHaveCount(0)
  })
}

test('a request that was answered whole is not aborted behind it', { tag: '@http' }, async ({ page }) => {
  await page.addInitScript(() => {
    const abort = AbortController.prototype.abort
    window.aborts = 0
    AbortController.prototype.abort = function (...reason) {
      window.aborts += 1
      return abort.apply(this, reason)
    }
  })
  await find(page, HARTLEY)
  await expect(page.getByRole('region', { name: 'Patient', exact: true })).toContainText('Known allergies (2)')
  expect(await page.evaluate(() => window.aborts)).toBe(0)
})

// proves: ARH-59 L-1
test('the NHS number leaves in the address of the provider only, encoded', { tag: '@http' }, async ({ page, site }) => {
  const addresses = []
  page.on('request', (request) => addresses.push(request.url()))
  await find(page, HARTLEY)
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  const naming = addresses.filter((address) => address.includes('9990054320'))
  expect(naming.length).toBeGreaterThan(0)
  expect(naming.every((address) => address.startsWith(site.provider))).toBe(true)
  expect(addresses.some((address) => address.includes('|'))).toBe(false)
  expect(naming.some((address) => address.includes('nhs-number%7C9990054320'))).toBe(true)
})
