// A consultation summary from the first word to the practice's answer.
import { expect, test } from './fixtures.mjs'
import { HARTLEY, open } from './patients.mjs'
import { check, fillIn, look, send, write } from './write-back.mjs'

// proves: SDOC-03 SDOC-04
test('a summary is written, looked at, sent and accepted', async ({ page }) => {
  await open(page, HARTLEY)
  await write(page)
  await fillIn(page)
  const review = page.getByRole('region', { name: 'Review', exact: true })
  await expect(review).toContainText('Ready to be checked and sent.')
  await expect(review).toContainText('GPPROVIDER_9990054320_19570309_')
  await expect(review.getByRole('region', { name: 'Text of page 1 of 1' })).toContainText('Chest clear on both sides')
  await check(page)
  for (const words of ['Millbrook Surgery (Y90001)', '999 005 4320', 'Report of clinical encounter', 'For action', 'Ring the patient on Monday']) {
    await expect(page.getByRole('main').locator('dl')).toContainText(words)
  }
  await expect(page.getByText('Nothing has been sent yet.')).toBeVisible()
  await send(page)
  const message = page.getByRole('article', { name: 'HARTLEY, Imogen Rose (Mrs)' })
  await expect(message).toContainText('Sent')
  await expect(message).toContainText('It is not known whether the practice has the summary.')
  await look(page)
  await expect(message).toContainText('Delivered')
  await look(page)
  await expect(message).toContainText('Accepted')
  await expect(message).toContainText('The practice has the summary.')
  await page.getByRole('link', { name: 'Sent consultation summaries' }).click()
  await expect(page.getByRole('status').filter({ hasText: '1 sent; none needs anybody now.' })).toBeVisible()
  await expect(page.getByRole('article', { name: 'HARTLEY, Imogen Rose (Mrs)' })).toContainText('version 1')
})
