// A practice's PDF in a frame: the browser shows none below a sandbox, and does not say so.
import { expect, HARTLEY, test, wholeBrowser } from './embed.mjs'

test.use(wholeBrowser)

async function openLetter(portal) {
  await portal.record.evaluate((record) => (record.view = 'documents'))
  await portal.show(HARTLEY)
  await portal.frame.getByRole('button', { name: 'Search documents' }).click()
  await portal.frame.getByRole('row').filter({ hasText: 'Consent form' }).first().getByRole('button', { name: /^Open/ }).click()
  await expect(portal.frame.getByRole('heading', { level: 1, name: 'Consent form' })).toBeVisible()
}

// proves: EM-1
test('without a sandbox, which is the default, a PDF is shown in place', async ({ portal }) => {
  await portal.goto()
  const attributes = await portal.record.locator('iframe').evaluate((frame) => Object.fromEntries([...frame.attributes].map(({ name, value }) => [name, value])))
  expect(attributes).toEqual({ title: 'GP record', allow: 'clipboard-write; fullscreen', referrerpolicy: 'no-referrer', src: portal.app })
  await openLetter(portal)
  const viewer = portal.frame.locator('iframe.app-document__pdf')
  await expect(viewer).toBeVisible()
  expect(await viewer.getAttribute('src')).toMatch(/^blob:/)
})

// proves: EM-1
test('sandboxed: the PDF opens in a window of its own', async ({ page, portal }) => {
  await portal.goto('sandboxed')
  const tokens = (await portal.record.locator('iframe').getAttribute('sandbox')).split(' ').sort()
  expect(tokens).toEqual(
    'allow-downloads allow-forms allow-modals allow-pointer-lock allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts'.split(' '),
  )
  await openLetter(portal)
  await expect(portal.frame.locator('iframe')).toHaveCount(0)
  const opened = page.waitForEvent('popup')
  await portal.frame.getByRole('link', { name: 'Open the PDF in a window' }).click()
  expect((await opened).url()).toMatch(/^blob:/)
  await (await opened).close()
})

// proves: EM-1
test('sandboxed without leave to open windows: the PDF is saved, and the reason said', async ({ page, portal }) => {
  await portal.goto('sandboxed="strict"')
  expect(await portal.record.locator('iframe').getAttribute('sandbox')).not.toContain('popups')
  await openLetter(portal)
  await expect(portal.frame.getByText('The page around this one lets no PDF be shown here.')).toBeVisible()
  await expect(portal.frame.locator('iframe')).toHaveCount(0)
  const saved = page.waitForEvent('download')
  await portal.frame.getByRole('link', { name: 'Save the file on this computer' }).click()
  expect((await saved).suggestedFilename()).toMatch(/\.pdf$/)
})
