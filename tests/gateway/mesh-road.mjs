// The road of summaries on this machine: a gateway with a mailbox, NHS England's MESH sandbox behind TLS, a practice and the worker.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { request as http } from 'node:http'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../browser/servers.mjs'
import { meshPrograms, workerLibraries } from '../../tools/dev/mesh-programs.mjs'
import { freePorts, listening } from './chain.mjs'
import { certificate } from './pretend/certificates.mjs'

export const MAILBOX = 'X26ABC1'
const PRACTICE = 'A99999OT001'
const KEY = 'A key of the tests'

/** A message of the golden set, under ids of its own. */
export function golden(name, { fresh = true } = {}) {
  const folder = join(root, 'send-document/tests/documents/golden')
  const names = new Map()
  const anew = (id) => names.get(id) ?? names.set(id, fresh ? crypto.randomUUID() : id).get(id)
  const uuids = (text) => text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, anew)
  const xml = uuids(readFileSync(join(folder, `${name}.xml`), 'utf8'))
  const metadata = JSON.parse(uuids(readFileSync(join(folder, `${name}.json`), 'utf8')))
  const one = (pattern) => xml.match(pattern)?.[1]
  const sent = {
    header: one(/<MessageHeader>\s*<id value="(.*?)"/),
    document: one(/<focus>\s*<reference value="urn:uuid:(.*?)"/),
    bundle: one(/^<\?.*\?>\s*<Bundle .*?>\s*<id value="(.*?)"/),
    encounter: one(/<extension url="SenderReference">\s*<valueString value="(.*?)"/),
  }
  const version = Number(one(/<versionId value="(\d+)"/))
  const replaces = one(/<targetIdentifier>\s*<system .*?>\s*<value value="(.*?)"/) ?? null
  const about = {
    patient: 'DAWES, Minnie (Mrs)', nhsNumber: metadata.to.split('_')[1], birthDate: '1952-05-31', seen: '2026-11-20T14:05:00+00:00', practice: 'Osprey Medical Centre',
    practiceOds: 'A99999', title: 'Consultation report', recipientType: 'FA', clinician: 'OKAFOR, Ada (Dr)',
  }
  return { sent, version, replaces, about, metadata, message: Buffer.from(xml).toString('base64') }
}

/** The names of the golden set. */
export const GOLDEN = readdirSync(join(root, 'send-document/tests/documents/golden')).filter((name) => name.endsWith('.xml')).map((name) => name.slice(0, -4))

/** An acknowledgement as a practice's system writes it. */
export function acknowledgement({ answers, reference = 'None', code, id = crypto.randomUUID(), isOk = ['20013', '30001', '30004'].includes(code) }) {
  return `<Bundle xmlns="http://hl7.org/fhir"><type value="message"/><entry><resource><MessageHeader><id value="${id}"/>
<extension url="https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2"><extension url="SenderReference"><valueString value="${reference}"/></extension></extension>
<event><code value="ITK008M"/></event><response>${answers ? `<identifier value="${answers}"/>` : ''}<code value="${isOk ? 'ok' : 'fatal-error'}"/></response></MessageHeader></resource></entry>
<entry><resource><OperationOutcome><issue><severity value="information"/><details><coding><system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1"/><code value="${code}"/></coding></details></issue></OperationOutcome></resource></entry></Bundle>`
}

/** MESH's door: mutual TLS before the sandbox, and whatever goes wrong there. */
async function startFront(at, port, behind) {
  const read = (name) => readFileSync(at(name))
  const front = { told: {}, arrived: [] }
  const forward = (request, body, done) => {
    const on = http({ host: '127.0.0.1', port: behind, path: request.url, method: request.method, headers: { ...request.headers, host: `127.0.0.1:${behind}` } })
    on.on('error', () => request.destroy()).on('response', (response) => {
      const pieces = []
      response.on('data', (piece) => pieces.push(piece)).on('end', () => done(response, Buffer.concat(pieces)))
    })
    on.end(body)
  }
  const server = createServer({ key: read('mesh.key'), cert: read('mesh.pem'), ca: read('ca.pem'), requestCert: true, rejectUnauthorized: true }, (request, response) => {
    const pieces = []
    request.on('error', () => {}).on('data', (piece) => pieces.push(piece)).on('end', () => {
      const body = Buffer.concat(pieces)
      const told = /\/outbox$/.test(request.url) ? front.told : front.told.inbox?.(request) ?? {}
      front.arrived.push({ verb: request.method, path: request.url, headers: request.headers, body, client: request.socket.getPeerCertificate().subject?.CN })
      if (told.answer) {
        response.writeHead(told.answer.status, { 'content-type': 'application/vnd.mesh.v2+json' }).end(told.answer.body ?? '')
        return
      }
      if (told.cutWithin) {
        response.writeHead(202, { 'content-type': 'application/vnd.mesh.v2+json', 'content-length': '1000' })
        return void response.write(told.cutWithin, () => request.socket.destroy())
      }
      if (told.cutBefore) return void request.socket.destroy()
      if (told.isSilent) return
      forward(request, body, (got, answer) => {
        if (told.cutAfter) return void request.socket.destroy()
        const send = () => response.writeHead(got.statusCode, got.headers).end(answer)
        if (told.hold) told.hold(send)
        else send()
      })
    })
  })
  server.on('tlsClientError', () => {}).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(front, { server })
}

