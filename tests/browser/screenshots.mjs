import { test } from './fixtures.mjs'
import { screens } from './screens.mjs'

for (const { name, open } of screens) {
  test(name, async ({ page, control, faults, settings, federation, complaints }, { project }) => {
    await open({ page, control, faults, settings, federation, complaints })
    await page.screenshot({ path: `tests/browser/screenshots/${name}-${project.name}.png`, fullPage: true })
  })
}
