// The suppliers' records have what our own do not: dates that are words, long names, times of day everywhere.
import { expect, test } from './fixtures.mjs'
import { overlaps } from './overlap.mjs'
import { open } from './patients.mjs'
import { goTo, openRail, rail } from './record.mjs'

const SUPPLIERS = { EMIS: '9990054827', TPP: '9990054835', Medicus: '9990054843', GP2GP: '9990054851' }

for (const [supplier, number] of Object.entries(SUPPLIERS)) {
  test(`in the ${supplier} record no words lie over others, at three widths`, { tag: '@http' }, async ({ page }) => {
    test.setTimeout(120_000)
    await open(page, number)
    await openRail(page)
    const areas = await rail(page).getByRole('link').evaluateAll((links) => links.map((link) => link.firstChild.textContent.trim()))
    const read = areas.filter((area) => !/appointment|HTML/i.test(area))
    expect(read.length).toBeGreaterThan(10)
    const found = []
    for (const area of read) {
      await page.setViewportSize({ width: 1366, height: 768 })
      // The summary is open.
      if (area !== 'Summary') await goTo(page, area)
      for (const width of [1366, 1024, 390]) {
        await page.setViewportSize({ width, height: 768 })
        found.push(...(await overlaps(page)).map((pair) => `${area}, ${width} px: ${pair}`))
      }
    }
    expect(found).toEqual([])
  })
}
