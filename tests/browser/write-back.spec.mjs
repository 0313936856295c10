// A consultation summary from the first word to the practice's answer.
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, banner, find, open } from './patients.mjs'
import { check, fillIn, look, message, posted, review, send, write, writeAndSend } from './write-back.mjs'

// What must not happen once must not happen at the first try.
test.describe.configure({ retries: 0 })

const OTHER = '999 005 4347'
const heading = (page, name) => page.getByRole('heading', { level: 1, name })

// proves: SDOC-03 SDOC-04 SDOC-52
test('a summary is written, looked at, sent and accepted', async ({ page }) => {
  await open(page, HARTLEY)
  await write(page)
  // What is known is there: all that has to be entered is what only the clinician can say.
  await expect(review(page)).toContainText('Still to be entered: 3.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Check and preview the PDF' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible()
  await expectAccessible(page)
  await fillIn(page)
  await expect(review(page)).toContainText('GPPROVIDER_9990054320_19570309_')
  await expect(review(page).getByRole('region', { name: 'Text of page 1 of 1' })).toContainText('Chest clear on both sides')
  await check(page)
  for (const words of ['Millbrook Surgery (Y90001)', '999 005 4320', 'Report of clinical encounter', 'For action', 'Ring the patient on Monday']) {
    await expect(page.getByRole('main').locator('dl')).toContainText(words)
  }
  await expect(page.getByText('Nothing has been sent yet.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Text of page 1 of 1' })).toContainText('Chest clear on both sides')
  await expectAccessible(page)
  await send(page)
  await expect(message(page)).toContainText('Sent')
  await expect(message(page)).toContainText('It is not known whether the practice has the summary.')
  await expectAccessible(page)
  await look(page)
  await expect(message(page)).toContainText('Delivered')
  await look(page)
  await expect(message(page)).toContainText('Accepted')
  await expect(message(page)).toContainText('The practice has the summary.')
  await page.getByRole('main').getByRole('link', { name: 'Sent consultation summaries' }).click()
  await expect(page.getByRole('status').filter({ hasText: '1 in the outbox; none needs anybody now.' })).toBeVisible()
  await expect(message(page)).toContainText('version 1')
  await message(page).getByRole('button', { name: 'See the document' }).click()
  await expect(page.getByRole('link', { name: 'Save the PDF on this computer' })).toBeVisible()
  await expectAccessible(page)
})

for (const [answers, state, words, needs] of [
  ['20009', 'Rejected', 'the content could not be validated', 1],
  ['20012', 'Rejected', 'does not accept summaries from your organisation', 1],
  ['20014', 'Void', 'Neither version counts any more', 1],
  ['30002', 'Rejected', 'the practice has no record of this patient', 1],
  ['30003', 'Rejected', 'the patient has left the practice', 1],
  ['30004', 'Accepted', 'reports that they have died', 1],
  ['EPL-151', 'Rejected', 'the practice has no mailbox', 1],
  ['EPL-152', 'Rejected', 'the NHS number is not valid', 1],
  ['EPL-154', 'Rejected', 'surname or date of birth differ from PDS', 1],
  ['14', 'Rejected', 'has not fetched the summary within 5 days', 1],
  ['twice', 'Accepted', 'the practice knows the patient', 0],
  ['backwards', 'Accepted', 'the practice knows the patient', 0],
  ['contradictory', 'Unknown', 'contradict each other', 1],
  ['elsewhere', 'Sent', 'An acknowledgement of another message was placed with this one. It does not count.', 0],
  ['unreadable', 'Sent', 'An acknowledgement came that is not XML', 0],
]) {
  // proves: SDOC-42 SDOC-43
  test(`what the practice or MESH answers is said as it is: ${answers}`, { tag: '@http' }, async ({ page, control }) => {
    await control('mailbox', { answers })
    await open(page, HARTLEY)
    await writeAndSend(page)
    await page.getByRole('main').getByRole('link', { name: 'Sent consultation summaries' }).click()
    await expect(page.getByRole('status').filter({ hasText: '1 in the outbox' })).toBeVisible()
    for (let looks = 0; looks < 3; looks++) await look(page)
    await expect(message(page)).toContainText(state)
    await expect(message(page)).toContainText(words)
    await expect(page.getByRole('status').filter({ hasText: needs ? '1 in the outbox; 1 needs somebody.' : '1 in the outbox; none needs anybody now.' })).toBeVisible()
    if (answers === 'elsewhere') await expect(page.getByText('1 came that belong to none of these messages')).toBeVisible()
    await expectAccessible(page)
  })
}

