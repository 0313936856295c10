// A task for the patient's practice: written, looked at, sent once, and never believed sent when it was not.
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { HARTLEY, banner, open } from './patients.mjs'
import { fault, goTo, inRail, rail } from './record.mjs'
import { CREATE, ended, main, openForm, review, rows, send, text, write } from './tasks.mjs'

const WORDS = 'Please arrange a medication review: amlodipine, dizzy since Monday.'
const SIGNED = 'Written by Ms Nadia Okoro, nurse practitioner'
const OTHER = '999 005 4347'
const NOT_LIVE = 'No live practice offers this.'

/** From the open form to the answer. */
async function sent(page, words = WORDS, type) {
  await write(page, words, type)
  await review(page)
  await send(page)
}

test('a task is written, looked at and sent, and says so on every screen that no live practice offers it', async ({ page }) => {
  await openForm(page)
  await expect(main(page)).toContainText(NOT_LIVE)
  await expect(main(page)).toContainText('Not for urgent requests, not for referrals')
  await expect(main(page)).toContainText('Telephone Millbrook Surgery on')
  await expect(main(page)).toContainText('Northvale Urgent Treatment Centre (Y90500)')
  await expect(main(page)).toContainText('Millbrook Surgery (Y90001)')
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Check and send' }).click()
  const problem = page.getByRole('alert')
  await expect(problem).toContainText('Choose whether it is for information only, or needs action')
  await expect(problem).toContainText('Enter what the practice should know or do')
  await expectAccessible(page)

  await write(page, WORDS)
  await review(page)
  await expect(main(page)).toContainText('Nothing has been sent yet.')
  for (const words of [NOT_LIVE, 'Not for urgent requests', 'HARTLEY', '999 005 4320', 'Action Needed', WORDS, SIGNED, 'Millbrook Surgery (Y90001)'])
    await expect(main(page)).toContainText(words)
  await expectAccessible(page)

  await send(page)
  await ended(page, 'Task sent')
  await expect(main(page)).toContainText('Millbrook Surgery has the task.')
  await expect(main(page)).toContainText(/confirmed it at \d\d:\d\d, under its number 1\./)
  await expect(main(page)).toContainText('nobody is told when it is read or done')
  await expect(main(page)).toContainText(NOT_LIVE)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Write another task' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Write a task for the practice' })).toBeFocused()
  await expect(text(page)).toHaveValue('')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText(['Sent'])
  await expectAccessible(page)
})

