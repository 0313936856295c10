// The invented patients that journeys open (src/sandbox/world/patients.rs says what each is for), and how a user opens one.
import { expect } from '@playwright/test'

export const HARTLEY = '999 005 4320'

/** Types a number and asks for the patient. */
export async function find(page, number) {
  await page.goto('find')
  await page.getByLabel('NHS number').fill(number)
  await page.getByRole('button', { name: 'Find patient' }).click()
}

/** Opens a patient whose details agree; the summary is open afterwards. */
export async function open(page, number = HARTLEY) {
  await find(page, number)
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
}

/** The patient banner. */
export const banner = (page) => page.getByRole('region', { name: 'Patient', exact: true })
