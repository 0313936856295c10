// What reaches the provider of a task: once, whole, as text, and dated on the day it is sent.
import { expect, test } from './fixtures.mjs'
import { fault } from './record.mjs'
import { CREATE, ended, main, openForm, review, said, send, taken, text, write } from './tasks.mjs'

const SIGNED = '\nWritten by Ms Nadia Okoro, nurse practitioner'

test('a hostile text arrives as text, in the one task that is kept', async ({ page, site }) => {
  const hostile = `<script>alert("1")</script> & <b>5 mg</b> ]]> 🙂 “naïve”`
  await openForm(page)
  await write(page, `${hostile}\u0007\u202e\n\n&amp; <img src=x onerror=alert(2)>`)
  await review(page)
  await expect(main(page)).toContainText('Some characters are not sent')
  await expect(main(page)).toContainText(hostile)
  await send(page)
  await ended(page, 'Task sent')
  await expect(main(page)).toContainText(hostile)
  await expect(page.locator('main img, main script')).toHaveCount(0)
  const all = await taken(site)
  expect(all).toHaveLength(1)
  expect(all[0].practice).toBe('Y90001')
  expect(said(all[0])).toBe(`${hostile}\n\n&amp; <img src=x onerror=alert(2)>${SIGNED}`)
})

test('a double press keeps one task, with type, parties and an identifier of its own', async ({ page, site }) => {
  await openForm(page)
  await write(page, 'Please review.', 'Information Only')
  await review(page)
  await page.getByRole('button', { name: 'Send task' }).dblclick()
  await ended(page, 'Task sent')
  const [{ order }, ...more] = await taken(site)
  expect(more).toEqual([])
  expect(order.reasonCodeableConcept.coding[0]).toMatchObject({ code: '1', display: 'Information Only' })
  expect(order.identifier[0].value).toMatch(/^[0-9a-f-]{36}$/)
  expect(order.source.display).toBe('Northvale Urgent Treatment Centre')
  expect(order.target.display).toBe('Millbrook Surgery')
  expect(order.subject.display).toContain('HARTLEY')
  expect(Object.keys(order)).not.toContain('when')
})

test('a refused task is sent again under the same identifier; a lost one is kept once and not sent again', async ({ page, site, faults, settings, complaints }) => {
  complaints.allow(/Failed to load resource|ERR_/)
  await settings({ timeoutSeconds: 6 })
  const identifiers = []
  page.on('request', (request) => {
    if (/\/Order$/.test(request.url()) && request.method() === 'POST') identifiers.push(request.postDataJSON().identifier[0].value)
  })
  await faults('outcome:422:INVALID_RESOURCE', { interaction: CREATE })
  await openForm(page)
  await write(page, 'Please review.')
  await review(page)
  await send(page)
  await ended(page, 'Task not sent')
  expect(await taken(site)).toHaveLength(0)
  await page.getByRole('button', { name: 'Back to what you wrote' }).click()
  await review(page)
  await faults('timeout-after-save', { interaction: CREATE })
  await send(page)
  await ended(page, 'It is not known whether the practice has this task')
  expect(identifiers).toHaveLength(2)
  expect(identifiers[0]).toBe(identifiers[1])
  const all = await taken(site)
  expect(all.map(({ order }) => order.identifier[0].value)).toEqual([identifiers[0]])
  await page.waitForTimeout(4000)
  expect(await taken(site)).toHaveLength(1)
})

test('an organisation that the practice does not know cannot send, and is named', async ({ page, site, settings }) => {
  await settings({}, (config) => (config.organisation.ods = 'Y90999'))
  await openForm(page)
  const callout = page.getByRole('note').filter({ hasText: 'No task can be sent' })
  await expect(callout).toContainText('Millbrook Surgery does not know your organisation, Northvale Urgent Treatment Centre')
  await expect(callout).toContainText('Telephone Millbrook Surgery on')
  await write(page, 'Please review.')
  await review(page)
  await expect(page.getByRole('button', { name: 'Send task' })).toHaveCount(0)
  expect(await taken(site)).toHaveLength(0)
})

test('other details under the number where tasks are sent stop it', async ({ page, site, faults }) => {
  await faults('other-details', { interaction: 'fhir:rest:search:patient' })
  await openForm(page)
  await expect(page.getByRole('note').filter({ hasText: 'No task can be sent' })).toContainText('has other details under this NHS number')
  expect(await taken(site)).toHaveLength(0)
})

test('a look-up that failed is told, and asked again by hand', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: 'fhir:rest:search:organization', times: 3 })
  await openForm(page)
  await expect(fault(main(page))).toContainText('none can be sent yet. What you write is kept.')
  await text(page).fill('Please review.')
  for (const _ of [1, 2, 3]) {
    const again = fault(main(page)).getByRole('button', { name: 'Try again' })
    if (await again.isVisible()) await again.click()
    await page.waitForTimeout(300)
  }
  await expect(fault(main(page))).toHaveCount(0)
  await expect(text(page)).toHaveValue('Please review.')
})

test.describe('a form left open past midnight, in summer', () => {
  // There it is the next day already; the app's own clock has four minutes to go.
  test.use({ serverArguments: ['--now', '2027-07-13T23:00:05Z'] })

  test('the task has the date of the day on which it is sent', async ({ page, site }) => {
    await page.clock.setFixedTime('2027-07-13T22:57:00Z')
    await openForm(page)
    await write(page, 'Please review.')
    await review(page)
    await expect(main(page)).toContainText('The day on which you send it, now 13-Jul-2027')
    await page.clock.setFixedTime('2027-07-13T23:01:00Z')
    await send(page)
    await ended(page, 'Task sent')
    await expect(main(page)).toContainText('14-Jul-2027')
    expect((await taken(site)).map(({ order }) => order.date)).toEqual(['2027-07-14'])
  })
})

