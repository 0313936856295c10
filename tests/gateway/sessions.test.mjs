// Who is signed in: from the session helper alone, whatever a page or another site makes up.
import assert from 'node:assert/strict'
import test from 'node:test'
import { person } from './browse.mjs'
import { hostToken as signedByHost } from './host-token.mjs'
import { contract } from './session-suite.mjs'
import { arriving, chain, claims, FIND, FOUNDATIONS, nadia, outcome } from './shared.mjs'

const FORGED = {
  'x-gpc-user-id': 'forged', 'x-gpc-family': 'forged', 'x-gpc-given': 'forged', 'x-gpc-prefix': 'forged', 'x-gpc-role': 'forged',
  'x-gpc-job-role': 'forged', 'x-gpc-role-profile': 'forged', 'x-gpc-org-ods': 'Y99999', 'x-gpc-org-name': 'forged', 'x-gpc-auth': 'host',
  'x-gpc-userinfo': '{"uid":"forged"}', 'x-gpc-id-token': 'forged', 'oidc_claim_sub': 'forged', 'oidc_userinfo_json': '{"uid":"forged"}',
  'oidc-userinfo-json': '{"uid":"forged"}', 'x-subject-token': 'forged', 'x-forwarded-user': 'forged', 'x-remote-user': 'forged',
  'ssp-from': '999999999999', 'ssp-to': '999999999999', 'ssp-interactionid': 'urn:nhs:names:services:gpconnect:fhir:rest:cancel:appointment-1',
  'ssp-traceid': '11111111-1111-4111-8111-111111111111', authorization: 'Bearer forged.forged.', apikey: 'forged',
  'nhsd-end-user-organisation-ods': 'Y99999', 'nhsd-session-urid': 'forged', 'x-forged': 'forged',
}

// proves: GW-1 FND-06 FND-07
test('nothing that a page makes up reaches Spine, and none of it says who asks', async () => {
  for (const [name, value] of Object.entries(FORGED)) {
    const [answer, lines] = await arriving(() => nadia.call(`${FOUNDATIONS}/metadata`, { headers: { [name]: value } }))
    assert.equal(answer.status, 200, name)
    const proxied = lines.find(({ as }) => as === 'proxy')
    const said = JSON.stringify([proxied, claims(proxied.authorization)])
    assert.doesNotMatch(said, new RegExp(`forged|Y99999|999999999999|cancel:|${FORGED['ssp-traceid']}`), name)
    assert.deepEqual([claims(proxied.authorization).sub, proxied.from, proxied.cookie], ['555000111222', '200000000359', ''], name)
  }
  // The same without a session: none of them is one.
  for (const [name, value] of Object.entries(FORGED)) {
    assert.equal((await person(chain).call(`${FOUNDATIONS}/metadata`, { headers: { [name]: value } })).status, 401, name)
  }
})

// proves: GW-1 FND-07
test('the token says who is signed in, where, for how long and for what, anew each time', async () => {
  const [, first] = await arriving(() => nadia.call(FIND))
  const [, second] = await arriving(() => nadia.call(FIND))
  const [one, two] = [first, second].map((lines) => lines.filter(({ as }) => as === 'proxy').pop())
  const token = claims(one.authorization)
  assert.equal(token.exp - token.iat, 300)
  assert.ok(Math.abs(token.iat - Date.now() / 1000) < 5)
  assert.equal(token.aud, chain.practices.Y90001.foundations.address)
  assert.deepEqual([token.reason_for_request, token.requested_scope], ['directcare', 'patient/*.read'])
  assert.equal(token.requesting_practitioner.id, token.sub)
  assert.deepEqual(token.requesting_practitioner.name, [{ family: 'Okoro', given: ['Nadia'], prefix: ['Ms'] }])
  assert.deepEqual(token.requesting_practitioner.identifier.map(({ value }) => value), ['555000111222', '555254240100', '555000111222'])
  assert.deepEqual([token.requesting_organization.name, token.requesting_organization.identifier[0].value], ['Northvale Urgent Treatment Centre', 'Y90500'])
  assert.deepEqual([one.from, one.to], ['200000000359', chain.practices.Y90001.foundations.asid])
  assert.notEqual(one.trace, two.trace)
})

