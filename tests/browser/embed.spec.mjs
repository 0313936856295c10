// The app inside a page of another site: the whole way, under the strictest policy that a host can have.
import { ADEBAYO, expect, HARTLEY, strictest, test } from './embed.mjs'

// proves: EM-9
test('under the strictest policy of a host the record opens by the context, past the cross-check, without a breach', async ({ page, portal }) => {
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await expect(portal.banner).toContainText('999 005 4320')
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Summary')
  await expect.poll(portal.names).toEqual(['starting', 'gpc-ready', 'ready', 'opening', 'open'])
  expect(await page.evaluate(() => breaches)).toEqual([])
  const policy = strictest(new URL(portal.app).origin)
  expect(policy.split('; ').map((line) => line.split(' ')[0])).toEqual([
    'default-src', 'frame-src', 'script-src', 'require-trusted-types-for', 'trusted-types',
  ])
})

// proves: EM-7
test('another patient: the screen is cleared and said to be, and then the next is loaded in the same frame', async ({ page, portal }) => {
  let loads = 0
  page.on('framenavigated', (frame) => (loads += frame !== page.mainFrame() && frame.url() === portal.app ? 1 : 0))
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  const cleared = portal.record.evaluate(
    (record) => new Promise((done) => record.addEventListener('gpc-cleared', () => done(record.shadowRoot.querySelector('iframe').className))),
  )
  await portal.show(ADEBAYO)
  // Hidden from the moment that the host turned to somebody else.
  expect(await cleared).toBe('hidden')
  await expect(portal.banner).toContainText('ADEBAYO')
  await expect(portal.frame.locator('body')).not.toContainText('HARTLEY')
  expect(await portal.names()).toEqual(['starting', 'gpc-ready', 'ready', 'opening', 'open', 'ready', 'gpc-cleared', 'opening', 'open'])

  // Equal, in other spelling and with a member that is no context's: nothing happens.
  const before = (await portal.names()).length
  await portal.show({ given: 'Folake', family: 'Adebayo', birthDate: '1991-11-30', nhsNumber: '999 005 4355', ward: '7' })
  await portal.record.evaluate((record) => {
    record.banner = 'micro'
    record.label = 'Record of the practice'
    record.appearance = { header: '#1d4f2b' }
    record.setAttribute('src', 'about:blank')
  })
  await expect(portal.frame.locator('.app-patient-banner--micro')).toContainText('ADEBAYO')
  await expect(portal.record.locator('iframe')).toHaveAttribute('title', 'Record of the practice')
  expect((await portal.names()).length).toBe(before)
  expect(loads).toBe(1)

  await portal.show(null)
  await expect(portal.frame.getByText('No patient is open')).toBeVisible()
  await expect(portal.frame.locator('body')).not.toContainText('ADEBAYO')
})

test('what the host knows otherwise is shown beside the national record, and nothing opens before somebody decides', async ({ portal }) => {
  await portal.goto()
  await portal.show({ ...HARTLEY, birthDate: '1957-03-08' })
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Is this the same person?')
  const row = portal.frame.getByRole('row').filter({ hasText: '08-Mar-1957' })
  await expect(row).toContainText('09-Mar-1957')
  await expect(row).toContainText('differs')
  await expect(portal.banner).toHaveCount(0)
  await expect.poll(portal.names).toContain('checking')
  // Not taken for granted, and not without the tick.
  await portal.frame.getByRole('button', { name: 'Open the record' }).click()
  await expect(portal.banner).toHaveCount(0)
  await portal.frame.getByLabel('I have checked with the patient: this is the same person').check()
  await portal.frame.getByRole('button', { name: 'Open the record' }).click()
  await expect(portal.banner).toContainText('Confirmed despite differences: date of birth')
})

// proves: EM-15
test('whoever is not the patient is not opened, and the host hears it', async ({ portal }) => {
  await portal.goto()
  await portal.show({ ...HARTLEY, family: 'Hartwell' })
  await portal.frame.getByRole('button', { name: 'Not this patient' }).click()
  await expect(portal.frame.getByText('Not opened: the details were not those of this patient.')).toBeVisible()
  expect(await portal.heard('gpc-error')).toEqual([
    { code: 'declined', message: 'Not opened: the details were not those of this patient.', traceId: null, retryable: false },
  ])
  await portal.frame.getByRole('button', { name: 'Look up again' }).click()
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Is this the same person?')
})

test('the number alone does not choose the patient', async ({ portal }) => {
  await portal.goto()
  await portal.show({ nhsNumber: HARTLEY.nhsNumber })
  await expect(portal.frame.getByText('The page around this one gives nothing to compare but the NHS number')).toBeVisible()
  await expect(portal.banner).toHaveCount(0)
})