// proves: SDOC-38 SDOC-39
test('a summary that was accepted is replaced by the next version as a whole', { tag: '@http' }, async ({ page }) => {
  const posts = posted(page)
  await open(page, HARTLEY)
  await writeAndSend(page)
  await look(page)
  await look(page)
  await expect(message(page)).toContainText('Accepted')
  await message(page).getByRole('button', { name: 'Replace it with a new version' }).click()
  await expect(page.getByText('It takes the place of version 1 as a whole')).toBeVisible()
  await page.getByLabel('Examination').fill('Crackles at the left base')
  await check(page)
  // Nothing can be called back: whoever replaces is told whose, from when and where the first one is.
  for (const words of ['HARTLEY, Imogen Rose (Mrs)', '999 005 4320', 'Millbrook Surgery (Y90001)', '2; it replaces version 1']) {
    await expect(page.getByRole('main').locator('dl')).toContainText(words)
  }
  await send(page)
  await look(page)
  await look(page)
  const [first, second] = posts.map((request) => request.postDataJSON())
  expect([second.version, second.replaces, second.sent.encounter]).toEqual([2, first.sent.document, first.sent.encounter])
  await page.getByRole('main').getByRole('link', { name: 'Sent consultation summaries' }).click()
  await expect(message(page).filter({ hasText: 'version 2' })).toContainText('Accepted')
  await expect(message(page).filter({ hasText: 'version 1' })).toContainText('Replaced')
})

// proves: SDOC-05 SDOC-07 SDOC-17
test('an encounter that the practice may not be told of is refused with its reason', async ({ page }) => {
  await open(page, HARTLEY)
  await write(page)
  await fillIn(page)
  for (const [label, words] of [
    ['Administrative only', 'The encounter is marked as administrative.'],
    ['Confidential', 'The encounter is marked as confidential.'],
    ['Marked as sensitive', 'The encounter is marked as sensitive.'],
  ]) {
    await page.getByLabel(label).check()
    await expect(page.getByRole('group', { name: 'Encounter' })).toContainText(words)
    await page.getByRole('button', { name: 'Check and preview the PDF' }).click()
    await expect(heading(page, 'Write a consultation summary')).toBeVisible()
    await expect(page.getByRole('link', { name: words })).toBeVisible()
    await page.getByLabel(label).uncheck()
    await expect(page.getByRole('group', { name: 'Encounter' })).not.toContainText(words)
  }
  await expectAccessible(page)
})

// proves: SDOC-05
test('nothing goes to the practice that sends', { tag: '@http' }, async ({ page, settings }) => {
  await settings({ organisation: { ods: 'Y90001', name: 'Millbrook Surgery', type: 'gp-practice', phone: '01632 960100' } })
  await open(page, HARTLEY)
  await write(page)
  await fillIn(page)
  await expect(page.getByRole('region', { name: 'From whom to whom' })).toContainText('The patient is registered here.')
  await page.getByRole('button', { name: 'Check and preview the PDF' }).click()
  await expect(heading(page, 'Write a consultation summary')).toBeVisible()
})

