import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { screens } from './screens.mjs'

for (const { name, open, only, except } of screens) {
  // proves: ARH-46 ARS-65 FND-29
  test(`the screen ${name} is accessible, and fits a telephone`, { tag: only ? `@${only}` : [] }, async ({ page, faults, complaints }) => {
    await open({ page, faults, complaints })
    await expectAccessible(page, except)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectAccessible(page, except)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
}
