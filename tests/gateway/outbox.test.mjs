// The outbox of summaries: what may leave, that it is kept before, and who sees it (docs/write-back.md).
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { connect } from 'node:tls'
import { person } from './browse.mjs'
import { hostToken } from './host-token.mjs'
import { GOLDEN, golden, MAILBOX } from './mesh-road.mjs'
import { ada, again, carl, changed, listed, posted, rewritten, road, words, wrong } from './shared-road.mjs'
import { chain, nadia, settled } from './shared.mjs'

// proves: GW-11 SDOC-01 SDOC-09 SDOC-28 SDOC-30 SDOC-32 SDOC-33 SDOC-50
test('each golden message reaches the practice byte for byte, under its own headers, and MESH has it when the answer comes', async () => {
  for (const name of GOLDEN) {
    const body = golden(name)
    const [answer, calls] = await posted(body)
    assert.equal(answer.status, 202, `${name}: ${answer.text}`)
    assert.equal(calls.length, 1, name)
    const [message, ...more] = await road.collect()
    assert.deepEqual(more, [], name)
    assert.equal(message.body, body.message, name)
    const { id, headers } = message
    const { from, to, workflowId, subject, localId, fileName, contentType } = body.metadata
    assert.equal(answer.json().message, id)
    assert.deepEqual([headers.from, headers.workflowid, headers.subject, headers.localid, headers.filename, headers['content-type']], [from, workflowId, subject, localId, fileName, contentType])
    assert.deepEqual([calls[0].headers['mex-to'], calls[0].headers['mex-from'], calls[0].path], [to, MAILBOX, `/messageexchange/${MAILBOX}/outbox`])
    const kept = await listed(body)
    assert.deepEqual([kept.sent, kept.version, kept.replaces, kept.about, kept.metadata], [body.sent, body.version, body.replaces, body.about, body.metadata])
    assert.deepEqual(kept.events.map(({ kind, message: one }) => [kind, one]), [['posted', undefined], ['taken', id]])
    // As it was, to be seen again; and never as a page of this site.
    const read = await road.call(ada, `/mesh/messages/${body.sent.header}/message`)
    assert.deepEqual([read.status, read.headers['content-type'], Buffer.from(read.text).toString('base64')], [200, 'application/octet-stream', body.message], name)
  }
})