// proves: SDOC-08
test('a site can do without the last look', { tag: '@http' }, async ({ page, settings }) => {
  await settings({}, (config) => (config.writeBack.confirm = false))
  await open(page, HARTLEY)
  await write(page)
  await fillIn(page)
  await expect(review(page)).toContainText('Ready to be checked and sent.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(message(page)).toContainText('Sent')
})

test('without a road nothing of it shows, and nothing of it is loaded', { tag: '@http' }, async ({ page, settings }) => {
  await settings({}, (config) => delete config.writeBack)
  await open(page, HARTLEY)
  await expect(page.getByRole('link', { name: /consultation summar/ })).toHaveCount(0)
})

test('a draft outlives other screens, another patient and the lock, and is nobody else’s', async ({ page }) => {
  await open(page, HARTLEY)
  await write(page)
  await page.getByLabel('History').fill('Cough for three days')
  await page.getByRole('link', { name: /^Medications/ }).click()
  await write(page)
  await expect(page.getByLabel('History')).toHaveValue('Cough for three days')
  await page.getByRole('link', { name: 'Find another patient' }).click()
  await page.getByLabel('NHS number').fill(OTHER)
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(banner(page)).toContainText('BECKETT')
  const notice = page.getByRole('group', { name: 'Consultation summary not sent' })
  await expect(notice).toContainText('not for anyone shown below')
  for (const secret of [/HARTLEY/i, /999 ?005 ?4320/, /Cough for/]) expect(await page.content()).not.toMatch(secret)
  await write(page)
  await expect(page.getByLabel('History')).toHaveValue('')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Lock' }).click()
  await expect(heading(page, 'Locked')).toBeVisible()
  await expect(notice).toBeVisible()
  await page.getByRole('link', { name: 'Continue' }).click()
  await page.getByLabel('NHS number').fill(HARTLEY)
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(heading(page, 'Summary')).toBeVisible()
  await expect(notice).toBeHidden()
  await write(page)
  await expect(page.getByLabel('History')).toHaveValue('Cough for three days')
  await page.getByRole('button', { name: 'Discard what is written' }).click()
  await expect(page.getByLabel('History')).toHaveValue('')
})

test('leaving the page with a draft asks first', { tag: '@http' }, async ({ page }) => {
  await open(page, HARTLEY)
  await write(page)
  await page.getByLabel('History').fill('Cough for three days')
  const asked = page.waitForEvent('dialog')
  const leaving = page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await leaving
  await expect(page.getByLabel('History')).toHaveValue('Cough for three days')
})

test('what makes the document is loaded when it is needed, and typed text outlives its absence', async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource|ERR_|modulepreload|dynamically imported/)
  const asked = []
  page.on('request', (request) => asked.push(request.url()))
  await open(page, HARTLEY)
  await page.getByRole('link', { name: /^Medications/ }).click()
  expect(asked.filter((url) => url.includes('send-document'))).toEqual([])
  const program = asked.find((url) => /gp-connect-viewer-.*\.wasm$/.test(url))
  const main = Buffer.from(await (await page.request.get(program)).body())
  // Words of the message, its address and its page; the sandbox has none of them.
  for (const words of ['GPPROVIDER_', 'CareConnect-Composition-1', 'Number of related documents']) expect(main.includes(words), words).toBe(false)
  await page.route('**/send-document-*', (route) => route.abort())
  await page.getByRole('link', { name: 'Write a consultation summary' }).click()
  await page.getByLabel('History').fill('Cough for three days')
  await expect(review(page)).toContainText('What makes the document could not be loaded.')
  await page.unroute('**/send-document-*')
  await review(page).getByRole('button', { name: 'Try again' }).click()
  await expect(review(page)).toContainText('Still to be entered')
  await expect(page.getByLabel('History')).toHaveValue('Cough for three days')
  await expect(review(page).getByRole('region', { name: 'Text of page 1 of 1' })).toContainText('Cough for three days')
})

// proves: SDOC-52
test('by keyboard alone', { tag: '@http' }, async ({ page }) => {
  await open(page, HARTLEY)
  const reach = async (locator) => {
    await locator.waitFor()
    for (let steps = 0; steps < 140; steps++) {
      if (await locator.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`not reached: ${locator}`)
  }
  await reach(page.getByRole('link', { name: 'Write a consultation summary' }))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Write a consultation summary')).toBeFocused()
  await reach(page.getByLabel('Report of clinical encounter'))
  await reach(page.getByLabel('For action', { exact: true }))
  await page.keyboard.press('Space')
  await reach(page.getByLabel('Reason', { exact: true }))
  await page.keyboard.type('Ring the patient on Monday')
  await reach(page.getByLabel('Plan'))
  await page.keyboard.type('Amoxicillin for five days')
  await expect(review(page)).toContainText('Ready to be checked and sent.')
  await reach(page.getByRole('button', { name: 'Check and preview the PDF' }))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Check and send')).toBeFocused()
  await reach(page.getByRole('button', { name: /^Send to / }))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'The consultation summary')).toBeFocused()
  await reach(page.getByRole('button', { name: 'Refresh' }))
  await page.keyboard.press('Enter')
  await expect(message(page)).toContainText('Delivered')
})

