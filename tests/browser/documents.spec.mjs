// The practice's documents: searched, listed with what is known of each, opened in place where nothing in them can act.
import { expect, test } from './fixtures.mjs'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'

const main = (page) => page.getByRole('main')
const found = (page) => main(page).getByRole('table', { name: /^Documents found/ })
const row = (page, title) => found(page).getByRole('row').filter({ hasText: title }).first()
const back = (page) => page.getByRole('button', { name: 'Back to the documents' }).click()
const opened = (page, title) => main(page).getByRole('region', { name: title, exact: true })

async function search(page, fields = {}) {
  if (!new URL(page.url()).pathname.endsWith('/documents')) await goTo(page, 'Documents')
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value)
  await page.getByRole('button', { name: 'Search documents' }).click()
}

// proves: ADOC-05 ADOC-07 ADOC-12 ADOC-13 ADOC-15 ADOC-16 ADOC-17 ADOC-18
test('each document says what it is before it is fetched', async ({ page }) => {
  await open(page)
  await goTo(page, 'Documents')
  await expect(main(page)).toContainText('latest version of each document, and no confidential ones')
  await expect(main(page)).toContainText('nobody at the practice has reviewed yet')
  await search(page)
  await expect(main(page).getByRole('table', { name: 'Documents found (16)' })).toBeVisible()
  await expect(row(page, 'Discharge summary')).toContainText(/Received from St Brannoc's Hospital.*HTML/)
  await expect(row(page, 'Discharge summary')).toContainText('Not to be disclosed to the patient')
  await expect(row(page, 'Care plan')).toContainText(/Created in the practice/)
  await expect(row(page, 'Consent form')).toContainText('Author not recorded')
  const letter = row(page, 'Clinic letter')
  const dates = await letter.locator('time').allInnerTexts()
  expect(new Set(dates).size).toBe(2)
  const large = row(page, 'MRI of right hip')
  await expect(large).toContainText('File size 18551238 bytes greater than maximum allowable (5MB)')
  await expect(large).toContainText(/18\.6 MB.*Ask the practice/)
  await expect(large.getByRole('button')).toHaveCount(0)

  await search(page, { 'Created up to': '2019' })
  await expect(main(page).getByRole('table', { name: 'Documents found (1)' })).toContainText('ECG, atrial fibrillation')
  await search(page, { 'Created up to': '', 'Written by, ODS code': 'y90600' })
  await expect(main(page).getByRole('table', { name: 'Documents found (13)' })).toBeVisible()
  await search(page, { 'Written by, ODS code': 'Dr Okoro' })
  await expect(main(page)).toContainText('Enter an ODS code')
})

// proves: ADOC-19 ADOC-24
test('text, images and HTML open in place, nothing in them acts, and nothing outlives its view', async ({ page, complaints }) => {
  // A browser reports what it keeps an inert page from doing.
  complaints.allow(/violates the following Content Security Policy directive/)
  await page.addInitScript(() => {
    window.__addresses = []
    const [make, revoke] = [URL.createObjectURL, URL.revokeObjectURL]
    URL.createObjectURL = (blob) => {
      const address = make.call(URL, blob)
      window.__addresses.push(address)
      return address
    }
    URL.revokeObjectURL = (address) => {
      window.__addresses = window.__addresses.filter((one) => one !== address)
      revoke.call(URL, address)
    }
  })
  await open(page)
  await search(page)
  await row(page, 'Care plan').getByRole('button', { name: /^Open/ }).click()
  await expect(opened(page, 'Care plan')).toContainText('Written for the sandbox. Nobody is meant by it.')
  await back(page)
  await row(page, 'ECG').getByRole('button', { name: /^Open/ }).click()
  const image = opened(page, 'ECG, atrial fibrillation').getByRole('img')
  await expect.poll(() => image.evaluate((one) => one.naturalWidth)).toBe(4)
  await back(page)
  await row(page, 'Discharge summary').getByRole('button', { name: /^Open/ }).click()
  const html = opened(page, 'Discharge summary')
  await expect(html).toContainText('Seen in clinic. No change to medicines.')
  await html.getByText('Seen in clinic').dispatchEvent('click')
  await expect(html).toContainText('Make sure that nobody else can see the screen')
  await expect(html.getByRole('link', { name: /^Save/ })).toHaveAttribute('download', 'document.txt')
  expect(await page.evaluate(() => window.__ran)).toBeUndefined()
  expect(await page.evaluate(() => window.__addresses.length)).toBe(1)
  await page.keyboard.press('Escape')
  await expect(html).toHaveCount(0)
  expect(await page.evaluate(() => window.__addresses)).toEqual([])
  await expect(row(page, 'Discharge summary').getByRole('button', { name: /^Open/ })).toBeFocused()
  await row(page, 'Care plan').getByRole('button', { name: /^Open/ }).click()
  await expect(opened(page, 'Care plan')).toContainText('Nobody is meant by it')
  await goTo(page, 'Allergies')
  expect(await page.evaluate(() => window.__addresses)).toEqual([])
})

// proves: ADOC-19
test('a PDF opens in the viewer of the browser, or can be saved', async ({ page }) => {
  await open(page)
  await search(page)
  await row(page, 'Consent form').getByRole('button', { name: /^Open/ }).click()
  const pdf = opened(page, 'Consent form')
  // It stands in the place of the lists, and a screen reader goes there.
  await expect(pdf.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(pdf.getByRole('heading', { level: 1 })).toBeInViewport()
  await expect(found(page)).toBeHidden()
  const hasViewer = await page.evaluate(() => navigator.pdfViewerEnabled)
  if (hasViewer) await expect(pdf.locator('iframe')).toHaveAttribute('src', /^blob:/)
  else await expect(pdf).toContainText('This browser has no PDF viewer.')
  await expect(pdf.getByRole('link', { name: /^Save/ })).toHaveAttribute('download', 'document.pdf')
})

test('whoever has read a document comes back to its row, by the button, by Escape and by the browser', async ({ page }) => {
  await open(page)
  await search(page)
  const button = row(page, 'ECG').getByRole('button', { name: /^Open/ })
  for (const way of [() => back(page), () => page.keyboard.press('Escape'), () => page.goBack()]) {
    await button.click()
    await expect(opened(page, 'ECG, atrial fibrillation').getByRole('heading', { level: 1 })).toBeInViewport()
    await expect(found(page)).toBeHidden()
    await way()
    await expect(opened(page, 'ECG, atrial fibrillation')).toHaveCount(0)
    await expect(button).toBeFocused()
    await expect(button).toBeInViewport()
    await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeAttached()
  }
})

// proves: ADOC-14
test('a document that is not supplied has two possible reasons @http', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await open(page)
  await search(page)
  await faults('outcome:404:NO_RECORD_FOUND', { interaction: 'documents:fhir:rest:read:binary-1' })
  await row(page, 'Care plan').getByRole('button', { name: /^Open/ }).click()
  await expect(opened(page, 'Care plan')).toContainText(/larger than 5 MB.*or it is no longer there/)
})