// proves: GW-11
test('five million bytes go, one more is refused before MESH is asked', async () => {
  const padded = (body, bytes) => rewritten(body, (xml) => xml.replace(/<content value="/, `$&${'A'.repeat(bytes - Buffer.byteLength(xml))}`))
  const [largest, one] = await posted(padded(golden('for-action'), 5_000_000))
  assert.deepEqual([largest.status, one.length, one[0]?.body.length], [202, 1, 5_000_000], largest.text)
  await road.collect()
  for (const bytes of [5_000_001, 6_500_000]) {
    const [larger, none] = await posted(padded(golden('for-action'), bytes))
    assert.deepEqual([larger.status, none], [413, []])
    assert.match(words(larger), /Nothing has left/)
  }
})

// proves: GW-11 SDOC-33 SDOC-50
test('a summary that does not agree with itself, or is of somebody else, is refused and not kept', async () => {
  const first = golden('for-action')
  const other = crypto.randomUUID()
  const refused = [
    [400, 'not JSON', '{"sent":'],
    [400, 'a list', '[]'],
    [400, 'nothing', '{}'],
    [403, 'the organisation of another', changed(first, (one) => (one.metadata.localId = 'Y90777'))],
    [403, 'a mailbox of another', changed(first, (one) => (one.metadata.from = 'X26ABC2'))],
    [400, 'a message of another organisation', rewritten(first, (xml) => xml.replaceAll('value="X26"', 'value="Y90777"'))],
    [400, 'a message of another mailbox', rewritten(first, (xml) => xml.replace(`<endpoint value="${MAILBOX}"`, '<endpoint value="X26ABC2"'))],
    [400, 'another workflow', changed(first, (one) => (one.metadata.workflowId = 'GPFED_CONSULT_REPORT'))],
    [400, 'no address to trace', changed(first, (one) => (one.metadata.to = 'A99999OT001'))],
    [400, 'an address of 101 characters', changed(first, (one) => (one.metadata.to += 'X'.repeat(101 - one.metadata.to.length)))],
    [400, 'an accent in the address', changed(first, (one) => (one.metadata.to += 'É'))],
    [400, 'an underscore in the surname', changed(first, (one) => (one.metadata.to += '_X'))],
    [400, 'another number in the address', changed(first, (one) => (one.metadata.to = one.metadata.to.replace('9990000018', '9990000026')))],
    [400, 'another birth date in the address', changed(first, (one) => (one.metadata.to = one.metadata.to.replace('19520531', '19520530')))],
    [400, 'another number beside it', changed(first, (one) => (one.about.nhsNumber = '9990000026'))],
    [400, 'another patient in the message', rewritten(first, (xml) => xml.replace('<value value="9990000018"', '<value value="9990000026"'))],
    [400, 'a subject of 501 characters', changed(first, (one) => (one.metadata.subject = 'x'.repeat(501)))],
    [400, 'no subject', changed(first, (one) => (one.metadata.subject = ''))],
    [400, 'a header within the subject', changed(first, (one) => (one.metadata.subject += '\r\nmex-to: X26ABC2'))],
    [400, 'a line feed alone', changed(first, (one) => (one.metadata.subject += '\nx'))],
    [400, 'an accent in the subject', changed(first, (one) => (one.metadata.subject += ' é'))],
    [400, 'a header within the address', changed(first, (one) => (one.metadata.to += '\r\nx: y'))],
    [400, 'a patient in the name of the file', changed(first, (one) => (one.metadata.fileName = 'DAWES.xml'))],
    [400, 'another type', changed(first, (one) => (one.metadata.contentType = 'text/html'))],
    [400, 'no metadata', changed(first, (one) => delete one.metadata)],
    [400, 'no words about it', changed(first, (one) => delete one.about.patient)],
    [400, 'too many of them', changed(first, (one) => (one.about.title = 'x'.repeat(8000)))],
    [400, 'something else than words', changed(first, (one) => (one.about.title = { a: 1 }))],
    ...['header', 'document', 'bundle', 'encounter'].map((id) => [400, `another ${id}`, changed(first, (one) => { one.sent[id] = other; one.metadata.fileName = `${one.sent.header}.xml` })]),
    [400, 'an id in capitals', changed(first, (one) => (one.sent.header = one.sent.header.toUpperCase()))],
    [400, 'a path for an id', changed(first, (one) => (one.sent.header = '../../../etc/x'))],
    [400, 'the same id twice', changed(first, (one) => (one.sent.bundle = one.sent.document))],
    [400, 'another version', changed(first, (one) => { one.version = 2; one.replaces = other })],
    [400, 'a replacement of nothing', changed(first, (one) => (one.version = 2))],
    [400, 'a first that replaces', changed(first, (one) => (one.replaces = other))],
    [400, 'a replacement of another', changed(golden('replacement'), (one) => (one.replaces = other))],
    [400, 'base64 that is none', changed(first, (one) => (one.message = `${one.message}!`))],
    [400, 'no message', changed(first, (one) => (one.message = ''))],
    [400, 'XML with a document type', rewritten(first, (xml) => xml.replace('<Bundle', '<!DOCTYPE Bundle [<!ENTITY x "y">]><Bundle'))],
    [400, 'a comment in which anything could stand', rewritten(first, (xml) => xml.replace('<type ', '<!-- --><type '))],
    [400, 'no bundle', rewritten(first, (xml) => xml.replace(/^<\?.*\?>\s*/, '<x/>'))],
  ]
  for (const [status, what, body] of refused) {
    const [answer, calls] = await posted(body)
    assert.deepEqual([answer.status, calls], [status, []], `${what}: ${answer.text}`)
    assert.match(words(answer), /Nothing has left/, what)
    assert.equal(body.sent && (await listed(body)), undefined, what)
  }
  // And as it was it goes: each refusal was for its own fault.
  assert.equal((await posted(first))[0].status, 202)
  await road.collect()
})

// proves: GW-11 GW-9
test('nobody without a session, no other site and no other organisation gets anything in or out', async () => {
  const body = golden('for-action')
  const refused = [
    [401, person(chain), {}],
    [403, ada, { headers: { 'sec-fetch-site': 'cross-site' } }],
    [403, ada, { headers: { 'ssp-traceid': '' } }],
    [403, nadia, {}],
    [403, carl, {}],
    [401, ada, { path: '/host/mesh/messages' }],
  ]
  for (const [status, who, options] of refused) {
    const [answer, calls] = await posted(body, { who, ...options })
    assert.deepEqual([answer.status, calls], [status, []], answer.text)
    assert.match(words(answer), /./)
  }
  assert.equal((await posted(body))[0].status, 202)
  await road.collect()
  for (const path of ['/mesh/messages', `/mesh/messages/${body.sent.header}/message`]) {
    assert.equal((await road.call(person(chain), path)).status, 401, path)
    assert.equal((await road.call(nadia, path)).status, 403, path)
  }
  assert.deepEqual((await road.call(carl, '/mesh/messages')).json().messages, [])
  assert.equal((await road.call(carl, `/mesh/messages/${body.sent.header}/message`)).status, 404)
  assert.equal((await again(body, carl))[0].status, 404)
  for (const [method, path] of [['GET', '/mesh/'], ['GET', '/mesh/outbox'], ['PUT', '/mesh/messages'], ['DELETE', `/mesh/messages/${body.sent.header}`], ['GET', `/mesh/messages/${body.sent.header}/again`], ['POST', `/mesh/messages/${'-'.repeat(36)}/again`]]) {
    const answer = await road.call(ada, path, { method, raw: path, body: method === 'PUT' ? {} : undefined })
    assert.equal(answer.status, 404, `${method} ${path}`)
    words(answer)
  }
})

// proves: GW-11 GW-12
test('a stranger is turned away before anything of a large body is read', async () => {
  const { port } = new URL(road.address)
  const head = `POST /mesh/messages HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nSsp-TraceID: ${crypto.randomUUID()}\r\nContent-Type: application/json\r\nContent-Length: 6000000\r\n\r\n`
  const socket = connect({ host: '127.0.0.1', port, ca: ada.ca }, () => socket.write(head))
  const [first] = await once(socket, 'data')
  socket.on('error', () => {}).destroy()
  assert.match(first.toString(), /^HTTP\/1\.1 401 /)
})

// proves: GW-11
test('without a mailbox there is no outbox, and the settings of the app say nothing of it', async () => {
  const answer = await nadia.call('/mesh/messages', { method: 'POST', body: {} })
  assert.equal(answer.status, 404)
  assert.match(words(answer), /not set up here/)
  assert.equal((await nadia.call('/config.json')).json().writeBack, undefined)
  // Nor where the organisation has none.
  assert.equal((await road.call(nadia, '/config.json')).json().writeBack, undefined)
  assert.deepEqual((await road.call(ada, '/config.json')).json().writeBack, { outbox: '/mesh/', mailbox: MAILBOX })
})

// proves: GW-11
test('a header goes out once, however often it is posted and however much at once', async () => {
  const body = golden('for-action')
  assert.equal((await posted(body))[0].status, 202)
  const [second, calls] = await posted(body)
  assert.deepEqual([second.status, second.json().events.map(({ kind }) => kind), calls], [409, ['posted', 'taken'], []])
  const [other] = await posted(rewritten(body, (xml) => xml.replace('Version: 1', 'Version: one')))
  assert.equal(other.status, 409)
  assert.equal((await road.call(ada, `/mesh/messages/${body.sent.header}/message`)).text, Buffer.from(body.message, 'base64').toString())
  // Two workers of nginx, which know nothing of one another.
  for (let round = 0; round < 5; round += 1) {
    const race = golden('for-action')
    const before = road.front.arrived.length
    const answers = await Promise.all(Array.from({ length: 24 }, () => posted(race)))
    assert.deepEqual(answers.map(([{ status }]) => status).sort(), [202, ...Array(23).fill(409)])
    assert.equal(road.front.arrived.length - before, 1)
  }
  assert.equal((await road.collect()).length, 6)
})

// proves: GW-11
test('where the spool or the audit log takes nothing, nothing leaves', async () => {
  const [sent, kept] = [road.at('spool/sent'), road.at('spool/sent-kept')]
  for (const [path, aside, why] of [[road.at('spool/new'), road.at('spool/new-kept'), /disk takes nothing/], [sent, kept, /disk takes nothing|cannot be read/], [road.at('logs/audit.log'), road.at('logs/audit.kept'), /./]]) {
    const body = golden('for-action')
    renameSync(path, aside)
    // A file where a folder should be, or the other way round: not even root can write into it.
    if (path.endsWith('.log')) mkdirSync(path)
    else writeFileSync(path, '')
    let answer, calls
    try {
      ;[answer, calls] = await posted(body)
    } finally {
      if (path.endsWith('.log')) rmdirSync(path)
      else rmSync(path)
      renameSync(aside, path)
    }
    assert.deepEqual([answer.status, calls], [503, []], path)
    assert.match(words(answer), why)
    assert.equal(await listed(body), undefined)
    assert.equal((await posted(body))[0].status, 202)
  }
  await road.collect()
})

// proves: GW-11 SDOC-48 SDOC-47
test('the spool is its owner’s alone, whole, and no secret of the mailbox and no patient is anywhere but where it belongs', async () => {
  const modes = new Set()
  const text = []
  const walk = (path, keeps) => {
    for (const name of readdirSync(path)) {
      const one = join(path, name)
      const { mode } = lstatSync(one)
      modes.add((mode & 0o777).toString(8))
      if (lstatSync(one).isDirectory()) walk(one, keeps)
      else keeps(one)
    }
  }
  walk(road.at('spool'), (file) => text.push(readFileSync(file, 'utf8')))
  assert.deepEqual([...modes].sort(), ['600', '700'])
  assert.deepEqual(readdirSync(road.at('spool/new')), [])
  const secrets = [road.env.GATEWAY_MESH_SHARED_KEY]
  walk(road.at('run'), (file) => /\.(conf|inc)$/.test(file) && text.push(readFileSync(file, 'utf8')))
  const list = await road.call(ada, '/mesh/messages')
  text.push(list.text, JSON.stringify(list.headers), (await road.call(ada, '/config.json')).text)
  for (const name of readdirSync(road.at('logs'))) {
    const log = readFileSync(road.at('logs', name), 'utf8')
    text.push(log)
    // Not even the audit log names the patient of a summary: its header leads to the spool, which does.
    assert.doesNotMatch(log, /DAWES|9990000018|999 000 0018/, name)
  }
  for (const one of text) for (const secret of secrets) assert.ok(!one.includes(secret))
  const lines = (await settled(road.audit)).filter(({ interaction }) => interaction === 'mesh:send')
  const [asked] = lines
  assert.deepEqual([asked.event, asked.user, asked.organisation, asked.ods], ['asked', '555000111666', 'X26', 'A99999'])
  assert.ok(list.json().messages.flatMap(({ events }) => events).every(({ kind, message }) => kind !== 'taken' || lines.some(({ mesh }) => mesh === message)))
  await wrong({ cutBefore: true }, () => posted())
  assert.ok((await settled(road.audit)).some(({ event, status, why }) => event === 'answered' && status === 504 && why === 'no answer of MESH'))
  assert.ok(lines.some(({ event, status, why }) => event === 'blocked' && status === 403 && why === 'summary'))
  const nonces = road.front.arrived.map(({ headers }) => headers.authorization.split(':')[1])
  assert.equal(new Set(nonces).size, nonces.length)
  assert.ok(road.front.arrived.every(({ client }) => client === 'x26abc1.x26.api.mesh-client.nhs.uk'))
})

// proves: GW-11 GW-9
test('the page of a host sends on a road of its own, with its token', async () => {
  const body = golden('for-action')
  const token = hostToken(chain, { org_ods: 'X26' })
  const [answer] = await posted(body, { who: person(chain), path: '/host/mesh/messages', headers: { authorization: `Bearer ${token}`, cookie: '' } })
  assert.equal(answer.status, 202, answer.text)
  assert.equal((await listed(body)).events.length, 2)
  await road.collect()
})

// proves: GW-11
test('where roles are named nobody else sends or sees summaries, nor anybody while the session helper is down', async () => {
  const body = golden('for-action')
  await road.stopGateway()
  await road.start({ GATEWAY_MESH_ROLES: 'Nurse Practitioner, R0600' })
  const [answer, calls] = await posted(body)
  assert.deepEqual([answer.status, calls], [403, []])
  assert.match(words(answer), /role of this session/)
  assert.equal((await road.call(ada, '/mesh/messages')).status, 403)
  assert.equal((await road.call(ada, '/config.json')).json().writeBack, undefined)
  await road.stopGateway()
  await road.start({ GATEWAY_MESH_ROLES: 'Nurse Practitioner, R0260' })
  assert.equal((await posted(body))[0].status, 202)
  // A session helper that is down is no end of the session.
  await road.stopGateway()
  await road.start({ GATEWAY_SESSION: '127.0.0.1:1' })
  const [down, none] = await posted(golden('for-action'))
  assert.deepEqual([down.status, none], [503, []])
  assert.match(words(down), /Nothing has left/)
  await road.stopGateway()
  await road.start()
  await road.collect()
})
