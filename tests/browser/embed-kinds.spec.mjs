// Browsers that give a frame of another site less: no storage, no cookies, no clipboard, no word of who is around it.
import { expect, HARTLEY, test } from './embed.mjs'

// proves: EM-20
test('without storage, cookies, clipboard and ancestorOrigins the record opens, and only copying is refused, in words', async ({ page, portal }) => {
  await page.addInitScript(() => {
    if (window === top) return
    const refused = (name) => ({ get() { throw new DOMException(`${name} is not allowed here`, 'SecurityError') } })
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, refused(name))
    Object.defineProperty(Document.prototype, 'cookie', refused('cookie'))
    Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })
    Object.defineProperty(Navigator.prototype, 'serviceWorker', refused('serviceWorker'))
    // Belongs to the location itself and cannot be taken away: whoever reads it is noted.
    Object.defineProperty(Location.prototype, 'ancestorOrigins', refused('ancestorOrigins'))
  })
  const failed = []
  page.on('pageerror', (error) => failed.push(error.message))
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await portal.banner.getByRole('button', { name: 'Details' }).click()
  await portal.banner.getByRole('button', { name: /^Copy/ }).click()
  await expect(portal.banner.getByRole('button', { name: /Could not copy: select the text instead/ })).toBeVisible()
  expect(failed).toEqual([])
})

// proves: EM-20
test('a browser that partitions or blocks what other sites keep: nothing is kept at all', async ({ page, portal }) => {
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  const kept = await portal.inside().evaluate(async () => {
    const count = (read) => { try { return read() } catch { return 0 } }
    return [count(() => localStorage.length), count(() => sessionStorage.length), count(() => document.cookie.length), await indexedDB.databases().then(({ length }) => length, () => 0)]
  })
  expect(kept).toEqual([0, 0, 0, 0])
  expect(await page.context().cookies()).toEqual([])
  for (const frame of page.frames()) expect(frame.url()).not.toMatch(/999|hartley|1957/i)
})
