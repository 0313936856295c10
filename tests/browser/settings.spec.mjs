// config.json: a mistake is named on screen, and one build reaches providers directly or through a gateway.
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { find, HARTLEY, open } from './patients.mjs'

const GOOD = {
  mode: 'direct',
  asid: '200000000359',
  organisation: { ods: 'Y90500', name: 'Northvale Urgent Treatment Centre', type: 'urgent-care' },
  user: { id: 'u-1', family: 'Okoro', given: 'Nadia' },
  pds: { root: 'https://pds.invalid/pds' },
  providers: [
    {
      ods: 'Y90001',
      name: 'Millbrook Surgery',
      asid: '918999198993',
      roots: { foundations: 'https://one.invalid/stu3', html: 'https://one.invalid/dstu2' },
    },
  ],
}

/** A copy with one member changed or, without a value, taken out: changed('providers.0.asid', '918'). */
function changed(path, value) {
  const settings = structuredClone(GOOD)
  const names = path.split('.')
  const last = names.pop()
  const within = names.reduce((part, name) => part[name], settings)
  if (value === undefined) delete within[last]
  else within[last] = value
  return settings
}

/** Settings that put the page between itself and its gateway: nothing but its own origin is named. */
const behindGateway = {
  mode: 'gateway',
  organisation: GOOD.organisation,
  user: GOOD.user,
  pds: { root: './gateway/pds' },
  providers: [
    {
      ods: 'Y90001',
      name: 'Millbrook Surgery',
      roots: {
        foundations: './gateway/Y90001/STU3/1/gpconnect',
        structured: './gateway/Y90001/STU3/1/gpconnect/structured',
        html: './gateway/Y90001/DSTU2/0/gpconnect',
      },
    },
  ],
}

const serve = (page, answer) => page.route('**/config.json', (route) => route.fulfill(answer))

const MISTAKES = [
  ['asid', changed('asid', '2000'), 'asid', '12 digits'],
  ['mode', changed('mode', 'sideways'), 'mode', 'sideways'],
  ['missing practice name', changed('providers.0.name'), 'providers[0].name', 'is missing'],
  ['root with a slash at its end', changed('providers.0.roots.html', 'https://one.invalid/dstu2/'), 'providers[0].roots.html', 'must not end with /'],
  ['no practice', changed('providers', []), 'providers', 'at least one practice'],
  ['word that is no setting', { ...GOOD, colour: 'red' }, 'colour', 'unknown field'],
  ['kind of organisation', changed('organisation.type', 'hospital'), 'organisation.type', 'gp-practice or urgent-care'],
  ['area of a role', { ...GOOD, access: { roles: { Nurse: ['allergies', 'letters'] } } }, 'access.roles.Nurse[1]', 'letters'],
  ['section', { ...GOOD, features: { sections: ['SUM', 'INV'] } }, 'features.sections[1]', 'INV'],
]

test('each mistake in the settings is named with its field, and nothing is sent', async ({ page }) => {
  const sent = []
  page.on('request', (request) => /invalid/.test(request.url()) && sent.push(request.url()))
  for (const [what, settings, field, words] of MISTAKES) {
    await page.unrouteAll()
    await serve(page, { json: settings })
    await page.goto('')
    const main = page.getByRole('main')
    await expect(main, what).toContainText('This service is not set up correctly')
    await expect(main, what).toContainText(`Field: ${field}`)
    await expect(main, what).toContainText(words)
    await expect(page, what).toHaveTitle('Settings problem')
  }
  await expectAccessible(page)
  expect(sent).toEqual([])
})

