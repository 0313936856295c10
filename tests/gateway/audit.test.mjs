// The lasting record: a line for what was asked, how it ended and what was turned away, and patients named nowhere else.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { renameSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs'
import test from 'node:test'
import { ask, person } from './browse.mjs'
import { arriving, audited, chain, FIND, FOUNDATIONS, HARTLEY, nadia, outcome } from './shared.mjs'

// proves: GW-7
test('a line before a call leaves and one for how it ended, with who, what, where, whom and how long', async () => {
  const id = crypto.randomUUID()
  const [answer, lines] = await audited(() => nadia.call(FIND, { headers: { 'ssp-traceid': id } }))
  assert.equal(answer.status, 200)
  const [asked, ended] = lines
  const who = { user: '555000111222', role: '555254240100', organisation: 'Y90500', auth: 'cis2', interaction: 'fhir:rest:search:patient-1', ods: 'Y90001', nhsNumber: HARTLEY, verb: 'GET' }
  for (const [name, value] of Object.entries(who)) assert.deepEqual([asked[name], ended[name]], [value, value], name)
  assert.deepEqual([asked.event, ended.event, ended.status, ended.upstreamStatus], ['asked', 'answered', 200, '200'])
  assert.equal(asked.trace, ended.trace)
  assert.equal(ended.trace, answer.headers['ssp-traceid'])
  // What the page calls its call is kept beside it, so that what a user reads out can be found.
  assert.deepEqual([asked.askedAs, ended.askedAs], [id, id])
  assert.ok(ended.upstreamMilliseconds >= 0 && ended.bytesOut > 500 && ended.bytesIn > 0)
  const [, failed] = await audited(() => nadia.call('/gpc/Y90001/foundations/Appointment/404404'))
  assert.deepEqual([failed[1].event, failed[1].status], ['answered', 404])
  const [, blocked] = await audited(() => person(chain).call(FIND))
  assert.deepEqual([blocked[0].event, blocked[0].status, blocked[0].why], ['blocked', 401, 'session'])
  const body = { resourceType: 'Parameters', parameter: [{ name: 'patientNHSNumber', valueIdentifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: HARTLEY } }] }
  const [, record] = await audited(() => nadia.call('/gpc/Y90001/structured/Patient/$gpc.getstructuredrecord', { method: 'POST', body }))
  assert.equal(record[0].nhsNumber, HARTLEY)
})

// proves: GW-7
test('while the audit log takes no line, nothing leaves', async () => {
  // A folder in its place: not even root can append to it.
  renameSync(chain.at('logs/audit.log'), chain.at('logs/audit.kept'))
  mkdirSync(chain.at('logs/audit.log'))
  try {
    for (const [path, options] of [[FIND, {}], [`${FOUNDATIONS}/Appointment`, { method: 'POST', body: { resourceType: 'Appointment', status: 'booked' } }], [`/pds/Patient/${HARTLEY}`, {}]]) {
      const [answer, lines] = await arriving(() => nadia.call(path, options))
      assert.equal(answer.status, 503, path)
      outcome(answer)
      assert.deepEqual(lines.filter(({ as }) => as === 'proxy' || as === 'pds'), [], path)
    }
    assert.equal((await nadia.go('/health')).status, 503)
  } finally {
    rmdirSync(chain.at('logs/audit.log'))
    renameSync(chain.at('logs/audit.kept'), chain.at('logs/audit.log'))
  }
  assert.equal((await nadia.go('/health')).status, 200)
})

// proves: GW-7
test('no NHS number is in any other log, whatever goes wrong', async () => {
  // Every way to make nginx complain: too large, unreachable, a broken answer, a bad request line.
  await nadia.call(FIND, { method: 'POST', body: { parameter: 'x'.repeat(70_000) } })
  for (const told of [{ directory: 'down' }, { html: 502 }, { empty: 500 }]) {
    const someone = person(chain)
    await someone.signIn()
    await chain.told(told, () => someone.call(FIND))
  }
  await nadia.call(`/pds/Patient/${HARTLEY}`)
  await nadia.call(`/pds/Patient/${HARTLEY}/RelatedPerson?identifier=${HARTLEY}`)
  for (let count = 0; count < 14; count += 1) nadia.call(`/pds/Patient/${HARTLEY}`).catch(() => {})
  await nadia.call(`/host/pds/Patient/${HARTLEY}`)
  await nadia.go(`/${HARTLEY}/nothing.js?nhsNumber=${HARTLEY}`)
  await ask(`${chain.address}/gpc/Y90001/foundations/Patient?identifier=${HARTLEY}`, { ca: nadia.ca, headers: { 'x-bad header': '1' } }).catch(() => {})
  await new Promise((done) => setTimeout(done, 300))
  const names = readdirSync(chain.at('logs')).filter((name) => name !== 'audit.log')
  assert.ok(names.includes('access.log') && names.includes('error.log'))
  for (const name of names) assert.ok(!readFileSync(chain.at('logs', name), 'utf8').split('\n').some((line) => line.includes(HARTLEY) && !line.includes('nothing.js')), name)
  assert.ok(chain.read('logs/audit.log').includes(HARTLEY))
  // The paths of the app's own files hold none, and their queries are not logged.
  assert.doesNotMatch(chain.read('logs/access.log'), /\?/)
})

// proves: GW-7
test('the log can be rotated while the gateway runs, and no line is lost', async () => {
  renameSync(chain.at('logs/audit.log'), chain.at('logs/audit.log.1'))
  const [, first] = [await nadia.call(FIND)]
  assert.equal(first, undefined)
  const pid = chain.read('run/nginx.pid').trim()
  assert.equal(spawnSync('kill', ['-USR1', pid]).status, 0)
  await new Promise((done) => setTimeout(done, 300))
  const [answer, lines] = await audited(() => nadia.call(FIND))
  assert.equal(answer.status, 200)
  assert.deepEqual(lines.map(({ event }) => event), ['asked', 'answered'])
  const both = chain.read('logs/audit.log.1') + chain.read('logs/audit.log')
  const events = both.split('\n').filter(Boolean).map((line) => JSON.parse(line))
  const asked = new Set(events.filter(({ event }) => event === 'asked').map(({ trace }) => trace))
  for (const { event, trace } of events) if (event === 'answered') assert.ok(asked.has(trace), 'what was answered was asked before')
})