test('a task about a medication begins with its row, its date and its status', async ({ page }) => {
  await open(page)
  await goTo(page, 'Medications')
  await page.getByRole('button', { name: /(issues? and )?details of Amlodipine/i }).first().click()
  await page.getByRole('button', { name: /^Write a task about this\s+Amlodipine/i }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Write a task for the practice' })).toBeFocused()
  await expect(text(page)).toHaveValue(/^Amlodipine.*Repeat, Stopped \(status changed.*Started \d\d-\w{3}-\d{4}.*last issued \d\d-\w{3}-\d{4}\.\n$/is)
  await text(page).press('Control+End')
  await text(page).pressSequentially('Please review.')
  await page.getByRole('radio', { name: 'Information Only' }).check()
  await review(page)
  await expect(main(page)).toContainText('Please review.')
})

for (const [area, row, begins] of [
  ['Problems', 'Atrial fibrillation', /^Atrial fibrillation.*Problem: Active, \w+.*Began (\d\d-)?\w{3}-\d{4}/],
  ['Investigations', '', /, issued \d\d-\w{3}-\d{4}, (not yet )?filed by the practice\. /],
]) {
  test(`a task about a row of ${area.toLowerCase()} begins with that row`, async ({ page }) => {
    await open(page)
    await goTo(page, area)
    const button = page.getByRole('button', { name: new RegExp(`^Write a task about this\\s+${row}`) }).first()
    await button.focus()
    await page.keyboard.press('Enter')
    await expect(text(page)).toHaveValue(begins)
    await goTo(page, area)
    await expectAccessible(page)
  })
}

test('a draft survives a look elsewhere, a second row begins a second one, and each is sent apart', async ({ page }) => {
  await openForm(page)
  await write(page, WORDS)
  await goTo(page, 'Medications')
  await goTo(page, 'Tasks')
  await expect(text(page)).toHaveValue(WORDS)
  await expect(page.getByRole('radio', { name: 'Action Needed' })).toBeChecked()
  await goTo(page, 'Medications')
  await page.getByRole('button', { name: /details of Amlodipine/i }).first().click()
  await page.getByRole('button', { name: /^Write a task about this/ }).click()
  await expect(text(page)).toHaveValue(/^Amlodipine/)
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(rows(page)).toHaveCount(2)
  await rows(page).filter({ hasText: 'Please arrange' }).getByRole('button').click()
  await expect(text(page)).toHaveValue(WORDS)
  await expectAccessible(page)
})

test('a text past its limit is told, and nothing of it is cut', async ({ page }) => {
  await openForm(page)
  const room = 300 - SIGNED.length - 1
  await page.getByRole('radio', { name: 'Information Only' }).check()
  await text(page).fill('x'.repeat(room + 3))
  await expect(main(page)).toContainText('3 characters too many')
  await page.getByRole('button', { name: 'Check and send' }).click()
  await expect(page.getByRole('alert')).toContainText('The text is 3 characters too long')
  await expect(text(page)).toHaveValue('x'.repeat(room + 3))
  await text(page).fill('x'.repeat(room))
  await expect(main(page)).toContainText('0 characters left')
  await review(page)
})

test('a refusal says why and what to do, and keeps what was written', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:422:INVALID_RESOURCE', { interaction: CREATE })
  await openForm(page)
  await sent(page)
  await ended(page, 'Task not sent')
  await expect(fault(main(page))).toContainText('Millbrook Surgery did not accept the request: Fault on demand')
  await expect(fault(main(page))).toContainText('does not have the task. What you wrote is kept.')
  await expect(fault(main(page))).toContainText(/Trace id [0-9a-f-]{36}/)
  await expect(main(page)).toContainText(NOT_LIVE)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Back to what you wrote' }).click()
  await expect(text(page)).toHaveValue(WORDS)
  await expect(page.getByRole('radio', { name: 'Action Needed' })).toBeChecked()
  await review(page)
  await send(page)
  await ended(page, 'Task sent')
})

for (const [kind, reason] of [
  ['timeout-after-save', 'did not answer in time'],
  ['timeout-before-save', 'did not answer in time'],
  ['html-error:502', 'cannot be reached'],
  ['wrong-patient', 'Its answer does not name this patient'],
  ['malformed', 'could not be read'],
  ['outcome:409:DUPLICATE_REJECTED', 'already exists'],
]) {
  test(`an outcome that nobody knows, ${kind}: said so, and nothing offered that sends it again`, async ({ page, faults, settings, complaints }) => {
    complaints.allow(/Failed to load resource|ERR_/)
    await settings({ timeoutSeconds: 6 })
    await faults(kind, { interaction: CREATE })
    const posts = []
    page.on('request', (request) => request.method() === 'POST' && /\/Order$/.test(request.url()) && posts.push(request))
    await openForm(page)
    await sent(page)
    await ended(page, 'It is not known whether the practice has this task')
    await expect(fault(main(page))).toContainText(reason)
    await expect(fault(main(page))).toContainText('Do not send it again. Telephone Millbrook Surgery on')
    await expect(main(page)).toContainText(NOT_LIVE)
    for (const again of [/try again/i, /send task/i, /back to/i, /check and send/i]) await expect(main(page).getByRole('button', { name: again })).toHaveCount(0)
    await expectAccessible(page)
    // It stays in sight on every page until somebody has asked.
    await goTo(page, 'Medications')
    const bar = page.getByRole('group', { name: 'Outcome of a task not known' })
    await expect(bar).toContainText('Do not send it again. Telephone Millbrook Surgery on')
    await expectAccessible(page)
    await bar.getByRole('button', { name: 'See the task' }).click()
    await expect(main(page)).toContainText(WORDS)
    await page.getByRole('button', { name: 'I have asked the practice' }).click()
    await expect(main(page)).toContainText(/You asked the practice about it at \d\d:\d\d\./)
    await goTo(page, 'Medications')
    await expect(bar).toHaveCount(0)
    await goTo(page, 'Tasks')
    await page.getByRole('button', { name: 'Write another task' }).click()
    await expect(rows(page)).toContainText(['Outcome not known, practice asked at'])
    expect(posts.length).toBeLessThanOrEqual(1)
  })
}

test('of two presses one sends', async ({ page, faults }) => {
  await faults('latency:1500', { interaction: CREATE })
  await openForm(page)
  await write(page, WORDS)
  await review(page)
  await page.getByRole('button', { name: 'Send task' }).dblclick()
  await expect(page.getByRole('button', { name: 'Send task' })).toHaveCount(0)
  await expect(main(page)).toContainText('It is sent once and never repeated automatically.')
  await expectAccessible(page)
  await ended(page, 'Task sent')
  await expect(main(page)).toContainText('under its number 1.')
})

test('a draft waits for its patient, the next one gets nothing of it, and an outcome that is not known is told without naming anybody', async ({ page, faults, settings, complaints }) => {
  complaints.allow(/Failed to load resource|ERR_/)
  await settings({ timeoutSeconds: 6 })
  await faults('timeout-after-save', { interaction: CREATE })
  await openForm(page)
  await sent(page)
  await ended(page, 'It is not known whether the practice has this task')
  await page.getByRole('button', { name: 'Write another task' }).click()
  await write(page, 'Something else about her')
  await page.getByRole('link', { name: 'Find another patient' }).click()
  await page.getByLabel('NHS number').fill(OTHER)
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(banner(page)).not.toContainText('HARTLEY')
  const notice = page.getByRole('region', { name: 'Sent earlier' }).getByRole('group', { name: 'It is not known whether the practice has this task' })
  await expect(notice).toContainText(/The task sent at \d\d:\d\d to Millbrook Surgery/)
  await expect(notice).toContainText('not for anyone shown below')
  const unsent = page.getByRole('group', { name: 'Task not sent' })
  await expect(unsent).toContainText('Find its patient again to go on with it.')
  await goTo(page, 'Tasks')
  await expect(text(page)).toHaveValue('')
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(rows(page)).toHaveCount(0)
  await expect(main(page)).not.toContainText('The outcome of an earlier task is not known')
  for (const secret of [/HARTLEY/i, /999 ?005 ?4320/, /amlodipine, dizzy/, /Something else about her/]) expect(await page.content()).not.toMatch(secret)
  await expectAccessible(page)
  // Their own, when they are opened again: whoever writes a second task is warned.
  await page.getByRole('link', { name: 'Find another patient' }).click()
  await page.getByLabel('NHS number').fill(HARTLEY)
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(banner(page)).toContainText('HARTLEY')
  await expect(unsent).toBeHidden()
  await goTo(page, 'Tasks')
  await expect(main(page)).toContainText('The outcome of an earlier task is not known')
  await expect(text(page)).toHaveValue('Something else about her')
  await expect(page.getByRole('radio', { name: 'Action Needed' })).toBeChecked()
  await page.getByRole('button', { name: 'Discard this draft' }).click()
  await expect(text(page)).toHaveValue('')
  await page.getByRole('link', { name: 'Find another patient' }).click()
  await expect(page.getByLabel('NHS number')).toBeVisible()
  await expect(unsent).toBeHidden()
})

test('a task that is on its way is seen through when the patient is closed', async ({ page, faults }) => {
  await faults('latency:3000', { interaction: CREATE })
  await openForm(page)
  await sent(page)
  await page.getByRole('link', { name: 'Find another patient' }).click()
  const notices = page.getByRole('region', { name: 'Sent earlier' })
  await expect(notices).toContainText('is still in progress')
  await expect(notices.getByRole('group', { name: 'Task sent' })).toContainText(/The task sent at \d\d:\d\d to Millbrook Surgery/, { timeout: 15_000 })
  expect(await page.content()).not.toMatch(/HARTLEY|amlodipine/i)
})

test('the same text a second time is pointed out before it is sent', async ({ page }) => {
  await openForm(page)
  await sent(page)
  await ended(page, 'Task sent')
  await page.getByRole('button', { name: 'Write another task' }).click()
  await write(page, WORDS)
  await review(page)
  await expect(main(page)).toContainText('The same text was sent before')
})

test('by keyboard alone', async ({ page }) => {
  await open(page)
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await expect(page.getByRole('heading', { level: 1, name: 'Write a task for the practice' })).toBeFocused()
  const until = async (target) => {
    for (let presses = 0; presses < 40; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error('never reached')
  }
  await until(page.getByRole('radio', { name: 'Information Only' }))
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Action Needed' })).toBeChecked()
  await until(text(page))
  await page.keyboard.type('Please telephone her about the dose.')
  await until(page.getByRole('button', { name: 'Check and send' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Check and send' })).toBeFocused()
  await until(page.getByRole('button', { name: 'Send task' }))
  await page.keyboard.press('Enter')
  await ended(page, 'Task sent')
})

test('nothing of a task is in addresses, titles, storage or console', async ({ page }) => {
  const heard = []
  page.on('console', (message) => heard.push(message.text()))
  await openForm(page)
  await sent(page)
  await ended(page, 'Task sent')
  const kept = await page.evaluate(() => JSON.stringify([location.href, document.title, history.state, { ...localStorage }, { ...sessionStorage }, document.cookie]))
  expect(kept + heard.join('\n')).not.toMatch(/amlodipine|Hartley|Imogen|999 ?005 ?4320|Okoro/i)
})

test('switched off, nothing of it shows, is loaded or is asked', async ({ page, settings }) => {
  await settings({ features: {} })
  const asked = []
  page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['ssp-interactionid'] ?? ''}`))
  await open(page)
  await expect(rail(page)).not.toContainText('Tasks')
  await goTo(page, 'Medications')
  await page.getByRole('button', { name: /details of Amlodipine/i }).first().click()
  await expect(page.getByRole('heading', { level: 2, name: /^Amlodipine/i })).toBeVisible()
  await expect(page.getByRole('button', { name: /task/i })).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Medications')
  expect(asked.join('\n')).not.toMatch(/tasks|order|search:organization$/i)
  await page.goto('tasks')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
})

test('a role that may not write tasks is told so', { tag: '@http' }, async ({ page, settings }) => {
  await settings({ access: { roles: { '*': ['medications'] } } })
  await open(page)
  await inRail(page, 'Tasks').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tasks: not open to you' })).toBeVisible()
  await goTo(page, 'Medications')
  await page.getByRole('button', { name: /details of Amlodipine/i }).first().click()
  await expect(page.getByRole('button', { name: /^Write a task/ })).toHaveCount(0)
})
