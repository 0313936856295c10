// Where a practice is: from the directory, for each interaction and each session, and never from the page.
import assert from 'node:assert/strict'
import test from 'node:test'
import { person } from './browse.mjs'
import { arriving, audited, chain, FIND, FOUNDATIONS, HARTLEY, nadia, outcome } from './shared.mjs'

const lookups = (lines) => lines.filter(({ as }) => as === 'directory')
const proxied = (lines) => lines.filter(({ as }) => as === 'proxy')
const another = async () => {
  const someone = person(chain)
  await someone.signIn()
  return someone
}

// proves: GW-5 FND-01 FND-02
test('endpoint first, then the ASID of the same party, for each interaction apart', async () => {
  const someone = await another()
  const [answer, lines] = await arriving(() => someone.call('/gpc/Y90002/documents/metadata'))
  assert.equal(answer.status, 200)
  const [endpoint, device] = lookups(lines).map(({ uri }) => decodeURIComponent(uri))
  assert.match(endpoint, /^\/spine-directory\/FHIR\/R4\/Endpoint\?organization=.*\|Y90002&identifier=.*documents:fhir:rest:read:metadata-1$/)
  assert.match(device, /^\/spine-directory\/FHIR\/R4\/Device\?organization=.*\|Y90002&identifier=.*metadata-1&identifier=.*nhsMhsPartyKey\|Y90002-800001$/)
  assert.equal(lookups(lines)[0].apikey, 'pretend-api-key')
  const { address, asid } = chain.practices.Y90002.documents
  assert.deepEqual(proxied(lines).map(({ uri, to }) => [uri, to]), [[`/${address}/metadata`, asid]])
})

// proves: GW-5 FND-03 FND-04
test('the directory is asked once in an encounter, and again in the next one and the next session', async () => {
  const one = await another()
  const first = await arriving(() => one.call(FIND))
  const second = await arriving(() => one.call(FIND))
  // A trace begins another encounter.
  assert.equal((await one.call(`/pds/Patient/${HARTLEY}`)).status, 200)
  const next = await arriving(() => one.call(FIND))
  const [other] = [await another()]
  const third = await arriving(() => other.call(FIND))
  assert.deepEqual([first, second, next, third].map(([answer, lines]) => [answer.status, lookups(lines).length]), [[200, 2], [200, 0], [200, 2], [200, 2]])
})

// proves: GW-5
test('no endpoint, several, a failed look-up and an address that may not be asked are four different things', async () => {
  const root = chain.practices.Y90001.foundations
  const with_ = (changes) => ({ Y90001: { foundations: { ...root, ...changes } } })
  const cases = [
    [{ directory: { Y90001: {} } }, 404, /not enabled there/],
    [{ directory: 'down' }, 503, /did not answer.*may well be enabled/],
    [{ directory: with_({ twice: true }) }, 502, /not name exactly one/],
    [{ directory: with_({ asid: '12' }) }, 502, /not name exactly one/],
    ...['http://practices.test/Y90001', 'https://practices.test.evil.example/Y90001', 'https://evil.example/practices.test', 'https://127.0.0.1/Y90001',
      'https://practices.test:8443/Y90001', 'https://user@practices.test/Y90001', 'https://practices.test/../x', 'https://evilpractices.test/x', 'https://practices.test/Y90001?x=',
      'https://practices.test/a b', ''].map((address) => [{ directory: with_({ address }) }, 502, /may not ask/]),
  ]
  const words = new Set()
  for (const [told, status, pattern] of cases) {
    const someone = await another()
    await chain.told(told, async () => {
      const [[answer, [line]], lines] = await arriving(() => audited(() => someone.call(`${FOUNDATIONS}/metadata`)))
      assert.equal(answer.status, status, JSON.stringify(told))
      assert.match(outcome(answer).words, pattern, JSON.stringify(told))
      words.add(outcome(answer).words.replace(/Trace.*/, ''))
      assert.deepEqual(proxied(lines), [], JSON.stringify(told))
      assert.match(line.why, /^directory: /)
    })
  }
  assert.equal(words.size, 4)
})

// proves: GW-5
test('a practice that has moved is looked up afresh and asked once more, a change too', async () => {
  const stale = { Y90001: { foundations: { address: 'https://practices.test/OLD/STU3/1/gpconnect', asid: '918999190000' } } }
  await chain.told({ stale }, async () => {
    const reader = await another()
    const [answer, lines] = await arriving(() => reader.call(`${FOUNDATIONS}/metadata`))
    assert.equal(answer.status, 200)
    assert.equal(proxied(lines).length, 2)
    assert.match(proxied(lines)[0].uri, /\/OLD\//)
    assert.deepEqual(lookups(lines).map(({ cacheControl }) => cacheControl), ['', '', 'no-cache', 'no-cache'])
    const writer = await another()
    const appointment = { resourceType: 'Appointment', status: 'booked' }
    const [refused, sent] = await arriving(() => writer.call(`${FOUNDATIONS}/Appointment`, { method: 'POST', body: appointment }))
    // The practice itself refuses such a booking; that it did shows that it was asked.
    assert.notEqual(refused.status, 404)
    assert.deepEqual(proxied(sent).map(({ uri }) => /\/OLD\//.test(uri)), [true, false])
    assert.notEqual(proxied(sent)[0].trace, proxied(sent)[1].trace)
    // What was found afresh is kept.
    const [, after] = await arriving(() => writer.call(`${FOUNDATIONS}/Appointment`, { method: 'POST', body: appointment }))
    assert.deepEqual([lookups(after).length, proxied(after).length], [0, 1])
  })
})

// proves: GW-5
test('whatever else a practice refuses, a change is sent once', async () => {
  const [answer, lines] = await arriving(() => nadia.call(`${FOUNDATIONS}/Appointment`, { method: 'POST', body: { resourceType: 'Appointment', status: 'booked' } }))
  assert.ok(answer.status >= 400)
  assert.equal(proxied(lines).length, 1)
})
