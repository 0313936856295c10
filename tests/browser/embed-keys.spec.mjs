// Keyboard, focus, names and print across the frame.
import { expectAccessible } from './axe.mjs'
import { expect, HARTLEY, plain, test } from './embed.mjs'

/** Where the focus is: in the host, or in the record with the words of what has it. */
const focus = async (page, portal) => {
  const here = await page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.localName)
  const isInside = await page.evaluate(() => document.activeElement.localName === 'gp-connect-record')
  return isInside ? `record: ${await portal.inside().evaluate(() => document.activeElement.textContent.trim())}` : here
}

// proves: EM-10
test('Tab goes in at the first control and out after the last, in both directions', async ({ page, portal }) => {
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await page.getByRole('link', { name: 'Before' }).focus()
  await page.keyboard.press('Tab')
  expect(await focus(page, portal)).toBe('record: Skip to main content')
  await page.keyboard.press('Shift+Tab')
  expect(await focus(page, portal)).toBe('Before')

  await page.getByRole('link', { name: 'After' }).focus()
  await page.keyboard.press('Shift+Tab')
  expect(await focus(page, portal)).toMatch(/^record: /)
  await page.keyboard.press('Tab')
  expect(await focus(page, portal)).toBe('After')

  // All the way through: out at the end, and nowhere twice.
  await page.getByRole('link', { name: 'Before' }).focus()
  let presses = 0
  do await page.keyboard.press('Tab')
  while ((await focus(page, portal)) !== 'After' && ++presses < 300)
  expect(presses).toBeGreaterThan(10)
  expect(presses).toBeLessThan(300)
})

// proves: EM-10
test('no focus is taken unasked; focus() puts it on the heading, and Esc reaches the host unless the record used it', async ({ page, portal }) => {
  await portal.goto()
  await page.getByRole('link', { name: 'Before' }).focus()
  await page.evaluate(() => {
    window.escapes = 0
    document.addEventListener('keydown', ({ key }) => (escapes += key === 'Escape' ? 1 : 0))
  })
  await portal.show(HARTLEY)
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Summary')
  await expect.poll(portal.names).toContain('open')
  expect(await focus(page, portal)).toBe('Before')

  await portal.record.evaluate((record) => record.focus())
  await expect.poll(() => focus(page, portal)).toBe('record: Summary')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => escapes)).toBe(1)
  // The list of shortcuts closes by it; the host's own dialog stays.
  await page.keyboard.press('?')
  await expect(portal.frame.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(portal.frame.getByRole('dialog')).toBeHidden()
  await page.waitForTimeout(200)
  expect(await page.evaluate(() => escapes)).toBe(1)
})

// proves: EM-10
test('the frame has a name, and the host with the record in it is accessible', async ({ page, host, portal }) => {
  const page_ = plain(portal.app, 'label="GP record of the practice"').replace('<h1>', '<main><h1>').replace('</body>', '</main></body>').replaceAll('#before', '#record').replaceAll('#after', '#record')
  await page.goto(host.page('/', page_))
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await expect(portal.record.locator('iframe')).toHaveAttribute('title', 'GP record of the practice')
  await expectAccessible(page)
})

// proves: EM-17
test('print() prints the record with its patient, and not the host', async ({ page, portal }) => {
  await page.addInitScript(() => {
    window.printed = 0
    window.print = () => (window.printed += 1)
  })
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await portal.record.evaluate((record) => record.print())
  await expect.poll(() => portal.inside().evaluate(() => printed)).toBe(1)
  expect(await page.evaluate(() => printed)).toBe(0)
  // What the frame prints: who it is, what there is, and no controls.
  await page.emulateMedia({ media: 'print' })
  await expect(portal.banner).toContainText('999 005 4320')
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Summary')
  await expect(portal.frame.getByRole('button', { name: 'Lock' })).toBeHidden()
})
