// What every session helper must do (GW-2): the same cases for each of them.
import assert from 'node:assert/strict'
import { ask, person } from './browse.mjs'

/** Runs the contract against a started chain; `signIn` makes a person of this helper's. */
export async function contract(t, chain, { signIn, auth, idle }) {
  const someone = await signIn()
  await t.test('nobody without a sign-in, and no page in place of the answer', async () => {
    const stranger = person(chain)
    for (const address of ['/gpc/Y90001/foundations/metadata', '/pds/Patient/9990054320', '/config.json']) {
      const answer = await stranger.call(address)
      assert.equal(answer.status, 401, address)
      assert.equal(answer.json().resourceType, 'OperationOutcome', address)
    }
    assert.equal((await stranger.go('/')).status, 302)
  })
  await t.test('a cookie that nobody gave is nobody', async () => {
    const name = someone.cookies().split('=')[0]
    const answer = await person(chain).call('/config.json', { headers: { cookie: `${name}=invented` } })
    assert.equal(answer.status, 401)
  })
  await t.test('the person and the organisation of the session', async () => {
    const { user, organisation, pds, signOut } = (await someone.call('/config.json')).json()
    assert.deepEqual([user.id, user.family, user.given, organisation.ods], ['555000111222', 'Okoro', 'Nadia', 'Y90500'])
    assert.deepEqual([pds, signOut], [{ root: '/pds', userAccess: auth === 'cis2' }, './signout'])
    const answer = await someone.call('/gpc/Y90001/foundations/metadata')
    assert.equal(answer.status, 200)
    await new Promise((done) => setTimeout(done, 100))
    const last = chain.arrived().filter(({ as }) => as === 'proxy').pop()
    const { sub, requesting_organization } = JSON.parse(Buffer.from(last.authorization.split('.')[1], 'base64url'))
    assert.deepEqual([sub, requesting_organization.identifier[0].value], ['555000111222', 'Y90500'])
    const line = chain.audit().filter(({ event }) => event === 'asked').pop()
    assert.deepEqual([line.user, line.organisation, line.auth], ['555000111222', 'Y90500', auth])
  })
  await t.test('the cookie is never read by a script, nor sent by another site', async () => {
    const fresh = await signIn()
    const set = fresh.set().filter((cookie) => cookie.startsWith('__Host-') && !/^[^=]+=;/.test(cookie))
    assert.ok(set.length > 0, 'the session has a cookie of the __Host- kind')
    for (const cookie of set) {
      assert.match(cookie, /; ?secure/i)
      assert.match(cookie, /; ?httponly/i)
      assert.match(cookie, /; ?samesite=lax/i)
      assert.match(cookie, /; ?path=\/(;|$)/i)
      assert.doesNotMatch(cookie, /domain=/i)
    }
  })
  await t.test('signing out ends the session, and again is as good', async () => {
    const fresh = await signIn()
    const kept = fresh.cookies()
    for (const _ of [1, 2]) assert.equal((await fresh.go('/signout', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', 'x-request-id': crypto.randomUUID() } })).status, 204)
    assert.equal((await fresh.call('/config.json')).status, 401)
    // What was copied before counts no more either, where the session is kept by the helper.
    if (idle) assert.equal((await ask(`${chain.address}/config.json`, { ca: fresh.ca, headers: { cookie: kept } })).status, 401)
    // Another site cannot sign anybody out.
    for (const headers of [{ 'sec-fetch-site': 'cross-site', 'x-request-id': crypto.randomUUID() }, {}]) {
      assert.equal((await someone.go('/signout', { method: 'POST', headers })).status, 403)
    }
    assert.equal((await someone.call('/config.json')).status, 200)
  })
}
