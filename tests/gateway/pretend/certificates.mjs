// The certificates and keys of a pretend chain, made afresh by openssl and thrown away with it.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

function openssl(folder, ...args) {
  const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`)
}

/** A certificate of the folder's own authority for these names. */
export function certificate(folder, name, names, { days = 90, authority = 'ca' } = {}) {
  openssl(folder, 'req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${names[0]}`, '-keyout', `${name}.key`, '-out', `${name}.csr`)
  const subject = names.map((one) => (/^[\d.]+$/.test(one) ? `IP:${one}` : `DNS:${one}`)).join(',')
  writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${subject}\n`)
  const signed = ['-CA', `${authority}.pem`, '-CAkey', `${authority}.key`, '-CAcreateserial']
  openssl(folder, 'x509', '-req', '-in', `${name}.csr`, ...signed, '-days', String(days), '-extfile', `${name}.ext`, '-out', `${name}.pem`)
}

export function authority(folder, name) {
  openssl(folder, 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '90', '-subj', `/CN=Pretend ${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`)
}

/** A pair of keys: NAME.key in PKCS#8, and NAME.pub. */
function pair(folder, name) {
  openssl(folder, 'genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', `${name}.key`)
  openssl(folder, 'pkey', '-in', `${name}.key`, '-pubout', '-out', `${name}.pub`)
}

/** Everything that a chain needs. */
export function certificates(folder) {
  authority(folder, 'ca')
  certificate(folder, 'gateway', ['127.0.0.1', 'localhost'])
  certificate(folder, 'spine', ['spine.test', 'platform.test'])
  certificate(folder, 'client', ['gateway.consumer.test'])
  certificate(folder, 'host', ['host.test'])
  certificate(folder, 'session', ['session.test'])
  pair(folder, 'platform')
}
