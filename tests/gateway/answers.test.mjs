// What comes back: FHIR as it is, and an OperationOutcome with the trace id in the place of anything else.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:http2'
import { request } from 'node:https'
import test from 'node:test'
import { chain, FIND, FOUNDATIONS, nadia, outcome } from './shared.mjs'

/** What the sandbox provider does wrong with the next call. */
const faulty = (fault) => fetch(`${chain.sandbox.provider}/sandbox/faults`, { method: 'POST', body: JSON.stringify({ fault }), headers: { 'content-type': 'application/json' } })

// proves: GW-8
test('a page, a redirect, an empty refusal and silence become an outcome with the trace id', async () => {
  const cases = [
    [{ html: 200 }, 502], [{ html: 200, htmlSize: 300_000 }, 502], [{ html: 500 }, 500], [{ html: 503 }, 503], [{ html: 404 }, 404],
    [{ redirect: true }, 502], [{ empty: 503 }, 503], [{ empty: 500 }, 500], [{ empty: 400 }, 400],
  ]
  for (const [told, status] of cases) {
    await chain.told(told, async () => {
      const book = () => nadia.call(`${FOUNDATIONS}/Appointment`, { method: 'POST', body: { resourceType: 'Appointment', status: 'booked' } })
      for (const attempt of [() => asBrowser(FIND), book]) {
        const answer = await attempt()
        assert.equal(answer.status, status, JSON.stringify(told))
        assert.ok(outcome(answer).words.includes(answer.headers['ssp-traceid']), answer.text)
        assert.equal(answer.headers['cache-control'], 'no-store')
        assert.equal(answer.headers.location, undefined)
      }
    })
  }
})

/** As a browser asks: over HTTP/2. */
function asBrowser(path) {
  return new Promise((done, failed) => {
    const connection = connect(chain.address, { ca: nadia.ca }).on('error', failed)
    const stream = connection.request({ ':path': path, cookie: nadia.cookies(), accept: 'application/fhir+json', 'ssp-traceid': crypto.randomUUID() })
    let [text, headers] = ['', {}]
    stream.setEncoding('utf8').on('error', failed).on('response', (given) => (headers = given)).on('data', (piece) => (text += piece))
    stream.on('end', () => connection.close() || done({ status: headers[':status'], headers, text, json: () => JSON.parse(text) }))
  })
}

// proves: GW-8
test('what a practice says itself passes as it is: status, body, ETag, Retry-After', async () => {
  await faulty('outcome:409:DUPLICATE_REJECTED')
  const refused = await nadia.call(FIND)
  assert.equal(refused.status, 409)
  assert.equal(outcome(refused).code, 'DUPLICATE_REJECTED')
  await faulty('busy:503:30')
  const busy = await nadia.call(FIND)
  assert.deepEqual([busy.status, busy.headers['retry-after']], [503, '30'])
  const good = await nadia.call(FIND)
  assert.deepEqual([good.status, good.headers['cache-control']], [200, 'no-store'])
  for (const name of ['server', 'date', 'content-type']) assert.ok(good.headers[name], name)
  const others = Object.keys(good.headers).filter((name) => !['server', 'date', 'content-type', 'transfer-encoding', 'content-length', 'connection', 'cache-control', 'ssp-traceid', 'etag', 'last-modified', 'content-encoding'].includes(name))
  assert.deepEqual(others, [])
})

// proves: GW-8
test('an answer that breaks off is broken off, and never looks whole', async () => {
  await faulty('truncated')
  const ended = await nadia.call('/gpc/Y90001/structured/Patient/$gpc.getstructuredrecord', {
    method: 'POST',
    body: { resourceType: 'Parameters', parameter: [{ name: 'patientNHSNumber', valueIdentifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990054320' } }, { name: 'includeProblems' }] },
  }).then(({ status }) => status, (error) => error.code)
  assert.ok(ended === 'ECONNRESET' || ended === 502, String(ended))
})

// proves: GW-8
test('what is compressed on the way stays as it was', async () => {
  const answer = await nadia.call(FIND, { headers: { 'accept-encoding': 'gzip' } })
  assert.equal(answer.status, 200)
  const plain = await nadia.call(FIND)
  assert.equal(plain.json().entry.length, 1)
})

// proves: GW-4
test('a document of 150 MB is streamed: nothing of it is written to a disk', async () => {
  const line = `{"resourceType":"Binary","contentType":"text/plain","content":"${'A'.repeat(1024)}`
  writeFileSync(chain.at('large.json'), line + 'A'.repeat(150 * 1024 * 1024) + '"}')
  await chain.told({ large: true }, async () => {
    let most = 0
    const seen = await new Promise((done, failed) => {
      const url = new URL('/gpc/Y90001/documents/Binary/1', chain.address)
      request(url, { ca: nadia.ca, headers: { cookie: nadia.cookies(), 'ssp-traceid': crypto.randomUUID() } })
        .on('error', failed)
        .on('response', (response) => {
          let bytes = 0
          response.on('data', (piece) => {
            bytes += piece.length
            if (bytes % 8 === 0) most = Math.max(most, written())
          })
          response.on('end', () => done({ status: response.statusCode, bytes }))
          response.on('error', failed)
        })
        .end()
    })
    assert.deepEqual(seen, { status: 200, bytes: line.length + 150 * 1024 * 1024 + 2 })
    assert.equal(most, 0)
  })
})

const written = () => ['body', 'proxy'].reduce((all, name) => all + (existsSync(chain.at(`run/${name}`)) ? readdirSync(chain.at(`run/${name}`)).length : 0), 0)
