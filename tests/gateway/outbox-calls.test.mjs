// What becomes of a call to MESH: taken, turned away, or unknown until somebody decides; and that nothing goes twice by itself.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import test from 'node:test'
import { golden } from './mesh-road.mjs'
import { ada, again, changed, kinds, listed, posted, road, words, wrong } from './shared-road.mjs'

// proves: GW-11 SDOC-42
test('what MESH turns away is said with its code, has not left, and cannot be sent again as it is', async () => {
  const traced = changed(golden('for-action'), (one) => (one.metadata.to = 'GPPROVIDER_9990000018_19520531_NOBODY'))
  const cases = [
    [{}, traced, '12', /Unregistered to address/],
    ...[400, 403, 417, 429].map((status) => [{ answer: { status, body: JSON.stringify({ detail: [{ event: 'SEND', code: '02', msg: 'As said' }] }) } }, golden('for-action'), '02', /As said/]),
    [{ answer: { status: 403, body: JSON.stringify({ errorCode: '', errorDescription: 'Invalid Authentication Token' }) } }, golden('for-action'), '', /Invalid Authentication/],
    [{ answer: { status: 404, body: '<html>no JSON' } }, golden('for-action'), '', /status 404/],
  ]
  for (const [told, body, code, description] of cases) {
    const [answer, calls] = await wrong(told, () => posted(body))
    assert.deepEqual([answer.status, answer.json().code, calls.length], [422, code, 1], answer.text)
    assert.match(answer.json().description, description)
    const { events } = await listed(body)
    assert.deepEqual(events.map(({ kind, code: one }) => [kind, one]), [['posted', undefined], ['turnedAway', code]])
    const [once, none] = await again(body)
    assert.deepEqual([once.status, none], [409, []])
  }
  // Nobody there: not a byte of it was sent.
  const { server } = road.front
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  const body = golden('for-action')
  const [answer] = await posted(body)
  await new Promise((done) => server.listen(road.frontPort, '127.0.0.1', done))
  assert.deepEqual([answer.status, answer.json().code], [422, ''])
  assert.match(answer.json().description, /could not be reached\. Nothing has left/)
  assert.deepEqual(await road.collect(), [])
})

// proves: GW-11 SDOC-42
test('a call without an answer is unknown, and the same bytes go again only when somebody says so', async () => {
  const cases = [
    ['the answer is cut off after MESH took it', { cutAfter: true }, 2],
    ['the call is cut off', { cutBefore: true }, 1],
    ['no answer in time', { isSilent: true }, 1],
    ['a fault of MESH', { answer: { status: 500, body: 'SOAP' } }, 1],
    ['a fault before MESH', { answer: { status: 503 } }, 1],
    ['taken, but under no id', { answer: { status: 202, body: '{}' } }, 1],
    ['a redirect', { answer: { status: 302 } }, 1],
    ['an answer that breaks off', { cutWithin: '{"message_id":"20261120' }, 1],
    ['a web page', { answer: { status: 200, body: '<!doctype html><title>Log in</title>' } }, 1],
  ]
  for (const [what, told, copies] of cases) {
    const body = golden('for-action')
    const [answer, calls] = await wrong(told, () => posted(body))
    assert.deepEqual([answer.status, calls.length], [504, 1], `${what}: ${answer.text}`)
    assert.match(words(answer), /may have been sent or not/, what)
    assert.deepEqual(await kinds(body), ['posted', 'answerLost'], what)
    assert.equal((await posted(body))[0].status, 409, what)
    const [second, one] = await again(body)
    assert.deepEqual([second.status, one.length], [202, 1], what)
    assert.ok(one[0].body.equals(calls[0].body), what)
    assert.notEqual(one[0].headers.authorization, calls[0].headers.authorization, 'a nonce is good for one call')
    assert.deepEqual((await road.collect()).map((message) => message.body), Array(copies).fill(body.message), what)
    assert.deepEqual(await kinds(body), ['posted', 'answerLost', 'posted', 'taken'], what)
    const [third, none] = await again(body)
    assert.deepEqual([third.status, none], [409, []], what)
  }
})

