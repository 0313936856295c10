// A consultation summary whose call was turned away, lost or cut off: said as it is, and never sent again by itself.
import { expect, test } from './fixtures.mjs'
import { HARTLEY, open } from './patients.mjs'
import { check, look, message, posted, send, writeAndSend } from './write-back.mjs'

// What must not happen once must not happen at the first try.
test.describe.configure({ retries: 0 })

// proves: SDOC-42
test('MESH turns a message away: nothing has left, and it may go again in a new message', { tag: '@http' }, async ({ page, control, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await control('mailbox', { answers: 'turned-away' })
  await open(page, HARTLEY)
  await writeAndSend(page)
  await expect(message(page)).toContainText('Rejected')
  await expect(message(page)).toContainText('MESH did not take the message')
  await control('mailbox', { answers: 'accepted' })
  await message(page).getByRole('button', { name: 'Send it again in a new message' }).click()
  await expect(page.getByLabel('Examination')).toHaveValue('Chest clear on both sides')
  await check(page)
  await send(page)
  await expect(message(page)).toContainText('Sent')
})

// proves: SDOC-42
test('a lost answer is unknown, is looked up, and is never sent again by itself', { tag: '@http' }, async ({ page, control, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await control('mailbox', { answers: 'lost-before' })
  const posts = posted(page)
  await open(page, HARTLEY)
  await writeAndSend(page)
  await expect(message(page)).toContainText('Unknown')
  await expect(message(page)).toContainText('Do not write it anew.')
  await look(page)
  await look(page)
  await expect(message(page)).toContainText('Unknown')
  expect(posts).toHaveLength(1)
  await message(page).getByRole('button', { name: 'Send the same message once more' }).click()
  await expect(message(page)).toContainText('Sent')
  expect(posts).toHaveLength(2)
  expect(posts[1].url()).toMatch(/\/again$/)
  await look(page)
  await look(page)
  await expect(message(page)).toContainText('Accepted')
})

// proves: SDOC-42
test('a connection that breaks off is settled by the message’s own identifiers', { tag: '@http' }, async ({ page, control, settings, complaints }) => {
  complaints.allow(/Failed to load resource|ERR_/)
  await settings({ timeoutSeconds: 2 })
  await control('mailbox', { answers: 'broken-off' })
  const posts = posted(page)
  await open(page, HARTLEY)
  await writeAndSend(page)
  await expect(message(page)).toContainText('Sent')
  expect(posts).toHaveLength(1)
})

// proves: SDOC-42
test('what never reached the outbox is said not to be sent, and goes under the same header', { tag: '@http' }, async ({ page, control, settings, complaints }) => {
  test.slow()
  complaints.allow(/Failed to load resource|ERR_/)
  await settings({ timeoutSeconds: 2 })
  await control('mailbox', { answers: 'never-came' })
  const posts = posted(page)
  await open(page, HARTLEY)
  await writeAndSend(page)
  await expect(page.getByRole('main')).toContainText('the outbox does not hold this message. It may still arrive there')
  await expect(page.getByRole('button', { name: 'Change it first' })).toHaveCount(0)
  // Away and back: it is not forgotten, and not sent meanwhile.
  await page.getByRole('link', { name: /^Medications/ }).click()
  await page.getByRole('link', { name: 'Write a consultation summary' }).click()
  await expect(page.getByRole('main')).toContainText('It may still arrive there')
  // The outbox waits for the rest of a body for a while; nothing else may take its place before.
  await expect(page.getByRole('button', { name: 'Change it first' })).toBeVisible({ timeout: 45_000 })
  await expect(page.getByRole('main')).toContainText('the outbox does not hold this message: nothing has left')
  expect(posts).toHaveLength(1)
  await control('mailbox', { answers: 'accepted' })
  await page.getByRole('button', { name: 'Send the same message' }).click()
  await expect(message(page)).toContainText('Sent')
  const header = (request) => request.postDataJSON().sent.header
  expect(posts.map(header)).toEqual([header(posts[0]), header(posts[0])])
})

// proves: SDOC-43
test('a summary whose file is damaged is named, and never called not sent', { tag: '@http' }, async ({ page, control }) => {
  await open(page, HARTLEY)
  await control('mailbox', { answers: 'damaged' })
  const posts = posted(page)
  await writeAndSend(page)
  const { header } = posts[0].postDataJSON().sent
  await expect(page.getByRole('main')).toContainText('The outbox holds a summary that cannot be read, which may be this one.')
  await expect(page.getByRole('button', { name: 'Send the same message' })).toHaveCount(0)
  await page.getByRole('main').getByRole('link', { name: 'Sent consultation summaries' }).click()
  await expect(page.getByRole('main')).toContainText('1 in the outbox; 1 needs somebody.')
  await expect(page.getByRole('note').filter({ hasText: 'Summaries that cannot be read' })).toContainText(header)
})
