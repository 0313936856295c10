// Starting: half a configuration is refused, and each end of a TLS connection is checked.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { freePorts, listening } from './chain.mjs'
import { authority, certificate } from './pretend/certificates.mjs'
import { chain, FIND, nadia, outcome } from './shared.mjs'

/** Checks the settings of the chain with changes; its run and logs are its own. */
function checked(changes) {
  const own = mkdtempSync(join(tmpdir(), 'checked-'))
  const env = { ...chain.env, GATEWAY_RUN: join(own, 'run'), GATEWAY_LOGS: join(own, 'logs'), ...changes }
  for (const [name, value] of Object.entries(env)) if (value === undefined) delete env[name]
  const { status, stderr } = spawnSync(chain.at('gateway/start'), ['check'], { env, encoding: 'utf8' })
  const audit = () => readFileSync(join(own, 'logs/audit.log'), 'utf8')
  return { status, said: stderr, audit, end: () => rmSync(own, { recursive: true, force: true }) }
}

const MESH = { GATEWAY_MESH: 'https://mesh.test', GATEWAY_MESH_MAILBOX: 'X26ABC1', GATEWAY_MESH_PASSWORD: 'p', GATEWAY_MESH_SHARED_KEY: 'k', GATEWAY_MESH_ORGANISATIONS: 'X26',
  GATEWAY_MESH_CERTIFICATE: chain.at('client.pem'), GATEWAY_MESH_KEY: chain.at('client.key'), GATEWAY_MESH_CA: chain.at('ca.pem'), GATEWAY_MESH_ADDRESS: '127.0.0.1:1', GATEWAY_MESH_SPOOL: chain.at('checked-spool') }

// proves: GW-6 GW-12
test('whole settings pass, with nginx itself as the judge', () => {
  const { status, said, end } = checked({})
  end()
  assert.equal(status, 0, said)
  assert.equal(said, '')
})

// proves: GW-6
test('half a set of settings, another key or a certificate that has run out is refused by name', () => {
  const refused = [
    [{ GATEWAY_SPINE_KEY: undefined }, /set all of GATEWAY_SPINE_CERTIFICATE GATEWAY_SPINE_KEY GATEWAY_SPINE_CA or none: only 2 of 3/],
    [{ GATEWAY_SPINE_CERTIFICATE: undefined, GATEWAY_SPINE_KEY: undefined, GATEWAY_SPINE_CA: undefined }, /no call to Spine without/],
    [{ GATEWAY_SPINE_CERTIFICATE: '/nowhere.pem' }, /GATEWAY_SPINE_CERTIFICATE: \/nowhere.pem cannot be read/],
    [{ GATEWAY_SPINE_KEY: chain.at('host.key') }, /GATEWAY_SPINE_KEY is not the key of GATEWAY_SPINE_CERTIFICATE/],
    [{ GATEWAY_TLS_KEY: undefined }, /set all of GATEWAY_TLS_CERTIFICATE GATEWAY_TLS_KEY or none/],
    [{ GATEWAY_TLS_CERTIFICATE: undefined, GATEWAY_TLS_KEY: undefined }, /GATEWAY_TLS=balancer/],
    [{ GATEWAY_ASIDS: 'Y90500=123' }, /GATEWAY_ASIDS: Y90500=123 is not/],
    [{ GATEWAY_ASIDS: undefined }, /GATEWAY_ASIDS is not set/],
    [{ GATEWAY_SPINE: 'http://spine.test' }, /GATEWAY_SPINE must begin with https/],
    [{ GATEWAY_SPINE: 'https://spine.test/path' }, /GATEWAY_SPINE is no origin/],
    [{ GATEWAY_DIST: '/nowhere' }, /there is no index.html/],
    [{ GATEWAY_PLATFORM_KEY: '/nowhere' }, /GATEWAY_PLATFORM_KEY: \/nowhere cannot be read/],
    [{ GATEWAY_NAME: 'a; return 200' }, /GATEWAY_NAME holds a character/],
    [{ GATEWAY_PDS_RATE: 'many' }, /GATEWAY_PDS_RATE is no number/],
    [{ HOST_TOKEN_KEY: undefined }, /set all of HOST_TOKEN_KEY/],
    [{ GATEWAY_MESH: 'https://mesh.test', GATEWAY_MESH_MAILBOX: 'X26ABC1' }, /set all of GATEWAY_MESH [\s\S]* or none: only 2 of 8/],
    [{ ...MESH, GATEWAY_MESH: 'http://mesh.test' }, /GATEWAY_MESH must begin with https/],
    [{ ...MESH, GATEWAY_MESH_KEY: chain.at('host.key') }, /GATEWAY_MESH_KEY is not the key of GATEWAY_MESH_CERTIFICATE/],
    [{ ...MESH, GATEWAY_MESH_CA: '/nowhere' }, /GATEWAY_MESH_CA: \/nowhere cannot be read/],
    [{ ...MESH, GATEWAY_MESH_MAILBOX: '../x' }, /GATEWAY_MESH_MAILBOX is no name of a mailbox/],
    [{ ...MESH, GATEWAY_MESH_ORGANISATIONS: 'X26,../x' }, /GATEWAY_MESH_ORGANISATIONS: ..\/x is no ODS code/],
    [{ ...MESH, GATEWAY_MESH_KEEP_DAYS: '10' }, /GATEWAY_MESH_KEEP_DAYS is less than 40/],
    [{ OIDC_PASSPHRASE: 'short' }, /OIDC_PASSPHRASE has fewer than 32/],
  ]
  for (const [changes, pattern] of refused) {
    const { status, said, end } = checked(changes)
    end()
    assert.equal(status, 2, JSON.stringify(changes))
    assert.match(said, pattern)
    assert.match(said, /not started/)
  }
  assert.equal(checked({ ...MESH, GATEWAY_MESH: undefined, GATEWAY_MESH_MAILBOX: undefined, GATEWAY_MESH_PASSWORD: undefined }).status, 2)
  const whole = checked(MESH)
  assert.deepEqual([whole.status, whole.said], [0, ''])
  assert.equal(checked({ GATEWAY_TLS_CERTIFICATE: undefined, GATEWAY_TLS_KEY: undefined, GATEWAY_TLS: 'balancer' }).status, 0)
})

