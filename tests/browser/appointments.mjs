// Booking and cancelling as a user does it.
import { expect } from '@playwright/test'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'

export const BOOK = 'fhir:rest:create:appointment-1'
export const CANCEL = 'fhir:rest:cancel:appointment-1'
export const AMEND = 'fhir:rest:update:appointment-1'
export const SEARCH = 'fhir:rest:search:slot-1'

/** A weekday on which Dr Adeyemi has several slots, never today: what has started is not offered. */
export const DAY = new Date().getUTCDay() === 2 ? 'Wed' : 'Tue'

/** An appointment of that day by its start, as lists write it. */
export const at = (time) => new RegExp(`${DAY} \\d\\d-\\w{3}-\\d{4}, ${time} to`)

export const main = (page) => page.getByRole('main')

/** The rows of the board. */
export const board = (page) => page.getByRole('table', { name: 'Free slots by clinician' })

/** The slots on the board; its other buttons open and fold practices. */
export const slots = (page) => board(page).getByRole('button', { name: /^\d\d:\d\d/ })

/** The chips of one clinician. */
export const slotsOf = (page, clinician) => board(page).getByRole('row').filter({ hasText: clinician }).getByRole('button')

/** Shows the day, whatever the hour is: late on a day little of it is left. */
export const showDay = (page, day = DAY) => page.getByRole('radio', { name: new RegExp(`^${day} `) }).check()

/** Opens a patient and the board of a day. */
export async function openBoard(page, number, day = DAY) {
  await open(page, number)
  await goTo(page, 'Book an appointment')
  await showDay(page, day)
  await expect(board(page)).toBeVisible()
}

/** Chooses a slot and fills in the form; returns the slot's time as the board writes it. */
export async function choose(page, { clinician = 'Adeyemi', place = 0, description = 'Cough, five days', comment } = {}) {
  const slot = slotsOf(page, clinician).nth(place)
  const time = (await slot.textContent()).match(/\d\d:\d\d/)[0]
  await slot.click()
  await expect(slot).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('textbox', { name: 'Description' }).fill(description)
  if (comment) await page.getByRole('textbox', { name: 'Comment' }).fill(comment)
  await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
  return time
}

/** From the filled form to the last look. */
export async function review(page) {
  await page.getByRole('button', { name: 'Check and book' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check and book' })).toBeFocused()
}

/** Sends what was reviewed. */
export const book = (page) => page.getByRole('button', { name: 'Book appointment' }).click()

/** How a booking or a cancellation ended: the page's heading has the focus. */
export const ended = (page, title) => expect(page.getByRole('heading', { name: title })).toBeFocused({ timeout: 20_000 })

/** The list of the patient's appointments, read now. */
export async function listed(page) {
  if (!page.url().endsWith('/appointments')) await goTo(page, 'Appointments')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(main(page).getByText(/Read at|No appointment|no appointment/).first()).toBeVisible()
  return page.getByRole('table', { name: 'Appointments, earliest first' }).getByRole('row')
}

/** Opens an appointment of the list by its time and fills in its cancellation. */
export async function cancel(page, time, reason = 'Patient feels better') {
  const rows = await listed(page)
  await rows.filter({ hasText: at(time) }).getByRole('button').click()
  await page.getByRole('button', { name: 'Cancel this appointment' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason)
  await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
  await page.getByRole('button', { name: 'Check and cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Check and cancel' })).toBeFocused()
}

/** Books the first slot of a clinician and waits for the confirmation; returns its time. */
export async function booked(page, form = {}) {
  const time = await choose(page, form)
  await review(page)
  await book(page)
  await ended(page, 'Appointment booked')
  return time
}

/** Opens an appointment of the list by its time. */
export async function openListed(page, time) {
  const rows = await listed(page)
  await rows.filter({ hasText: at(time) }).getByRole('button').click()
}

/** Opens an appointment by its time and fills in its amendment. */
export async function amend(page, time, { description, comment }) {
  await openListed(page, time)
  await page.getByRole('button', { name: 'Amend the texts' }).click()
  if (description !== undefined) await page.getByRole('textbox', { name: 'Description' }).fill(description)
  if (comment !== undefined) await page.getByRole('textbox', { name: 'Comment' }).fill(comment)
  await page.getByRole('checkbox', { name: 'The patient has been told and agrees' }).check()
}

/** From the filled amendment to its last look. */
export async function reviewAmendment(page) {
  await page.getByRole('button', { name: 'Check and amend' }).click()
  await expect(page.getByRole('heading', { name: 'Check and amend' })).toBeFocused()
}
