// Many at once: slow bodies hold up nobody else.
import assert from 'node:assert/strict'
import { connect } from 'node:tls'
import test from 'node:test'
import { chain, FIND, FOUNDATIONS, nadia } from './shared.mjs'

// proves: GW-12
test('two hundred slow bodies do not hold up anybody else', async () => {
  const url = new URL(chain.address)
  const head = `POST ${FOUNDATIONS}/Appointment HTTP/1.1\r\nHost: ${url.host}\r\nCookie: ${nadia.cookies()}\r\nSsp-TraceID: ${crypto.randomUUID()}\r\nContent-Type: application/fhir+json\r\nContent-Length: 60000\r\n\r\n{`
  const slow = await Promise.all(
    Array.from({ length: 200 }, () => new Promise((done, failed) => {
      const socket = connect({ host: url.hostname, port: url.port, ca: nadia.ca }, () => socket.write(head, () => done(socket)))
      socket.on('error', failed)
    })),
  )
  try {
    for (const socket of slow) socket.write('"resourceType":"Appointment"')
    const answers = await Promise.all(Array.from({ length: 20 }, () => nadia.call(FIND)))
    assert.deepEqual(answers.map(({ status }) => status), Array(20).fill(200))
    assert.ok(slow.every((socket) => !socket.destroyed), 'the slow ones are still on their way')
  } finally {
    for (const socket of slow) socket.on('error', () => {}).destroy()
  }
})
