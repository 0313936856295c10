// What may be asked: the table and nothing else.
import assert from 'node:assert/strict'
import test from 'node:test'
import { arriving, audited, chain, claims, FIND, FOUNDATIONS, HARTLEY, nadia, outcome } from './shared.mjs'

const REASON = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1'

// proves: GW-3
test('what is not in the table goes nowhere', async () => {
  const appointment = { resourceType: 'Appointment', status: 'booked' }
  const refused = [
    ['GET', '/gpc/Y90001/foundations/Observation'],
    ['GET', '/gpc/Y90001/foundations/'],
    ['GET', '/gpc/Y90001/foundations/Patient/2/Observation'],
    ['GET', '/gpc/Y90001/structured/Patient'],
    ['GET', '/gpc/Y90001/html/Patient/2'],
    ['GET', '/gpc/Y90001/html/Order/1'],
    ['GET', '/gpc/Y90001/other/metadata'],
    ['GET', '/gpc/Y90001/metadata'],
    ['GET', '/gpc/y90001/foundations/metadata'],
    ['GET', '/gpc/Y9/foundations/metadata'],
    ['GET', '/gpc/Y90001/https://evil.example/metadata'],
    ['GET', '/gpc/Y90001/foundations//metadata'],
    ['GET', '/gpc/Y90001/foundations/metadata/'],
    ['GET', '/gpc/Y90001/foundations/Location/..'],
    ['GET', '/gpc/Y90001/foundations/Location/%2e%2e'],
    ['GET', '/gpc/Y90001/foundations/Location/..%2fmetadata'],
    ['GET', '/gpc/Y90001/foundations/./metadata'],
    ['GET', '/gpc/Y90001/foundations/../documents/metadata'],
    ['GET', '/gpc/Y90001/foundations/Location/a%20b'],
    ['GET', '/gpc/Y90001/foundations/Location/a%26b'],
    ['GET', `/gpc/Y90001/foundations/Location/${'x'.repeat(65)}`],
    ['GET', '/gpc/Y90001@evil.example/foundations/metadata'],
    ['DELETE', '/gpc/Y90001/foundations/Appointment/3'],
    ['PATCH', '/gpc/Y90001/foundations/Appointment/3'],
    ['HEAD', '/gpc/Y90001/foundations/metadata'],
    ['OPTIONS', '/gpc/Y90001/foundations/metadata'],
    ['PUT', '/gpc/Y90001/foundations/Patient/2', {}],
    ['POST', '/gpc/Y90001/foundations/Slot', {}],
    ['POST', '/gpc/Y90001/foundations/Appointment', [appointment]],
    ['POST', '/gpc/Y90001/foundations/Appointment', { ...appointment, status: 'cancelled' }],
    ['POST', '/gpc/Y90001/foundations/Appointment', '{"resourceType":"Appointment","status":"booked"'],
    ['PUT', '/gpc/Y90001/foundations/Appointment/3', ''],
    ['PUT', '/gpc/Y90001/foundations/Appointment/3', { ...appointment, resourceType: 'Patient' }],
    ['PUT', '/gpc/Y90001/foundations/Appointment/3', { ...appointment, status: 'arrived' }],
    ['PUT', '/gpc/Y90001/foundations/Appointment/3', { ...appointment, status: 'cancelled' }],
    ['POST', '/gpc/Y90001/structured/Patient/$gpc.migratestructuredrecord', {}],
    ['POST', '/pds/Patient/9990054320', {}],
    ['GET', '/pds/Patient/9990054320/RelatedPerson'],
  ]
  for (const [method, path, body] of refused) {
    const [[answer, [line]], lines] = await arriving(() => audited(() => nadia.call(path, { method, body, raw: path })))
    assert.equal(answer.status, 404, `${method} ${path}`)
    if (method !== 'HEAD') outcome(answer)
    assert.deepEqual(lines, [], `${method} ${path}`)
    assert.equal(line?.event, 'blocked', `${method} ${path}`)
  }
})

