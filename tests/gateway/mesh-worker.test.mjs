// The MESH worker: what came back is kept before it is acknowledged, placed without a guess, and neither lost nor doubled.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { gzipSync } from 'node:zlib'
import { acknowledgement, golden, MAILBOX } from './mesh-road.mjs'
import { ada, again, carl, kinds, listed, posted, road, wrong } from './shared-road.mjs'
import { chain } from './shared.mjs'

const run = (more, args) => road.startWorker(more, args).end
/** Runs it, to end well. */
async function fetched(more) {
  const { code, said } = await run(more)
  assert.equal(code, 0, said)
  return said
}
const sent = async (body = golden('for-action')) => {
  const [answer] = await posted(body)
  assert.equal(answer.status, 202, answer.text)
  await road.collect()
  return { ...body, mesh: answer.json().message }
}
const base64 = (xml) => Buffer.from(xml).toString('base64')
const answers = async (body) => (await listed(body)).events.filter(({ kind }) => kind === 'answered').map(({ xml }) => xml)
const unmatched = async () => (await road.call(ada, '/mesh/messages')).json().unmatched
const tray = (name) => readdirSync(road.at('spool', name))
/** Puts aside what cannot be placed, as an administrator would. */
async function dropped() {
  assert.equal((await run({}, ['drop', ...tray('unmatched')])).code, 0)
  assert.equal(await unmatched(), 0)
}
/** What MESH still has for the mailbox, as the worker asks it. */
async function waitingAtMesh() {
  const before = road.front.arrived.length
  await run({ GATEWAY_MESH_SPOOL: road.at('elsewhere') })
  return road.front.arrived.slice(before).filter(({ verb, path }) => verb === 'GET' && /\/inbox\/[^/]+$/.test(path)).length
}

// proves: GW-11 SDOC-31 SDOC-42
test('acknowledgements of both families and reports come to the message that they are about, byte for byte', async () => {
  const body = await sent()
  const [received, known] = ['20013', '30001'].map((code) => acknowledgement({ answers: body.sent.header, code }))
  await road.answer(received)
  await road.answer(known, { workflow: 'GPFED_CONSULT_REPORT_ACK' })
  const failed = await sent()
  await road.report(failed.mesh, 'EPL-152', 'Invalid NHS number')
  await fetched()
  assert.deepEqual((await answers(body)).sort(), [received, known].map(base64).sort())
  assert.deepEqual(await kinds(failed), ['posted', 'taken', 'reported'])
  const { message, code, description } = (await listed(failed)).events.at(-1)
  assert.deepEqual([message, code, description], [failed.mesh, 'EPL-152', 'Invalid NHS number'])
  assert.deepEqual([tray('inbox'), tray('unmatched'), tray('new')], [[], [], []])
  // Acknowledged to MESH: nothing of it comes again.
  await fetched()
  assert.equal((await answers(body)).length, 2)
  const lines = road.audit().filter(({ interaction }) => interaction === 'mesh:inbox')
  assert.ok(lines.some(({ event, message: header }) => event === 'placed' && header === body.sent.header))
  assert.equal(lines.filter(({ event }) => event === 'came').length, 3)
})

// proves: GW-11 SDOC-31 SDOC-42
test('each code and each report is kept for its own message, twice, in the wrong order, late and for another version', async () => {
  const codes = ['20013', '30001', '20012', '30002', '30003', '20014', '20007', '30004', '20999']
  const bodies = []
  for (const code of codes) {
    const body = await sent()
    const xml = acknowledgement({ answers: body.sent.header, code })
    await road.answer(xml)
    bodies.push([body, [xml]])
  }
  // The business acknowledgement first, each twice, the bundles' ids and the encounter in place of the header's, and gzip.
  const { bundle, document, header, encounter } = golden('for-action').sent
  for (const [name, ways] of Object.entries({
    order: [{ code: '30001', id: header }, { code: '20013', id: bundle }, { code: '30001', id: header }, { code: '20013', id: bundle }],
    bundle: [{ code: '20013', by: 'bundle' }, { code: '30002', by: 'document' }],
    encounter: [{ code: '20013', reference: true }, { code: '30001', reference: true }],
    urn: [{ code: '20013', prefix: 'urn:uuid:' }],
  })) {
    const body = await sent()
    const xmls = ways.map(({ code, id, by = 'header', reference, prefix = '' }) => acknowledgement({ code, id: id ?? `${name}-${code}`, ...(reference ? { reference: body.sent.encounter } : { answers: prefix + body.sent[by].toUpperCase() }) }))
    for (const xml of xmls) await road.answer(xml, { compress: name === 'order' })
    bodies.push([body, xmls])
  }
  assert.ok(document && encounter)
  // A message and its replacement: each has its own.
  const first = await sent()
  const next = await sent(golden('replacement'))
  const late = acknowledgement({ answers: first.sent.header, code: '30001' })
  await road.answer(acknowledgement({ answers: next.sent.header, code: '20014' }))
  await road.answer(late)
  bodies.push([first, [late]])
  const reported = []
  for (const code of ['EPL-150', 'EPL-151', 'EPL-152', 'EPL-153', 'EPL-154', '14']) {
    const body = await sent()
    await road.report(body.mesh, code)
    reported.push([body, code])
  }
  await fetched()
  for (const [body, xmls] of bodies) assert.deepEqual((await answers(body)).sort(), xmls.map(base64).sort())
  for (const [body, code] of reported) assert.deepEqual((await listed(body)).events.map((event) => event.code ?? event.kind), ['posted', 'taken', code])
})

