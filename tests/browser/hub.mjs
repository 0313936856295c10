// Several practices at once as a user sees them.
import { expect } from '@playwright/test'
import { board, showDay, slots } from './appointments.mjs'

/** The tile of a practice. */
export const tile = (page, practice) => page.getByRole('list', { name: 'Practices' }).getByRole('listitem').filter({ hasText: practice })

/** The name of a practice above its rows of the board. */
export const heading = (page, practice) => board(page).getByRole('rowheader', { name: new RegExp(`^${practice} (own practice )?\\d+ slots?`) })

/** Looks at one practice alone, chooses its first slot of a weekday and fills in the form. */
export async function chooseAt(page, practice) {
  await tile(page, practice).getByRole('button', { name: practice }).click()
  await expect(heading(page, practice)).toHaveCount(0)
  await showDay(page)
  const slot = slots(page).first()
  await slot.click()
  await expect(slot).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('textbox', { name: 'Description' }).fill('Cough, five days')
  await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
}
