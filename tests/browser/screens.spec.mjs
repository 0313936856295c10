import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { expectValid } from './markup.mjs'
import { screens } from './screens.mjs'

for (const { name, open, only, except } of screens) {
  // proves: ARH-46 ARS-65 FND-29 FS-14
  test(`the screen ${name} is valid and accessible, and fits a telephone`, { tag: only ? `@${only}` : [] }, async ({ page, control, faults, settings, federation, complaints }) => {
    await open({ page, control, faults, settings, federation, complaints })
    await expectValid(await page.content(), except)
    await expectAccessible(page, except)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectAccessible(page, except)
    // Between the two layouts the widest tables scroll in their frames, and the page does not (ARH-43).
    for (const width of [390, 1024, 800]) {
      await page.setViewportSize({ width, height: 844 })
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width)
    }
  })
}