// proves: GW-3
test('each call arrives under its own interaction and scope, whatever the page calls it', async () => {
  const post = (resource) => ({ method: 'POST', body: resource })
  const parameters = (system, more = []) => ({ resourceType: 'Parameters', parameter: [{ name: 'patientNHSNumber', valueIdentifier: { system, value: HARTLEY } }, ...more] })
  const section = { name: 'recordSection', valueCodeableConcept: { coding: [{ system: 'http://fhir.nhs.net/ValueSet/gpconnect-record-section-1', code: 'ALL' }] } }
  const dstu2 = { accept: 'application/json+fhir', 'content-type': 'application/json+fhir;charset=utf-8' }
  const calls = [
    [FIND, {}, 'fhir:rest:search:patient-1', 'patient/*.read'],
    [FIND.replace('foundations', 'documents'), {}, 'documents:fhir:rest:search:patient-1', 'patient/*.read'],
    ['/gpc/Y90001/documents/metadata', {}, 'documents:fhir:rest:read:metadata-1', 'organization/*.read'],
    ['/gpc/Y90001/structured/Patient/$gpc.getstructuredrecord', post(parameters('https://fhir.nhs.uk/Id/nhs-number', [{ name: 'includeAllergies', part: [{ name: 'includeResolvedAllergies', valueBoolean: true }] }])), 'fhir:operation:gpc.getstructuredrecord-1', 'patient/*.read'],
    ['/gpc/Y90001/html/Patient/$gpc.getcarerecord', { ...post(parameters('http://fhir.nhs.net/Id/nhs-number', [section])), headers: dstu2 }, 'fhir:operation:gpc.getcarerecord', 'patient/*.read'],
    [`/gpc/Y90001/html/Patient?identifier=http%3A%2F%2Ffhir.nhs.net%2FId%2Fnhs-number%7C${HARTLEY}`, { headers: dstu2 }, 'fhir:rest:search:patient', 'patient/*.read'],
    ['/gpc/Y90001/html/Organization?identifier=http%3A%2F%2Ffhir.nhs.net%2FId%2Fods-organization-code%7CY90001', { headers: dstu2 }, 'fhir:rest:search:organization', 'organization/*.read'],
  ]
  for (const [path, request, interaction, scope] of calls) {
    const [answer, lines] = await arriving(() => nadia.call(path, request))
    const seen = lines.filter(({ as }) => as === 'proxy').pop()
    assert.equal(answer.status, 200, `${path}: ${answer.text.slice(0, 300)}`)
    assert.equal(seen.interaction, `urn:nhs:names:services:gpconnect:${interaction}`)
    assert.equal(claims(seen.authorization).requested_scope, scope)
    // The query and path as they were sent, behind the directory's address (FND-05).
    const [, , ods, capability, ...rest] = path.split('/')
    assert.equal(seen.uri, `/${chain.practices[ods][capability].address}/${rest.join('/')}`)
  }
  // Record HTML: the patient in the token is the one in the body.
  const html = chain.arrived().filter(({ interaction }) => interaction.endsWith('getcarerecord')).pop()
  assert.equal(claims(html.authorization).requested_record.identifier[0].value, HARTLEY)
})

// proves: GW-3
test('a task arrives once, with the scope to write, and the audit names its patient by the practice’s id', async () => {
  const headers = { accept: 'application/json+fhir', 'content-type': 'application/json+fhir;charset=utf-8' }
  const order = { resourceType: 'Order', subject: { reference: 'Patient/2' } }
  const [[answer, [line]], lines] = await arriving(() => audited(() => nadia.call('/gpc/Y90001/html/Order', { method: 'POST', body: order, headers })))
  const seen = lines.filter(({ as }) => as === 'proxy')
  // The practice refuses it, as it is no whole task.
  assert.equal(answer.status, 422)
  assert.equal(answer.json().resourceType, 'OperationOutcome')
  assert.equal(seen.length, 1)
  assert.equal(seen[0].interaction, 'urn:nhs:names:services:gpconnect:fhir:rest:create:order')
  assert.equal(claims(seen[0].authorization).requested_scope, 'patient/*.write')
  assert.ok(JSON.stringify(line).includes('"2"'), JSON.stringify(line))
})

// proves: GW-4
test('the body decides between amending and cancelling, and nothing larger than 64 kB is read', async () => {
  const put = (body) => arriving(() => nadia.call(`${FOUNDATIONS}/Appointment/3`, { method: 'PUT', body, headers: { 'if-match': 'W/"1"' } }))
  const reason = { url: REASON, valueString: 'Patient feels better' }
  for (const [status, extension, end] of [['booked', [], 'update'], ['cancelled', [reason], 'cancel']]) {
    const [answer, lines] = await put({ resourceType: 'Appointment', id: '3', status, extension })
    const seen = lines.filter(({ as }) => as === 'proxy')
    assert.equal(seen.length, 1, `${status}: sent once, and not again after ${answer.status}`)
    assert.equal(seen[0].interaction, `urn:nhs:names:services:gpconnect:fhir:rest:${end}:appointment-1`)
    assert.equal(seen[0].ifMatch, 'W/"1"')
    assert.equal(claims(seen[0].authorization).requested_scope, 'patient/*.write')
  }
  const [large, lines] = await put({ resourceType: 'Appointment', status: 'booked', comment: 'x'.repeat(64 * 1024) })
  assert.equal(large.status, 413)
  outcome(large)
  assert.deepEqual(lines, [])
  const [fits] = await put({ resourceType: 'Appointment', status: 'booked', comment: 'x'.repeat(60 * 1024) })
  assert.notEqual(fits.status, 413)
})

// proves: GW-1 FND-07
test('nothing is booked in the name of another organisation than the one that is signed in', async () => {
  const booking = (ods) => ({ resourceType: 'Appointment', status: 'booked', contained: [{ resourceType: 'Organization', id: '1', identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: ods }] }] })
  const book = (ods) => arriving(() => nadia.call(`${FOUNDATIONS}/Appointment`, { method: 'POST', body: booking(ods) }))
  const [refused, nothing] = await book('Y90777')
  assert.deepEqual([refused.status, nothing], [403, []])
  assert.match(outcome(refused).words, /another organisation than the one that is signed in, Y90500\. Nothing was booked/)
  // Its own goes to the practice, which has more to say about it.
  const [, lines] = await book('Y90500')
  assert.equal(lines.filter(({ as }) => as === 'proxy').length, 1)
})
