// What the lists of screens share: how a screen of an open patient is come to.
import { expect } from '@playwright/test'
import { HARTLEY, banner, open } from './patients.mjs'
import { goTo } from './record.mjs'

/** The first heading of a name. */
export const heading = (page, name) => page.getByRole('heading', { name }).first()

/** Opens a patient and waits until allergies are known or known to be unknown. */
export async function settled(page, number = HARTLEY) {
  await open(page, number)
  await expect(banner(page)).not.toContainText('Asking the practice', { timeout: 20_000 })
}

/** A screen of an open patient in an area. */
export const inArea = (name, area, number) => ({
  name,
  open: async ({ page }) => {
    await settled(page, number)
    await goTo(page, area)
  },
})
