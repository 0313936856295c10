// The screens of a consultation summary, as `screens.mjs` lists them.
import { expect } from '@playwright/test'
import { HARTLEY, open } from './patients.mjs'
import { check, fillIn, look, message, review, write, writeAndSend } from './write-back.mjs'

/** What became of a summary that a practice, or MESH, deals with in this way. */
const sentAs = (name, answers, state) => ({
  name,
  only: 'http',
  open: async ({ page, control, complaints }) => {
    complaints.allow(/Failed to load resource/)
    await control('mailbox', { answers })
    await open(page, HARTLEY)
    await writeAndSend(page)
    await page.getByRole('main').getByRole('link', { name: 'Sent consultation summaries' }).click()
    await expect(page.getByRole('status').filter({ hasText: '1 in the outbox' })).toBeVisible()
    for (let looks = 0; looks < 3; looks++) await look(page)
    await expect(message(page)).toContainText(state)
  },
})

export const writeBackScreens = [
  {
    name: 'summary-to-write',
    open: async ({ page }) => {
      await open(page, HARTLEY)
      await write(page)
      await expect(review(page)).toContainText('Still to be entered')
    },
  },
  {
    name: 'summary-mistakes',
    open: async ({ page }) => {
      await open(page, HARTLEY)
      await write(page)
      await page.getByLabel('Confidential').check()
      await expect(review(page)).toContainText('Refused as it is')
      await page.getByRole('button', { name: 'Check and preview the PDF' }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'summary-check',
    open: async ({ page }) => {
      await open(page, HARTLEY)
      await write(page)
      await fillIn(page)
      await check(page)
    },
  },
  sentAs('summary-rejected', '30002', 'Rejected'),
  sentAs('summary-accepted', 'accepted', 'Accepted'),
  sentAs('summary-unknown', 'lost-before', 'Unknown'),
]
