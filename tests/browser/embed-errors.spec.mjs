// What goes wrong is told twice in the same words, on screen and to the host, and never with anything about the patient.
import { expect, HARTLEY, test } from './embed.mjs'

// Number, code, the words of both, whether to try again.
const OBSTACLES = [
  ['9990056390', 'not-found', 'No patient with this NHS number', false],
  ['9990054401', 'restricted', 'This record cannot be opened', false],
  ['9990054444', 'deceased', 'This patient has died', false],
  ['9990054711', 'no-practice', 'No registered practice', false],
  ['9990054703', 'practice-not-set-up', 'This practice cannot be reached from here', false],
  ['9990054479', 'no-record', 'No record at the practice', false],
  ['9990054487', 'several-records', 'More than one record for this NHS number', false],
  ['9990054509', 'mismatch', 'The practice answered about someone else', false],
  ['9990054657', 'failed', 'The patient could not be looked up', true],
]

for (const [nhsNumber, code, message, retryable] of OBSTACLES) {
  // proves: EM-15
  test(`${code}: told to the host with its trace id, in the words on screen`, async ({ portal, complaints }) => {
    complaints.allow(/Failed to load resource/)
    await portal.goto()
    await portal.show({ nhsNumber })
    await expect(portal.frame.getByRole('region', { name: message })).toBeVisible()
    await expect.poll(() => portal.heard('gpc-error')).toHaveLength(1)
    const [told] = await portal.heard('gpc-error')
    expect(told).toEqual({ code, message, retryable, traceId: told.traceId })
    if (['mismatch', 'failed'].includes(code)) await expect(portal.frame.getByText(`Trace id ${told.traceId}`)).toBeVisible()
    // A trace id may hold ten digits in a row.
    expect(JSON.stringify({ ...told, traceId: '' })).not.toMatch(/\d{10}|Surgery|Y9/)
    expect((await portal.names()).at(-1)).toBe('stopped')
  })
}

// proves: EM-15
test('invalidated: told to the host in the words on screen', async ({ portal, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await faults('outcome:404:INVALIDATED_RESOURCE', { interaction: 'pds' })
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.frame.getByRole('region', { name: 'This NHS number is no longer valid' })).toBeVisible()
  await expect.poll(() => portal.heard('gpc-error')).toMatchObject([{ code: 'invalidated', message: 'This NHS number is no longer valid' }])
})

// proves: EM-15
test('context: what is wrong with it is named by its member, and nothing of it is quoted', async ({ page, portal }) => {
  const asked = []
  page.on('request', (request) => asked.push(request.url()))
  await portal.goto()
  for (const [patient, words] of [
    [{ nhsNumber: '9990054321' }, 'patient.nhsNumber in the context is not a valid NHS number.'],
    [{ ...HARTLEY, birthDate: '09/03/1957' }, 'patient.birthDate in the context is not a date such as 1957-03-09.'],
    [{ family: 'Hartley' }, 'The context has no patient.nhsNumber.'],
  ]) {
    await portal.show(patient)
    await expect(portal.frame.getByRole('main').getByText(words)).toBeVisible()
    await expect.poll(async () => (await portal.heard('gpc-error')).at(-1)?.message).toBe(words)
    const told = (await portal.heard('gpc-error')).at(-1)
    expect(told).toEqual({ code: 'context', message: words, traceId: null, retryable: false })
  }
  expect(asked.filter((url) => url.includes('Patient'))).toEqual([])
})

// proves: EM-15
test('src: an element without an address says so', async ({ page, host, portal }) => {
  await page.goto(host.page('/', `<!DOCTYPE html><title>Bare</title><script src="${portal.app}embed-1.js"></script><gp-connect-record></gp-connect-record>`))
  const message = 'The attribute src has no address of the GP record service.'
  await expect(portal.record.getByRole('alert')).toHaveText(message)
  expect(await portal.heard('gpc-error')).toEqual([{ code: 'src', retryable: false, message }])
})

// proves: EM-15
test('crashed: the record goes, the host hears it, and starting again opens the patient anew', async ({ portal, complaints }) => {
  complaints.allow(/unreachable|src\/shell\/gallery\.rs/)
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await portal.inside().evaluate(() => {
    history.replaceState(null, '', 'gallery')
    dispatchEvent(new PopStateEvent('popstate'))
  })
  await portal.frame.getByRole('button', { name: 'Make this page stop working' }).click()
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('This page stopped working')
  await expect(portal.frame.locator('body')).not.toContainText('HARTLEY')
  await expect.poll(() => portal.heard('gpc-error')).toEqual([
    { code: 'crashed', message: 'This page stopped working', traceId: null, retryable: true },
  ])
  await portal.frame.getByRole('link', { name: 'Start again' }).click()
  await expect(portal.banner).toContainText('HARTLEY')
})

// proves: EM-13 EM-15
test('appearance: colours change while the record is open; a pair that cannot be read is refused by name', async ({ portal }) => {
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  const header = portal.frame.locator('.app-header')
  const look = (tokens) => portal.record.evaluate((record, tokens) => (record.appearance = tokens), tokens)
  await expect(header).toHaveCSS('background-color', 'rgb(0, 48, 135)')
  await look({ header: '#1d4f2b' })
  await expect(header).toHaveCSS('background-color', 'rgb(29, 79, 43)')
  await look({ text: '#999999', header: '#000000' })
  await expect.poll(async () => (await portal.heard('gpc-error')).map(({ code, message }) => [code, message])).toEqual([
    ['appearance', 'text on surface has a contrast of 2.8 to 1; it must be at least 4.5 to 1.'],
  ])
  // Refused as a whole.
  await expect(header).toHaveCSS('background-color', 'rgb(29, 79, 43)')
  await look(undefined)
  await expect(header).toHaveCSS('background-color', 'rgb(0, 48, 135)')
})

test('banner: the small one has name, birth date and number and nothing clinical; none leaves it to the host', async ({ portal }) => {
  await portal.goto('banner="micro"')
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText(/HARTLEY, Imogen Rose.*09-Mar-1957.*999 005 4320/)
  await expect(portal.banner).not.toContainText(/allerg|penicillin|gender/i)
  await portal.record.evaluate((record) => (record.banner = 'none'))
  await expect(portal.banner).toHaveCount(0)
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Summary')
  await portal.record.evaluate((record) => (record.banner = 'full'))
  await expect(portal.banner).toContainText(/Known allergies/)
})

test('a locked record stays locked whatever the host does, until its user goes on', async ({ portal }) => {
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await portal.frame.getByRole('button', { name: 'Lock' }).click()
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Locked')
  await expect.poll(async () => (await portal.names()).at(-1)).toBe('locked')
  await portal.show({ ...HARTLEY, family: undefined })
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Locked')
  await expect(portal.banner).toHaveCount(0)
  await portal.frame.getByRole('link', { name: 'Continue' }).click()
  await expect(portal.banner).toContainText('HARTLEY')
})