// proves: GW-11 SDOC-43
test('a summary with a damaged file is named, hides no other and holds up no answer', async () => {
  const [damaged, well] = [await sent(), await sent()]
  const broken = { ...golden('for-action'), sent: damaged.sent }
  for (const name of ['facts.json', 'taken-1.json']) {
    const file = road.at('spool/sent/X26', damaged.sent.header, name)
    const kept = readFileSync(file)
    for (const bytes of [kept.subarray(0, 20), '', '[]', 'null']) {
      writeFileSync(file, bytes)
      const { messages, damaged: named } = (await road.call(ada, '/mesh/messages')).json()
      assert.deepEqual([named, messages.some(({ sent: one }) => one.header === damaged.sent.header)], [[damaged.sent.header], false], `${name}: ${bytes}`)
      assert.ok(messages.some(({ sent: one }) => one.header === well.sent.header))
    }
    const xml = acknowledgement({ answers: well.sent.header, code: '20013', id: `${name}-${well.mesh}` })
    await road.answer(xml)
    const reported = await sent()
    await road.report(reported.mesh, 'EPL-152')
    const said = await fetched()
    assert.match(said, new RegExp(`${damaged.sent.header}.* cannot be read`))
    assert.ok((await answers(well)).includes(base64(xml)))
    assert.deepEqual(await kinds(reported), ['posted', 'taken', 'reported'])
    // What became of it cannot be told, and it does not go again.
    const [answer, calls] = await again(broken)
    assert.ok(answer.status >= 503 || answer.status === 409, answer.text)
    assert.deepEqual(calls, [])
    writeFileSync(file, kept)
  }
  assert.deepEqual([(await road.call(ada, '/mesh/messages')).json().damaged, tray('inbox')], [[], []])
})

// proves: GW-11 SDOC-42
test('a call without an answer is settled by its own identifiers when the practice answers', async () => {
  const body = golden('for-action')
  assert.equal((await wrong({ cutAfter: true }, () => posted(body)))[0].status, 504)
  const [came] = await road.collect()
  assert.equal(came.body, body.message)
  const xml = acknowledgement({ answers: body.sent.header, code: '20013' })
  await road.answer(xml)
  await fetched()
  assert.deepEqual(await kinds(body), ['posted', 'answerLost', 'answered'])
  // Known now: the same bytes do not go again.
  const [refused, calls] = await again(body)
  assert.deepEqual([refused.status, calls], [409, []])
})

