// The areas of an open patient as a user reaches them.
import { expect } from '@playwright/test'

/** The rail of areas. */
export const rail = (page) => page.getByRole('navigation', { name: 'Areas of the record' })

/** The rail's line of an area: its name, then its state. */
export const inRail = (page, area) => rail(page).getByRole('link', { name: new RegExp(`^${area}\\s*(,|$)`) })

/** Opens the rail where the screen is so narrow that it is folded behind its button. */
export async function openRail(page) {
  const menu = rail(page).getByRole('button', { name: /^Areas/ })
  if ((await menu.isVisible()) && (await menu.getAttribute('aria-expanded')) === 'false') await menu.click()
}

/** Goes to an area through the rail. */
export async function goTo(page, area) {
  await openRail(page)
  await inRail(page, area).click()
  // A section of the practice's HTML has an h1 of its own, below the page's.
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeFocused()
  // Long lists are drawn a piece at a time.
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
}

/** A callout by its heading. */
export const callout = (page, heading) => page.getByRole('note').filter({ hasText: heading })

/** The fault panel. */
export const fault = (within) => within.getByRole('group', { name: /^Failed: / })
