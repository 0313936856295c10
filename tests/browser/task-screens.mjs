// The screens of a task, as `screens.mjs` lists them.
import { expect } from '@playwright/test'
import { CREATE, ended, main, openForm, review, send, write } from './tasks.mjs'

/** Sends a task that the provider answers in this way. */
const endedBy = (name, kind, title) => ({
  name,
  only: 'http',
  open: async ({ page, faults, settings, complaints }) => {
    complaints.allow(/Failed to load resource|ERR_/)
    await settings({ timeoutSeconds: 6 })
    if (kind) await faults(kind, { interaction: CREATE })
    await openForm(page)
    await write(page, 'Please arrange a medication review.\nShe can be reached after 5 pm.')
    await review(page)
    await send(page)
    await ended(page, title)
  },
})

export const taskScreens = [
  {
    name: 'task-mistakes',
    open: async ({ page }) => {
      await openForm(page)
      await page.getByRole('button', { name: 'Check and send' }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'task-check',
    open: async ({ page }) => {
      await openForm(page)
      await write(page, 'Please arrange a medication review.')
      await review(page)
      await expect(main(page).getByRole('button', { name: 'Send task' })).toBeVisible()
    },
  },
  endedBy('task-sent', undefined, 'Task sent'),
  endedBy('task-rejected', 'outcome:422:INVALID_RESOURCE', 'Task not sent'),
  endedBy('task-not-known', 'timeout-after-save', 'It is not known whether the practice has this task'),
]
