// How a user writes a consultation summary and follows it.
import { expect } from '@playwright/test'

export const review = (page) => page.getByRole('region', { name: 'Review', exact: true })
/** A message that was sent, of Imogen Hartley unless another name is given. */
export const message = (page, name = 'HARTLEY, Imogen Rose (Mrs)') => page.getByRole('article', { name })

/** Opens the form for the patient who is open. */
export async function write(page) {
  await page.getByRole('link', { name: 'Write a consultation summary' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Write a consultation summary' })).toBeVisible()
}

/** Enters what has to be there. */
export async function fillIn(page, { reason = 'Ring the patient on Monday', found = 'Chest clear on both sides' } = {}) {
  await page.getByLabel('For action', { exact: true }).check()
  await page.getByLabel('Reason', { exact: true }).fill(reason)
  await page.getByLabel('Examination').fill(found)
}

/** Goes on to the last look. */
export async function check(page) {
  await expect(review(page)).toContainText('Ready to be checked and sent.')
  await page.getByRole('button', { name: 'Check and preview the PDF' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check and send' })).toBeVisible()
}

/** Sends what was looked at. */
export async function send(page) {
  await page.getByRole('button', { name: /^Send to / }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The consultation summary' })).toBeVisible()
}

/** Looks once more at what became of it. */
export async function look(page) {
  // The provider inside the page, which is served below a path, answers without a request.
  const isOverHttp = new URL(page.url()).pathname.split('/').length === 2
  const answered = isOverHttp && page.waitForResponse(/\/mesh\/messages$/)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await answered
}

/** From the first word to the answer of the outbox. */
export async function writeAndSend(page, words) {
  await write(page)
  await fillIn(page, words)
  await check(page)
  await send(page)
}

/** Notes what is put into the outbox. */
export function posted(page) {
  const all = []
  page.on('request', (request) => request.method() === 'POST' && /\/mesh\/messages/.test(request.url()) && all.push(request))
  return all
}