// proves: GW-11
test('an answer of MESH that is too large to be held leaves the summary posted and no more, which is unknown', async () => {
  const body = golden('for-action')
  const answer = await wrong({ answer: { status: 202, body: `{"message_id":"M","more":"${'x'.repeat(2_000_000)}"}` } }, () => posted(body)).catch(() => 'cut off')
  assert.deepEqual([answer, await kinds(body)], ['cut off', ['posted']])
})

// proves: GW-11
test('a second try that is turned away leaves it unknown, as the first may have arrived', async () => {
  const body = golden('for-action')
  await wrong({ cutAfter: true }, () => posted(body))
  const [refused] = await wrong({ answer: { status: 403 } }, () => again(body))
  assert.equal(refused.status, 422)
  assert.deepEqual(await kinds(body), ['posted', 'answerLost', 'posted', 'turnedAway'])
  assert.equal((await again(body))[0].status, 202)
  assert.equal((await road.collect()).length, 2)
  for (let round = 0; round < 5; round += 1) {
    const race = golden('for-action')
    await wrong({ cutAfter: true }, () => posted(race))
    const answers = await Promise.all(Array.from({ length: 24 }, () => again(race)))
    assert.deepEqual(answers.map(([{ status }]) => status).sort(), [202, ...Array(23).fill(409)], 'one of many at once')
    assert.equal((await road.collect()).length, 2)
  }
})

// proves: GW-11
test('while a call is under way the same bytes do not go beside it, and a page that leaves changes nothing', async () => {
  const body = golden('for-action')
  let release
  const held = new Promise((done) => (release = done))
  await wrong({ hold: (send) => held.then(send) }, async () => {
    const url = new URL(`${road.address}/mesh/messages`)
    const headers = { cookie: ada.cookies(), 'content-type': 'application/json', 'ssp-traceid': crypto.randomUUID(), 'sec-fetch-site': 'same-origin' }
    const call = request(url, { method: 'POST', headers, ca: ada.ca })
    call.on('error', () => {}).end(JSON.stringify(body))
    const before = road.front.arrived.length
    while (road.front.arrived.length === before) await new Promise((done) => setTimeout(done, 20))
    const [answer, calls] = await again(body)
    assert.deepEqual([answer.status, calls], [409, []])
    assert.match(words(answer), /being sent/)
    call.destroy()
    release()
  })
  for (let tries = 0; (await kinds(body)).length < 2 && tries < 50; tries += 1) await new Promise((done) => setTimeout(done, 40))
  assert.deepEqual(await kinds(body), ['posted', 'taken'])
  await road.collect()
})

// proves: GW-11
test('a gateway that dies while MESH is asked shows the summary as posted, never as not sent, and all else is as it was', async () => {
  const settled = golden('for-action')
  await posted(settled)
  const body = golden('for-action')
  let release
  const held = new Promise((done) => (release = done))
  await wrong({ hold: (send) => held.then(send) }, async () => {
    const lost = posted(body).catch(() => 'cut off')
    const before = road.front.arrived.length
    while (road.front.arrived.length === before) await new Promise((done) => setTimeout(done, 20))
    // The master and its workers: this machine's power, as far as they can tell.
    const master = road.at('run/nginx.pid')
    const pid = readFileSync(master, 'utf8').trim()
    const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    await road.stopGateway('SIGKILL')
    for (const one of workers) process.kill(Number(one), 'SIGKILL')
    assert.equal(await lost, 'cut off')
    release()
  })
  await road.start()
  assert.deepEqual(await kinds(body), ['posted'])
  assert.deepEqual(await kinds(settled), ['posted', 'taken'])
  assert.equal((await again(body))[0].status, 409, 'it may still be under way')
  // Some minutes later.
  const file = road.at('spool/sent/X26', body.sent.header, 'posted-1.json')
  writeFileSync(file, JSON.stringify({ at: new Date(Date.now() - 300_000).toISOString(), kind: 'posted' }))
  assert.equal((await again(body))[0].status, 202)
  assert.deepEqual((await kinds(body)).sort(), ['answerLost', 'posted', 'posted', 'taken'])
  assert.deepEqual((await road.collect()).map((message) => message.body).sort(), [settled, body, body].map(({ message }) => message).sort())
})