/** MESH, a practice in it and the settings of a gateway that sends there, for a chain that is about to start or has started. */
export async function startMesh({ run, own, organisations }) {
  const python = await meshPrograms()
  const [frontPort, sandboxPort] = await freePorts(2)
  const at = (...names) => join(run, 'mesh', ...names)
  mkdirSync(at())
  for (const name of ['ca.pem', 'ca.key']) cpSync(join(run, name), at(name))
  certificate(at(), 'mesh', ['mesh.test', 'localhost'])
  certificate(at(), 'mailbox', ['x26abc1.x26.api.mesh-client.nhs.uk'])
  const libraries = workerLibraries(at('libraries'))
  const front = await startFront(at, frontPort, sandboxPort)
  own(at())
  const children = []
  const begin = (script, ...args) => {
    const child = spawn(python, ['-W', 'ignore', `tests/gateway/pretend/${script}`, ...args], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
    children.push(child)
    return child
  }
  begin('mesh.py', String(sandboxPort), KEY)
  await listening(sandboxPort)
  const script = begin('practice.py', `http://127.0.0.1:${sandboxPort}`, PRACTICE, KEY)
  const lines = createInterface({ input: script.stdout })[Symbol.asyncIterator]()
  const practice = async (told) => {
    script.stdin.write(`${JSON.stringify(told)}\n`)
    return JSON.parse((await lines.next()).value)
  }
  const admin = async (path, body) => {
    const answer = await fetch(`http://127.0.0.1:${sandboxPort}/messageexchange/admin/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    assert.equal(answer.status, 200)
  }
  return {
    front, frontPort, practice,
    environment: {
      GATEWAY_MESH: `https://localhost:${frontPort}`,
      GATEWAY_MESH_ADDRESS: `127.0.0.1:${frontPort}`,
      GATEWAY_MESH_MAILBOX: MAILBOX,
      GATEWAY_MESH_PASSWORD: 'password',
      GATEWAY_MESH_SHARED_KEY: KEY,
      GATEWAY_MESH_ORGANISATIONS: organisations,
      GATEWAY_MESH_CERTIFICATE: at('mailbox.pem'),
      GATEWAY_MESH_KEY: at('mailbox.key'),
      GATEWAY_MESH_CA: at('ca.pem'),
      GATEWAY_MESH_SPOOL: at('spool'),
      GATEWAY_MESH_POLL_SECONDS: '0',
      ...libraries,
    },
    answer: (xml, told = {}) => practice({ do: 'answer', to: MAILBOX, workflow: 'GPCONNECT_SEND_DOCUMENT_ACK', body: Buffer.from(xml).toString('base64'), ...told }),
    collect: () => practice({ do: 'collect' }),
    report: (message, code, description = 'As described') =>
      admin('report', { mailbox_id: MAILBOX, code, description, workflow_id: 'GPCONNECT_SEND_DOCUMENT', status: code === '14' ? 'undeliverable' : 'error', linked_message_id: message, local_id: 'X26' }),
    stop: () => {
      front.server.closeAllConnections()
      front.server.close()
      for (const child of children) child.kill()
    },
  }
}

/** Starts a worker of this chain; `end` resolves to how it ended. */
export function startWorker(chain, environment, args = []) {
  const one = chain.start('MESH worker', chain.at('gateway/start'), ['mesh', ...args], environment)
  return { child: one.child, end: once(one.child, 'close').then(([code, signal]) => ({ code, signal, said: one.said })) }
}

/** The practice's system takes in what came and answers it with these codes, and the worker fetches that; resolves to what came. */
export async function answerAll(chain, codes = ['20013', '30001']) {
  const came = await chain.mesh.collect()
  for (const { headers } of came) {
    const [answers] = headers.filename.split('.')
    for (const code of codes) await chain.mesh.answer(acknowledgement({ answers, code }))
  }
  const { code, said } = await startWorker(chain, chain.mesh.environment).end
  if (code !== 0) throw new Error(said)
  return came
}

/** A gateway with a mailbox beside that of a chain, whose session helper and pretend CIS2 it shares. */
export async function startRoad(chain) {
  const mesh = await startMesh({ run: chain.run, own: chain.own, organisations: 'X26,Y90777' })
  const [port] = await freePorts(1)
  const at = (...names) => chain.at('road', ...names)
  mkdirSync(at())
  chain.own(at())
  const env = { GATEWAY_LISTEN: `127.0.0.1:${port}`, GATEWAY_RUN: at('run'), GATEWAY_LOGS: at('logs'), GATEWAY_TIMEOUT: '3', ...mesh.environment, GATEWAY_MESH_SPOOL: at('spool') }
  let gateway
  const start = async (more) => {
    gateway = chain.start('gateway with a mailbox', chain.at('gateway/start'), ['gateway'], { ...env, ...more })
    await listening(port, [gateway])
  }
  const stopGateway = async (signal = 'SIGTERM') => {
    const ended = once(gateway.child, 'exit')
    gateway.child.kill(signal)
    await ended
  }
  await start()
  const address = `https://127.0.0.1:${port}`
  return {
    ...mesh, address, env, at, start, stopGateway,
    audit: () => readFileSync(at('logs/audit.log'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)),
    /** A call of somebody's page through this gateway. */
    call: (who, path, options = {}) => who.call(`${address}${path}`, { ...options, headers: { cookie: who.cookies(), ...(options.body ? { 'content-type': 'application/json' } : {}), ...options.headers } }),
    startWorker: (more, args) => startWorker(chain, { ...env, ...more }, args),
    stop: async () => {
      mesh.stop()
      if (gateway.child.exitCode === null && !gateway.child.signalCode) await stopGateway()
    },
  }
}