// proves: GW-2
test('Apache with mod_auth_openidc keeps the contract', async (t) => {
  const signIn = async () => {
    const someone = person(chain)
    await someone.signIn()
    return someone
  }
  await contract(t, chain, { signIn, auth: 'cis2', idle: true })
})

// proves: GW-2
test('a name with any letters arrives as it is, and the role that was chosen counts', async () => {
  const zoe = person(chain)
  await zoe.signIn('555000111333')
  const { user, organisation } = (await zoe.call('/config.json')).json()
  assert.deepEqual([user.given, user.family, user.prefix, user.role, user.jobRoleCode], ['Zoë', "Ó Briain-d'Arcy", 'Dr', 'Nurse Practitioner', 'R0600'])
  assert.equal(organisation.ods, 'Y90500')
  const [answer, lines] = await arriving(() => zoe.call(`${FOUNDATIONS}/metadata`))
  assert.equal(answer.status, 200)
  assert.equal(claims(lines.pop().authorization).requesting_practitioner.name[0].family, "Ó Briain-d'Arcy")
})

// proves: GW-2
test('no ASID for the organisation, or no role chosen: nothing is asked', async () => {
  for (const [login, status] of [['555000111444', 403], ['555000111555', 403]]) {
    const other = person(chain)
    await other.signIn(login)
    const [answer, lines] = await arriving(() => other.call(`${FOUNDATIONS}/metadata`))
    assert.equal(answer.status, status)
    outcome(answer)
    assert.deepEqual(lines, [])
  }
})

// proves: GW-9
test('a change needs a header that another site cannot send', async () => {
  const body = { resourceType: 'Appointment', status: 'booked' }
  const attempts = [
    { 'ssp-traceid': '', 'x-request-id': '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of attempts) {
    const [answer, lines] = await arriving(() => nadia.call(`${FOUNDATIONS}/Appointment`, { method: 'POST', headers, body }))
    assert.equal(answer.status, 403, JSON.stringify(headers))
    assert.deepEqual(lines, [])
  }
})

/** A token that the host has signed. */
const hostToken = (changes, key) => signedByHost(chain, changes, key)

// proves: GW-9 GW-2
test('the page of a host shows a token; a cookie counts for nothing there, nor a token elsewhere', async () => {
  const call = (token, path = `/host${FOUNDATIONS}/metadata`, headers = {}) =>
    person(chain).call(path, { headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers } })
  const [good, lines] = await arriving(() => call(hostToken()))
  assert.equal(good.status, 200)
  const seen = lines.find(({ as }) => as === 'proxy')
  assert.equal(claims(seen.authorization).sub, 'u-7731')
  assert.equal(claims(seen.authorization).requesting_practitioner.identifier[0].value, 'UNK')
  const now = Math.floor(Date.now() / 1000)
  const bad = {
    'run out': hostToken({ exp: now - 60, iat: now - 360 }),
    'another key': hostToken({}, chain.read('session.key')),
    'for somebody else': hostToken({ aud: 'another-gateway' }),
    'from somebody else': hostToken({ iss: 'https://other.test' }),
    'nobody': hostToken({ sub: undefined }),
    'unsigned': `${Buffer.from('{"alg":"none"}').toString('base64url')}.${hostToken().split('.')[1]}.`,
    'no token': '',
  }
  for (const [kind, token] of Object.entries(bad)) {
    const answer = await call(token)
    assert.ok(answer.status === 401 || answer.status === 403, `${kind}: ${answer.status}`)
    outcome(answer)
  }
  assert.equal((await call('', undefined, { cookie: nadia.cookies() })).status, 401)
  assert.equal((await call(hostToken(), `${FOUNDATIONS}/metadata`)).status, 401)
  assert.equal((await call(hostToken(), '/host/pds/Patient/9990054320', { 'x-request-id': crypto.randomUUID() })).status, 200)
})

// proves: GW-9
test('fifteen minutes without use and twelve hours in all end a session', () => {
  const config = chain.read('gateway/session/apache.conf')
  assert.match(config, /^OIDCSessionInactivityTimeout \$\{SESSION_IDLE_SECONDS\}$/m)
  assert.match(config, /^OIDCSessionMaxDuration \$\{SESSION_LONGEST_SECONDS\}$/m)
  const start = chain.read('gateway/start')
  assert.match(start, /default SESSION_IDLE_SECONDS 900\n/)
  assert.match(start, /default SESSION_LONGEST_SECONDS 43200\n/)
})
