// What must not outlive a patient's view, and what must never leave the screen of another.
import { expect, test } from './fixtures.mjs'
import { banner, find, HARTLEY, open } from './patients.mjs'
import { fault, goTo, inRail } from './record.mjs'

const TRACES = /HARTLEY|Imogen|1957|999 ?005 ?4320|Penicillin/i

// proves: ARH-58 ARH-59 ARS-70 FND-28
test('nothing about the patient in addresses, titles, history, storage or console', async ({ page }) => {
  const said = []
  const addresses = []
  page.on('console', (message) => said.push(message.text()))
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  await open(page)
  for (const area of ['Allergies', 'Medications', 'Other items', 'Practice view \\(HTML\\)', 'Appointments', 'Book an appointment']) {
    await goTo(page, area)
    const kept = await page.evaluate(async () => ({
      address: location.href,
      title: document.title,
      history: JSON.stringify(history.state),
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
      cookies: document.cookie,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }))
    expect(JSON.stringify(kept)).not.toMatch(TRACES)
    expect([kept.local, kept.session, kept.cookies, kept.databases, kept.caches, kept.workers]).toEqual(['{}', '{}', '', 0, 0, 0])
  }
  expect(addresses.join(' ')).not.toMatch(TRACES)
  expect(said.join('\n')).not.toMatch(TRACES)
})

// proves: ARH-29 ARH-58
test('neither reload nor the back button brings a patient back', async ({ page }) => {
  await open(page)
  await goTo(page, 'Allergies')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No patient is open')
  expect(await page.content()).not.toMatch(TRACES)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(banner(page)).toHaveCount(0)

  await open(page)
  await page.goto('about:blank')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(banner(page)).toHaveCount(0)
})

// proves: ARH-29
test('the next patient gets nothing of the one before, however late it comes', { tag: '@http' }, async ({ page, faults }) => {
  const aborted = []
  page.on('requestfailed', (request) => aborted.push(request.headers()['ssp-interactionid'] ?? request.url()))
  await faults('latency:8000', { interaction: 'fhir:operation:gpc.getcarerecord', area: 'MED' })
  await faults('latency:8000', { interaction: 'fhir:operation:gpc.getstructuredrecord-1' })
  await open(page)
  await expect(banner(page)).toContainText('Asking the practice')
  await goTo(page, 'Practice view \\(HTML\\)')
  await expect(page.getByRole('button', { name: /^Medications\s*, loading/ })).toBeVisible()

  await page.getByRole('link', { name: 'Find another patient' }).click()
  await page.getByLabel('NHS number').fill('999 005 4347')
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(banner(page)).toContainText('BECKETT')
  await expect(banner(page)).toContainText('Allergies not recorded')
  const ended = (id) => aborted.some((what) => what.includes(id))
  await expect.poll(() => ended('gpc.getcarerecord') && ended('gpc.getstructuredrecord')).toBe(true)
  await goTo(page, 'Practice view \\(HTML\\)')
  await expect(page.getByRole('button', { name: /^Medications\s*, none recorded/ })).toBeVisible()
  expect(await page.content()).not.toMatch(TRACES)
})

// proves: ARH-29
test('a search that was replaced opens nobody', async ({ page, faults }) => {
  await faults('latency:3000', { interaction: 'fhir:rest:search:patient-1' })
  await find(page, HARTLEY)
  await expect(page.getByRole('status').filter({ hasText: 'Asking Millbrook Surgery' })).toBeVisible()
  await page.getByLabel('NHS number').fill('999 005 4347')
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(banner(page)).toContainText('BECKETT')
  await expect(inRail(page, 'Allergies')).toContainText(/none|not recorded|0/)
  await expect(banner(page)).toContainText('BECKETT')
  expect(await page.content()).not.toMatch(/HARTLEY/)
})

// proves: ARH-58
test('Lock clears the record', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Lock' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locked')
  expect(await page.content()).not.toMatch(TRACES)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // The find screen of a demonstration offers the numbers of its invented patients.
  expect(await page.content()).not.toMatch(/HARTLEY|Imogen|09-Mar-1957/)
})

// proves: ARH-47
test('on paper the banner stays, and what only works on screen goes', { tag: '@http' }, async ({ page }) => {
  await open(page)
  await goTo(page, 'Allergies')
  await expect(page.getByRole('row').filter({ hasText: 'Penicillin' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  for (const words of ['HARTLEY, Imogen Rose (Mrs)', '09-Mar-1957', HARTLEY, 'Known allergies (2)']) {
    await expect(banner(page).getByText(words).first()).toBeVisible()
  }
  await expect(page.getByText(/From the GP practice record, Millbrook Surgery, retrieved/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Lock' })).toBeHidden()
  await expect(page.getByRole('navigation', { name: 'Areas of the record' })).toBeHidden()
})

for (const width of [390, 320]) {
  // proves: ARH-30
  test(`${width} pixels wide: the banner keeps what identifies, and nothing scrolls sideways`, { tag: '@http' }, async ({ page }) => {
    await page.setViewportSize({ width: 1366, height: 768 })
    await open(page)
    for (const area of ['Allergies', 'Medications', 'Other items', 'Practice view \\(HTML\\)', 'Appointments', 'Book an appointment']) {
      await page.setViewportSize({ width: 1366, height: 768 })
      await goTo(page, area)
      await page.setViewportSize({ width, height: 844 })
      for (const words of ['HARTLEY, Imogen Rose (Mrs)', '09-Mar-1957', HARTLEY, 'Penicillin']) {
        await expect(banner(page).getByText(words).first(), `${area}: ${words}`).toBeInViewport()
      }
      // The page has a moment to follow the window.
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), area).toBeLessThanOrEqual(width)
    }
  })
}

// proves: ARH-53
test('a failure names nobody in its words', async ({ page, faults }) => {
  await faults('malformed', { interaction: 'fhir:rest:search:patient-1' })
  await find(page, HARTLEY)
  await expect(fault(page.getByRole('main'))).toBeVisible()
  await expect(fault(page.getByRole('main'))).not.toContainText(TRACES)
})
