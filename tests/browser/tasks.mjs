// Writing a task for the practice as a user does it.
import { expect } from '@playwright/test'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'

export const CREATE = 'fhir:rest:create:order'

export const main = (page) => page.getByRole('main')

/** The text of a task. */
export const text = (page) => page.getByRole('textbox', { name: 'Text' })

/** Opens a patient and the form. */
export async function openForm(page, number) {
  await open(page, number)
  await goTo(page, 'Tasks')
  await expect(page.getByRole('heading', { level: 1, name: 'Write a task for the practice' })).toBeVisible()
}

/** Fills the form in. */
export async function write(page, words, type = 'Action Needed') {
  await page.getByRole('radio', { name: type }).check()
  await text(page).fill(words)
}

/** From the filled form to the last look. */
export async function review(page) {
  await page.getByRole('button', { name: 'Check and send' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check and send' })).toBeFocused()
}

/** Sends what was reviewed. */
export const send = (page) => page.getByRole('button', { name: 'Send task' }).click()

/** How it ended: the page's heading has the focus. */
export const ended = (page, title) => expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused({ timeout: 20_000 })

/** The rows of the session's list, without its head. */
export const rows = (page) => page.getByRole('table', { name: /^Tasks of this session/ }).getByRole('row').filter({ hasNot: page.getByRole('columnheader') })

/** What every practice has taken in, over HTTP only. */
export const taken = async (site) => (await fetch(`${site.provider}/sandbox/tasks`)).json()

/** The text of a task that a practice has, without its markup. */
export const said = ({ order }) =>
  order.contained[0].text.div
    .replace(/^<div[^>]*>|<\/div>$/g, '')
    .replaceAll('<br/>', '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