test('rows of the record go into it as text with their source', async ({ page }) => {
  await open(page, HARTLEY)
  await page.getByRole('link', { name: /^Allergies/ }).first().click()
  await page.getByRole('button', { name: 'Add to the consultation summary Penicillin' }).click()
  await page.getByRole('link', { name: /^Problems/ }).click()
  const problem = page.getByRole('button', { name: /^Add to the consultation summary / }).first()
  await problem.click()
  await page.getByRole('link', { name: /^Medications/ }).click()
  await page.getByRole('row', { name: /Amlodipine/ }).first().getByRole('button').first().click()
  await page.getByRole('button', { name: /^Add to the consultation summary/ }).click()
  await write(page)
  const notes = page.getByRole('group', { name: 'Clinical notes' })
  await expect(notes).toContainText('Penicillin. Active allergy, drug. Reaction: Anaphylaxis, severe')
  await expect(notes).toContainText('From Allergies, Millbrook Surgery, read ')
  await expect(notes).toContainText('From Problems, Millbrook Surgery, read ')
  // What is said of the whole area is said of each of its rows.
  await expect(notes).toContainText('Medications: ')
  await fillIn(page)
  await expect(review(page)).toContainText('Penicillin. Active allergy')
  await notes.getByRole('button', { name: /^Remove Penicillin/ }).click()
  await expect(notes).not.toContainText('Penicillin')
  await expect(review(page)).not.toContainText('Penicillin. Active allergy')
  await expectAccessible(page)
  await check(page)
  await send(page)
})

// proves: SDOC-35
test('files and documents of the record go with it, by type and size', { tag: '@http' }, async ({ page }) => {
  const posts = posted(page)
  await open(page, HARTLEY)
  await page.getByRole('link', { name: /^Documents/ }).click()
  await page.getByRole('button', { name: 'Search documents' }).click()
  await page.getByRole('table', { name: /^Documents found/ }).getByRole('button').first().click()
  await page.getByRole('button', { name: 'Attach to the consultation summary' }).click()
  await write(page)
  const files = page.getByRole('group', { name: 'Attachments' })
  await expect(files.getByRole('listitem')).toHaveCount(1)
  await fillIn(page)
  const choose = (name, mimeType, buffer) => page.getByLabel('Attach a file').setInputFiles({ name, mimeType, buffer })
  await choose('programme.exe', 'application/x-msdownload', Buffer.from('MZ'))
  await expect(files).toContainText('this kind of file is not allowed')
  await files.getByRole('button', { name: 'Remove programme.exe' }).click()
  await expect(files).not.toContainText('programme.exe')
  await choose('picture.png', 'image/png', Buffer.from('not a picture'))
  await expect(files).toContainText('is not the kind of file that it says it is')
  await files.getByRole('button', { name: 'Remove picture.png' }).click()
  await expect(files).not.toContainText('picture.png')
  await choose('scan.pdf', 'application/pdf', Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(3_600_000)]))
  await expect(review(page)).toContainText('is too large and is not sent')
  await files.getByRole('button', { name: 'Remove scan.pdf' }).click()
  await choose('letter.txt', 'text/plain', Buffer.from('Seen today.'))
  await expect(files.getByRole('listitem')).toHaveCount(2)
  await check(page)
  await expect(page.getByRole('main').locator('dl')).toContainText('letter.txt')
  await send(page)
  const xml = Buffer.from(posts[0].postDataJSON().message, 'base64').toString()
  expect(xml.match(/<Binary/g)).toHaveLength(3)
  expect(xml).toContain(Buffer.from('Seen today.').toString('base64'))
})
