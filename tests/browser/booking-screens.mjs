// The screens of booking and of a patient's appointments, as `screens.mjs` lists them.
import { expect } from '@playwright/test'
import { BOOK, SEARCH, amend, board, book, booked as bookOne, cancel, choose, ended, listed, main, openBoard, openListed, review, reviewAmendment } from './appointments.mjs'
import { chooseAt, tile } from './hub.mjs'
import { HARTLEY } from './patients.mjs'
import { fault, goTo } from './record.mjs'
import { inArea, settled } from './screen.mjs'

const booked = async (page) => {
  await openBoard(page, HARTLEY)
  return bookOne(page)
}

/** Books, and books the appointment that is to take its place. */
async function rebookFirstStep(page) {
  await openListed(page, await booked(page))
  await page.getByRole('button', { name: 'Rebook' }).click()
  await bookOne(page)
}

export const bookingScreens = [
  { name: 'book', open: ({ page }) => openBoard(page, HARTLEY) },
  {
    name: 'book-list',
    open: async ({ page }) => {
      await openBoard(page, HARTLEY)
      await choose(page)
      await page.getByRole('radio', { name: 'Soonest first' }).check()
      await expect(board(page)).toHaveCount(0)
    },
  },
  {
    name: 'book-federation',
    open: async ({ page, settings, complaints }) => {
      complaints.allow(/Failed to load resource/)
      await settings({ federation: ['Y90002', 'Y90003', 'Y90004', 'Y90005', 'Y90007'] })
      await openBoard(page, HARTLEY)
      await expect(tile(page, 'Eastfield Practice')).toContainText(/\d+ slots/, { timeout: 20_000 })
      await page.getByLabel('See within').selectOption('6 hours')
    },
  },
  {
    name: 'book-twenty',
    open: async ({ page, federation }) => {
      await federation(20)
      // A day of the weekend: of what is above the board there is all, of slots only a few.
      await openBoard(page, HARTLEY, new Date().getUTCDay() === 0 ? 'Sat' : 'Sun')
      await expect(main(page)).not.toContainText('Searching', { timeout: 40_000 })
    },
  },
  {
    name: 'book-elsewhere',
    open: async ({ page }) => {
      await openBoard(page, HARTLEY)
      await chooseAt(page, 'Harbour Lane Hub')
      await page.getByRole('button', { name: 'Check and book' }).click()
      await page.getByRole('button', { name: 'Register temporarily at Harbour Lane Hub' }).waitFor()
    },
  },
  {
    name: 'book-mistakes',
    open: async ({ page }) => {
      await openBoard(page, HARTLEY)
      await page.getByRole('button', { name: 'Check and book' }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'book-failed',
    open: async ({ page, faults, complaints }) => {
      complaints.allow(/Failed to load resource/)
      await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: SEARCH, practice: 'Y90001' })
      await settled(page)
      await goTo(page, 'Book an appointment')
      await fault(page.getByRole('main')).waitFor()
    },
  },
  {
    name: 'review',
    open: async ({ page }) => {
      await openBoard(page, HARTLEY)
      await choose(page)
      await review(page)
    },
  },
  { name: 'confirmation', open: ({ page }) => booked(page) },
  {
    name: 'slot-gone',
    open: async ({ page, faults, complaints }) => {
      complaints.allow(/Failed to load resource/)
      await faults('outcome:409:DUPLICATE_REJECTED', { interaction: BOOK })
      await openBoard(page, HARTLEY)
      await choose(page)
      await review(page)
      await book(page)
      await ended(page, 'This slot has been taken')
    },
  },
  {
    name: 'uncertain',
    open: async ({ page, faults, complaints }) => {
      complaints.allow(/Failed to load resource/)
      await openBoard(page, HARTLEY)
      await choose(page)
      await review(page)
      await page.route(/\/Appointment/, (route) => route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad Gateway', headers: { 'access-control-allow-origin': '*' } }))
      await book(page)
      await ended(page, 'It is not known whether this is booked')
    },
    only: 'http',
  },
  inArea('appointments', 'Appointments', '999 005 4355'),
  {
    name: 'cancel',
    open: async ({ page }) => {
      const time = await booked(page)
      await cancel(page, time)
    },
  },
  {
    name: 'cancel-form',
    open: async ({ page }) => {
      const time = await booked(page)
      await openListed(page, time)
      await page.getByRole('button', { name: 'Cancel this appointment' }).click()
      await page.getByRole('textbox', { name: 'Reason' }).waitFor()
    },
  },
  {
    name: 'amend-form',
    open: async ({ page }) => {
      const time = await booked(page)
      await amend(page, time, { description: 'Cough, week two' })
    },
  },
  {
    name: 'appointment-open',
    open: async ({ page }) => {
      await settled(page, '999 005 4355')
      const rows = await listed(page)
      await rows.nth(1).getByRole('button').click()
    },
  },
  {
    name: 'amend',
    open: async ({ page }) => {
      const time = await booked(page)
      await amend(page, time, { description: 'Cough, week two' })
      await reviewAmendment(page)
    },
  },
  {
    name: 'rebook',
    open: ({ page }) => rebookFirstStep(page),
  },
  {
    name: 'rebook-left',
    open: async ({ page }) => {
      await rebookFirstStep(page)
      await page.getByRole('link', { name: 'Find another patient' }).click()
      await page.getByRole('group', { name: 'Rebooking not finished' }).waitFor()
    },
  },
  {
    name: 'appointments-across',
    open: async ({ page }) => {
      await settled(page, '999 005 4797')
      await goTo(page, 'Appointments')
      await page.getByRole('button', { name: 'Ask these practices too' }).click()
      await page.getByRole('region', { name: /^Harbour Lane Hub/ }).getByRole('table').waitFor()
    },
  },
  {
    name: 'sent-before',
    open: async ({ page, faults }) => {
      await faults('latency:1500', { interaction: BOOK })
      await openBoard(page, HARTLEY)
      await choose(page)
      await review(page)
      await book(page)
      await page.getByRole('link', { name: 'Find another patient' }).click()
      await page.getByRole('group', { name: 'Appointment booked' }).waitFor()
    },
  },
]