test('settings that are no settings are said to be none', async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource/)
  for (const [answer, words] of [
    [{ contentType: 'text/html', body: '<!doctype html><title>Portal</title>' }, 'a web page came instead'],
    [{ status: 404, contentType: 'text/html', body: 'Not Found' }, 'is missing: there is none beside index.html'],
    [{ status: 500, contentType: 'text/html', body: 'Broken' }, 'status 500'],
    [{ json: [] }, 'invalid'],
    [{ contentType: 'application/json', body: '{"mode": "direct",' }, 'EOF'],
    [{ contentType: 'application/json', body: '' }, 'EOF'],
  ]) {
    await page.unrouteAll()
    await serve(page, answer)
    await page.goto('')
    await expect(page.getByRole('main')).toContainText('There is a mistake in the settings file')
    await expect(page.getByRole('main')).toContainText(words)
    await expect(page.getByRole('main')).toContainText('Tell your IT support')
  }
})

test('the site switches capabilities off', { tag: '@page' }, async ({ page }) => {
  await serve(page, { json: { mode: 'sandbox', features: { appointments: false, recordHtml: false } } })
  await open(page)
  const rail = page.getByRole('navigation', { name: 'Areas of the record' })
  await expect(rail.getByRole('link', { name: /^Medications/ })).toBeVisible()
  await expect(rail.getByRole('link', { name: /^Appointments/ })).toHaveCount(0)
  await expect(rail.getByRole('link', { name: /^Practice view/ })).toHaveCount(0)
})

test.describe('over a network', { tag: '@http' }, () => {
  /** Stands in for the gateway: hands requests on to the provider and keeps their headers. */
  async function gateway(page, site, behaviour) {
    await behaviour({ gateway: true })
    const asked = []
    await serve(page, { json: behindGateway })
    await page.route('**/gateway/**', async (route) => {
      const url = route.request().url()
      asked.push({ url, headers: await route.request().allHeaders() })
      const answer = await route.fetch({ url: site.provider + url.slice(url.indexOf('/gateway/') + '/gateway'.length) })
      await route.fulfill({ response: answer })
    })
    return asked
  }

  // proves: ARH-59
  test('behind a gateway only its own origin is asked, and who asks is left to the gateway', async ({ page, site, behaviour }) => {
    const others = []
    page.on('request', (request) => request.url().startsWith(site.provider) && others.push(request.url()))
    const asked = await gateway(page, site, behaviour)
    await open(page)
    await expect(page.getByRole('banner')).not.toContainText('Test patients only')
    expect(others).toEqual([])
    const practice = asked.filter(({ url }) => url.includes('/Y90001/'))
    expect(practice.length).toBeGreaterThan(0)
    for (const { headers } of practice) {
      expect(headers['ssp-traceid']).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers['ssp-interactionid']).toMatch(/^urn:nhs:names:services:gpconnect:/)
      for (const added of ['authorization', 'ssp-from', 'ssp-to']) expect(headers).not.toHaveProperty(added)
    }
    for (const { headers } of asked.filter(({ url }) => url.includes('/pds/'))) {
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers).not.toHaveProperty('authorization')
    }
  })

  test('a gateway that asks for a new sign-in is not taken for an empty record', async ({ page, complaints }) => {
    complaints.allow(/Failed to load resource/)
    await serve(page, { json: behindGateway })
    await page.route('**/gateway/**', (route) => route.fulfill({ status: 401, contentType: 'text/html', body: '<h1>Sign in</h1>' }))
    await find(page, HARTLEY)
    await expect(page.getByRole('main')).toContainText('Your session was not accepted')
    await expect(page.getByRole('main')).toContainText('Sign in again')
  })

  // proves: ARH-59
  test('a test provider is told who asks, with the token that it expects', async ({ page, site }) => {
    const asked = []
    page.on('request', (request) => request.url().startsWith(`${site.provider}/Y90001`) && asked.push(request))
    await open(page)
    await expect(page.getByRole('banner')).toContainText('Test patients only')
    const headers = await asked.find((request) => request.method() !== 'OPTIONS').allHeaders()
    expect(headers['ssp-from']).toBe('200000000359')
    expect(headers['ssp-to']).toBe('918999198993')
    const [, payload, signature] = headers.authorization.replace('Bearer ', '').split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    expect(signature).toBe('')
    expect(claims.exp - claims.iat).toBe(300)
    expect(claims.requested_scope).toMatch(/^patient\/\*\.read/)
  })
})