// proves: GW-11 SDOC-31
test('what cannot be placed waits for a person with its reason, is counted, and is never guessed at', async () => {
  const body = await sent()
  const twin = golden('for-action')
  // Another message of the same encounter, still open.
  twin.message = base64(Buffer.from(twin.message, 'base64').toString().replace(twin.sent.encounter, body.sent.encounter))
  twin.sent.encounter = body.sent.encounter
  await sent(twin)
  const ours = acknowledgement({ answers: body.sent.header, code: '30001' })
  const deep = `<Bundle xmlns="http://hl7.org/fhir">${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}${ours}</Bundle>`
  const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}"><!ENTITY d "${'&c;'.repeat(50)}">]>${ours.replace('<entry>', '<entry><x>&d;</x>')}`
  const outside = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${ours.replace('<entry>', '<entry><x>&a;</x>')}`
  const hostile = [
    acknowledgement({ answers: crypto.randomUUID(), code: '30001' }),
    acknowledgement({ answers: crypto.randomUUID(), reference: body.sent.encounter, code: '30001' }),
    acknowledgement({ reference: body.sent.encounter, code: '20013' }),
    acknowledgement({ code: '20013' }),
    acknowledgement({ answers: 'UNREADABLE-IN-ORIGINAL-MESSAGE', reference: 'UNREADABLE-IN-ORIGINAL-MESSAGE', code: '10009' }),
    acknowledgement({ answers: '../../../etc/passwd', code: '30001' }),
    ours.replace('value="ok"', 'value="perhaps"'),
    ours.replace('http://hl7.org/fhir', 'http://hl7.org/other'),
    Buffer.from(body.message, 'base64').toString(),
    '<Bundle xmlns="http://hl7.org/fhir"><entry>',
    '<?xml version="1.0" encoding="x-none"?><a/>',
    '{"resourceType":"Bundle"}',
    ' ',
    deep, laughs, outside,
  ]
  for (const xml of hostile) await road.answer(xml)
  const bytes = [Buffer.from([0xff, 0xfe, 0, 1]), Buffer.alloc(2_000_000, 0x3c), gzipSync(ours)]
  for (const body_ of bytes) await road.practice({ do: 'answer', to: MAILBOX, workflow: 'GPCONNECT_SEND_DOCUMENT_ACK', body: body_.toString('base64') })
  await road.answer(ours, { workflow: 'ANOTHER_WORKFLOW' })
  await road.report('20261120143500123456_NOBODY', 'EPL-152')
  await road.report(undefined, 'EPL-152')
  const count = hostile.length + bytes.length + 3
  const { code, said } = await run()
  assert.equal(code, 3, said)
  assert.match(said, new RegExp(`${count} could not be placed and wait in`))
  assert.doesNotMatch(said, /DAWES|9990000018/)
  assert.deepEqual([await unmatched(), await answers(body), tray('inbox')], [count, [], []])
  // The exact bytes and headers of each, and why.
  const kept = tray('unmatched').map((name) => readFileSync(road.at('spool/unmatched', name, 'body')).toString('base64'))
  for (const xml of [...hostile.map((one) => Buffer.from(one)), ...bytes]) assert.ok(kept.includes(xml.toString('base64')), xml.subarray(0, 80).toString())
  // It goes on being said until somebody has dealt with it; what is dealt with is placed by hand or dropped.
  const listedNow = await run({}, ['unmatched'])
  assert.equal(listedNow.said.trim().split('\n').length, count)
  assert.match(listedNow.said, /of no workflow that is known here/)
  const name = tray('unmatched').find((one) => readFileSync(road.at('spool/unmatched', one, 'body'), 'utf8') === hostile[2])
  assert.equal((await run({}, ['place', name, body.sent.header])).code, 0)
  assert.deepEqual(await answers(body), [base64(hostile[2])])
  assert.equal((await run({}, ['place', name, body.sent.header])).code, 2)
  assert.equal((await run({}, ['drop', '../sent'])).code, 2)
  await dropped()
  await fetched()
})
// proves: GW-11
test('a worker that is killed at any moment loses nothing and doubles nothing', async () => {
  const moments = {
    'before it has the message': (request) => request.method === 'GET' && /\/inbox\/.+/.test(request.url),
    'between storing and acknowledging': (request) => request.method === 'PUT',
  }
  for (const [when, isIt] of Object.entries(moments)) {
    // Killed before MESH hears of it, and after MESH has taken it.
    for (const isHeard of [false, true]) {
      const body = await sent()
      const xml = acknowledgement({ answers: body.sent.header, code: '30001' })
      await road.answer(xml)
      const { child, end } = road.startWorker()
      await wrong({ inbox: (request) => (isIt(request) ? (child.kill('SIGKILL'), isHeard ? { cutAfter: true } : { cutBefore: true }) : undefined) }, () => end)
      assert.deepEqual(await answers(body), [], when)
      await fetched()
      assert.deepEqual(await answers(body), [base64(xml)], when)
      assert.deepEqual([tray('inbox'), tray('unmatched')], [[], []], when)
      assert.equal(await waitingAtMesh(), 0, when)
    }
  }
  // Between placing and putting away: the same again, under the same name.
  const body = await sent()
  const xml = acknowledgement({ answers: body.sent.header, code: '30001' })
  const id = await road.answer(xml)
  await fetched()
  mkdirSync(road.at('spool/inbox', id))
  writeFileSync(road.at('spool/inbox', id, 'body'), xml)
  writeFileSync(road.at('spool/inbox', id, 'headers.json'), JSON.stringify({ id, came: new Date().toISOString(), headers: { workflowid: 'GPCONNECT_SEND_DOCUMENT_ACK', messagetype: 'DATA' } }))
  chain.own(road.at('spool/inbox', id))
  await fetched()
  assert.deepEqual([await answers(body), tray('inbox')], [[base64(xml)], []])
})

// proves: GW-11
test('two workers at once exclude each other', async () => {
  const body = await sent()
  await road.answer(acknowledgement({ answers: body.sent.header, code: '20013' }))
  let release
  const held = new Promise((done) => (release = done))
  await wrong({ inbox: (request) => (request.method === 'PUT' ? { hold: (send) => held.then(send) } : undefined) }, async () => {
    const before = road.front.arrived.length
    const first = road.startWorker()
    while (!road.front.arrived.slice(before).some(({ verb }) => verb === 'PUT')) await new Promise((done) => setTimeout(done, 20))
    const second = await run()
    assert.deepEqual([second.code, /another worker is at it/.test(second.said)], [0, true], second.said)
    release()
    assert.equal((await first.end).code, 0)
  })
  assert.equal((await answers(body)).length, 1)
})

// proves: GW-11 SDOC-44
test('MESH that is away or refuses is said, what is stored is placed all the same, and the rest comes later', async () => {
  const body = await sent()
  const xml = acknowledgement({ answers: body.sent.header, code: '20013' })
  await road.answer(xml)
  for (const [told, words] of [[{ answer: { status: 503 } }, /could not be read/], [{ answer: { status: 403 } }, /status 403/], [{ cutBefore: true }, /could not be read/], [{ answer: { status: 200, body: 'no JSON' } }, /could not be read/]]) {
    const { code, said } = await wrong({ inbox: () => told }, () => run())
    assert.equal(code, 1, said)
    assert.match(said, words)
    assert.doesNotMatch(said, /Traceback|A key of the tests/)
  }
  // One message that cannot be fetched holds up no other, and stays at MESH.
  const other = await sent()
  await road.answer(acknowledgement({ answers: other.sent.header, code: '20013' }))
  let first
  const { code } = await wrong({ inbox: (request) => {
    if (request.method !== 'GET' || !/\/inbox\/.+/.test(request.url)) return undefined
    first ??= request.url
    return request.url === first ? { answer: { status: 500 } } : undefined
  } }, () => run())
  assert.equal(code, 1)
  assert.deepEqual([(await answers(body)).length, (await answers(other)).length].sort(), [0, 1])
  await fetched()
  assert.deepEqual(await answers(body), [base64(xml)])
  // Where its audit log takes no line nothing is acknowledged to MESH.
  const last = await sent()
  await road.answer(acknowledgement({ answers: last.sent.header, code: '20013' }))
  renameSync(road.at('logs/audit.log'), road.at('logs/audit.kept'))
  mkdirSync(road.at('logs/audit.log'))
  const unlogged = await run()
  rmdirSync(road.at('logs/audit.log'))
  renameSync(road.at('logs/audit.kept'), road.at('logs/audit.log'))
  assert.equal(unlogged.code, 1)
  assert.equal(await waitingAtMesh(), 1)
})

// proves: GW-11
test('a sign of life once a day, the inbox not more often than every five minutes, and what was kept long enough goes', async () => {
  const asked = async (more) => {
    const before = road.front.arrived.length
    await fetched(more)
    return road.front.arrived.slice(before).map(({ verb, path }) => `${verb} ${path.replace(`/messageexchange/${MAILBOX}`, '')}`)
  }
  await fetched()
  assert.deepEqual(await asked(), ['GET /inbox'])
  assert.deepEqual(await asked({ GATEWAY_MESH_POLL_SECONDS: '' }), [])
  const hours = (file, count) => utimesSync(road.at('spool', file), new Date(), new Date(Date.now() - count * 3_600_000))
  const health = async () => (await road.call(ada, '/health')).json()
  hours('fetched', 1.1)
  assert.deepEqual(await health(), { session: 'ok', audit: 'ok', mesh: 'late' })
  hours('polled', 0.1)
  assert.deepEqual(await asked({ GATEWAY_MESH_POLL_SECONDS: '' }), ['GET /inbox'])
  assert.equal((await health()).mesh, 'ok')
  hours('handshake', 24)
  assert.deepEqual(await asked(), ['POST ', 'GET /inbox'])
  const [old, young] = [await sent(), await sent()]
  const folder = road.at('spool/sent/X26', old.sent.header)
  // Out of the list when nothing has happened for five weeks, and still there to be read.
  utimesSync(folder, new Date(), new Date(Date.now() - 36 * 86_400_000))
  assert.equal(await listed(old), undefined)
  assert.equal((await road.call(ada, `/mesh/messages/${old.sent.header}/message`)).status, 200)
  assert.equal((await posted(old))[0].status, 409)
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), new Date(), new Date(Date.now() - 366 * 86_400_000))
  mkdirSync(road.at('spool/new/left'))
  chain.own(road.at('spool/new/left'))
  hours('new/left', 25)
  assert.ok(existsSync(folder))
  await fetched()
  assert.ok(existsSync(folder), 'once a day')
  hours('tidied', 24)
  await fetched()
  assert.deepEqual([await listed(old), (await listed(young)).events.length, existsSync(folder), tray('new')], [undefined, 2, false, []])
})

// proves: GW-6 SDOC-48
test('the worker and the gateway speak to MESH alone: another authority gets nothing', async () => {
  const body = await sent()
  const xml = acknowledgement({ answers: body.sent.header, code: '30001' })
  await road.answer(xml)
  const before = road.front.arrived.length
  const { code, said } = await run({ GATEWAY_MESH_CA: chain.at('gateway.pem') })
  assert.deepEqual([code, road.front.arrived.length - before], [1, 0], said)
  await road.stopGateway()
  await road.start({ GATEWAY_MESH_CA: chain.at('gateway.pem') })
  const [answer] = await posted()
  assert.deepEqual([answer.status, answer.json().code, road.front.arrived.length - before], [422, '', 0], answer.text)
  // Nor does a mailbox without its secret: that is MESH's own word.
  await road.stopGateway()
  await road.start({ GATEWAY_MESH_SHARED_KEY: 'another' })
  const [refused] = await posted()
  assert.equal(refused.status, 422)
  assert.match(refused.json().description, /Authentication/i)
  await road.stopGateway()
  await road.start()
  await fetched()
  assert.deepEqual(await answers(body), [base64(xml)])
})

// proves: SDOC-43 SDOC-44
test('a refusal is said when it comes, and what nobody has answered once a day', async () => {
  const [refused, reported, silent, halfway, done, lost] = [await sent(), await sent(), await sent(), await sent(), await sent(), golden('for-action')]
  await wrong({ cutBefore: true }, () => posted(lost))
  await road.answer(acknowledgement({ answers: refused.sent.header, code: '30002' }))
  await road.report(reported.mesh, 'EPL-154')
  await road.answer(acknowledgement({ answers: halfway.sent.header, code: '20013' }))
  await road.answer(acknowledgement({ answers: done.sent.header, code: '30001' }))
  const first = await fetched()
  assert.match(first, new RegExp(`warning: the summary ${refused.sent.header} of X26 was refused`))
  assert.match(first, new RegExp(`warning: the summary ${reported.sent.header} of X26 was not delivered`))
  assert.doesNotMatch(first, new RegExp(`${done.sent.header}|DAWES|9990000018`))
  const days = async (count) => {
    for (const { sent: ids } of [refused, reported, silent, halfway, done, lost]) utimesSync(road.at('spool/sent/X26', ids.header, 'posted-1.json'), new Date(), new Date(Date.now() - count * 86_400_000))
    utimesSync(road.at('spool/tidied'), new Date(), new Date(Date.now() - 86_400_000))
    return (await fetched()).match(/(?<=warning: the summary )\S+(?= of X26 has waited)/g) ?? []
  }
  const headers = (...bodies) => bodies.map((body) => body.sent.header).sort()
  assert.deepEqual(await days(0.5), [])
  assert.deepEqual((await days(1.1)).sort(), headers(silent, lost))
  assert.deepEqual((await days(5.1)).sort(), headers(silent, halfway, lost))
  assert.deepEqual(await days(36), [])
})

// proves: GW-11
test('an answer is seen by the organisation that sent, and by no other', async () => {
  const body = await sent()
  await road.answer(acknowledgement({ answers: body.sent.header, code: '30001' }))
  await fetched()
  assert.deepEqual(await kinds(body), ['posted', 'taken', 'answered'])
  assert.deepEqual((await road.call(carl, '/mesh/messages')).json().messages, [])
})
