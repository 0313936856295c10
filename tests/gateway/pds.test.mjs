// PDS: a number is traced by the application, a list search is the person's own.
import assert from 'node:assert/strict'
import test from 'node:test'
import { arriving, chain, HARTLEY, nadia, outcome } from './shared.mjs'

const pds = (lines) => lines.filter(({ as }) => as === 'pds')
const second = () => new Promise((done) => setTimeout(done, 1100))

// proves: GW-10
test('a trace goes as the application, for the organisation of the session, with the id of its call', async () => {
  await second()
  const id = crypto.randomUUID()
  const once = () => arriving(() => nadia.go(`/pds/Patient/${HARTLEY}`, { headers: { 'x-request-id': id, accept: 'application/fhir+json' } }))
  const [answer, lines] = await once()
  assert.equal(answer.status, 200)
  assert.equal(answer.json().id, HARTLEY)
  const [seen] = pds(lines)
  assert.deepEqual([seen.authorization, seen.endUserOrganisation, seen.requestId, seen.role, seen.cookie], ['Bearer application', 'Y90500', id, '', ''])
  // The same call again keeps its id, and the token is kept for nine minutes.
  const [, again] = await once()
  assert.deepEqual([pds(again)[0].requestId, again.filter(({ as }) => as === 'token').length], [id, 0])
})

// proves: GW-10
test('a search by demographics goes as the person, and only where they signed in with CIS2', async () => {
  await second()
  const search = '/pds/Patient?family=Hartley&birthdate=eq1957-03-09'
  const [answer, lines] = await arriving(() => nadia.call(search, { headers: { 'x-request-id': crypto.randomUUID() } }))
  assert.equal(answer.status, 200, answer.text)
  const [seen] = pds(lines)
  assert.deepEqual([seen.authorization, seen.role, seen.endUserOrganisation], ['Bearer person-555000111222', '555254240100', 'Y90500'])
  assert.equal(seen.uri, '/personal-demographics/FHIR/R4/Patient?family=Hartley&birthdate=eq1957-03-09')
})

// proves: GW-10
test('more than five a second are put off with a time to wait', async () => {
  await second()
  const answers = await Promise.all(Array.from({ length: 20 }, () => nadia.call(`/pds/Patient/${HARTLEY}`)))
  const statuses = answers.map(({ status }) => status)
  const refused = answers.filter(({ status }) => status === 429)
  assert.ok(statuses.filter((status) => status === 200).length <= 8, statuses.join(' '))
  assert.ok(refused.length >= 10, statuses.join(' '))
  for (const answer of refused) {
    outcome(answer)
    assert.equal(answer.headers['retry-after'], '1')
  }
  await second()
  assert.equal((await nadia.call(`/pds/Patient/${HARTLEY}`)).status, 200)
})
