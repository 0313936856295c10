// Which requests leave the browser for one patient, in which order, and which do not.
import { expect, test } from './fixtures.mjs'
import { HARTLEY, banner, find, open } from './patients.mjs'
import { goTo } from './record.mjs'

const AREAS = ['Allergies', 'Medications', 'Problems', 'Consultations', 'Investigations', 'Immunisations', 'Uncategorised data', 'Referrals', 'Diary entries', 'Documents']

/** The requests to the provider, as method and last part of the path. */
function asked(page, site) {
  const sent = []
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url())
    if (origin === site.provider && request.method() !== 'OPTIONS') sent.push(`${request.method()} ${pathname}`)
  })
  return sent
}

const structured = (sent) => sent.filter((one) => one.endsWith('$gpc.getstructuredrecord'))

test.describe('over HTTP', { tag: '@http' }, () => {
  // proves: ARS-13 ARS-71 ARH-10
  test('all areas together take one request, and the structured capability statement none', async ({ page, site }) => {
    const sent = asked(page, site)
    await open(page)
    for (const area of AREAS) await goTo(page, area)
    expect(structured(sent)).toHaveLength(1)
    expect(sent.filter((one) => one.endsWith('structured/metadata'))).toEqual([])
    // Nothing is kept: the same patient opened again is asked for again.
    await open(page)
    await expect.poll(() => structured(sent).length).toBe(2)
  })

  // proves: ADOC-02
  test('documents are asked for only once the number is traced, and not at all where it is not', async ({ page, site }) => {
    const sent = asked(page, site)
    await open(page)
    await goTo(page, 'Documents')
    await page.getByRole('button', { name: 'Search documents' }).click()
    const search = () => sent.findIndex((one) => one.includes('DocumentReference'))
    await expect.poll(search).toBeGreaterThan(0)
    const trace = sent.findIndex((one) => /\/pds\/.*Patient\/\d{10}$/i.test(one))
    expect(trace).toBeGreaterThanOrEqual(0)
    expect(trace).toBeLessThan(search())

    sent.length = 0
    await find(page, '999 009 9928')
    await expect(page.getByRole('main')).toContainText(/not (found|known)|no patient/i)
    await expect(banner(page)).toHaveCount(0)
    expect(sent.filter((one) => !/\/pds\//i.test(one))).toEqual([])
  })
})

// proves: FND-13 ARH-27
test('address and contact details of the open patient are shown for a look', async ({ page }) => {
  await open(page, HARTLEY)
  await banner(page).getByRole('button', { name: /details/i }).click()
  for (const label of [/address$/i, 'Phone and email', 'Registered practice']) {
    const term = banner(page).getByRole('term').filter({ hasText: label })
    await expect(term).toBeVisible()
    await expect(term.locator('xpath=following-sibling::dd').first()).not.toHaveText(/^(Not known)?$/)
  }
})

// proves: ARS-63
test('every area says how it is to be read', async ({ page }) => {
  await open(page)
  await goTo(page, 'Consultations')
  const help = page.getByText('How to read consultations')
  const words = page.getByText('A draft consultation was not finished')
  await expect(words).toBeHidden()
  await help.click()
  await expect(words).toBeVisible()
  for (const area of AREAS) {
    await goTo(page, area)
    await page.getByText(/^How to read /).click()
    await expect(page.getByText('does not mean that there is nothing of the kind')).toBeVisible()
  }
})