// proves: GW-6
test('the end of the client certificate is told from thirty days before', () => {
  const own = mkdtempSync(join(tmpdir(), 'certificates-'))
  for (const name of ['ca.pem', 'ca.key']) cpSync(chain.at(name), join(own, name))
  certificate(own, 'soon', ['gateway.consumer.test'], { days: 29 })
  const { status, said, audit, end } = checked({ GATEWAY_SPINE_CERTIFICATE: join(own, 'soon.pem'), GATEWAY_SPINE_KEY: join(own, 'soon.key') })
  assert.equal(status, 0)
  assert.match(said, /warning: the client certificate for Spine runs out on/)
  assert.equal(JSON.parse(audit()).event, 'warning')
  end()
  rmSync(own, { recursive: true })
})

/** What another gateway beside the first, with other settings and the same session helper, answers to a search. */
async function beside(changes) {
  const [port] = await freePorts(1)
  const env = { GATEWAY_LISTEN: `127.0.0.1:${port}`, GATEWAY_RUN: chain.at(`beside-${port}`), ...changes }
  const { child } = chain.start('another gateway', chain.at('gateway/start'), ['gateway'], env)
  try {
    await listening(port)
    return await nadia.call(`https://127.0.0.1:${port}${FIND}`, { headers: { cookie: nadia.cookies() } })
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

// proves: GW-6 FND-08
test('mutual TLS: an unknown certificate, another name, another authority and old protocols get nothing through', async () => {
  const proxied = () => chain.arrived().filter(({ as, status }) => as === 'proxy' && status === 200).length
  mkdirSync(chain.at('rogue'))
  authority(chain.at('rogue'), 'ca')
  certificate(chain.at('rogue'), 'client', ['gateway.consumer.test'])
  chain.own(chain.at('rogue'))
  assert.equal((await beside({})).status, 200)
  const before = proxied()
  for (const changes of [
    { GATEWAY_SPINE_CERTIFICATE: chain.at('rogue/client.pem'), GATEWAY_SPINE_KEY: chain.at('rogue/client.key') },
    { GATEWAY_SPINE: 'https://another.test' },
    { GATEWAY_SPINE_CA: chain.at('rogue/ca.pem') },
  ]) {
    const answer = await beside(changes)
    assert.ok([400, 502].includes(answer.status), `${JSON.stringify(changes)}: ${answer.status}`)
    outcome(answer)
  }
  // The directory and the platform are checked by name too.
  assert.equal((await beside({ GATEWAY_PLATFORM_CA: chain.at('rogue/ca.pem') })).status, 503)
  assert.equal(proxied(), before)
  for (const { client, protocol } of chain.arrived().filter(({ as }) => as === 'proxy')) {
    assert.equal(client, 'CN=gateway.consumer.test')
    assert.match(protocol, /^TLSv1\.[23]$/)
  }
  assert.match(chain.read('run/conf/spine.inc'), /proxy_ssl_verify on;[\s\S]*proxy_ssl_protocols TLSv1\.2 TLSv1\.3;[\s\S]*proxy_ssl_ciphers AESGCM\+EECDH:AESGCM\+EDH:AES256\+EECDH:AES256\+EDH;/)
})

// proves: GW-2
test('a session helper that is down ends no session: it is said as a fault of the gateway', async () => {
  const [closed] = await freePorts(1)
  const answer = await beside({ GATEWAY_SESSION: `127.0.0.1:${closed}` })
  assert.equal(answer.status, 503)
  outcome(answer)
})

// proves: GW-13
test('nothing newer than the njs of Debian 12 is used', () => {
  assert.match(spawnSync(chain.env.GATEWAY_NGINX, ['-v'], { encoding: 'utf8' }).stderr, /nginx\/1\.22\./)
  const folder = chain.at('gateway/njs')
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
    assert.doesNotMatch(text, /ngx\.shared|randomUUID|js_periodic|structuredClone|\?\.|\?\?|\.\.\./, name)
  }
  for (const name of readdirSync(chain.at('gateway/nginx'))) assert.doesNotMatch(chain.read(`gateway/nginx/${name}`), /js_shared|js_periodic|js_preload/, name)
})
