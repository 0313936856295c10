// What a host signs for whoever is signed in there.
import { createPrivateKey, createSign } from 'node:crypto'

/** A token of the chain's host; `changes` are to its claims. */
export function hostToken(chain, changes = {}, key = chain.read('host.key')) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const said = { iss: 'https://host.test', aud: 'gateway', sub: 'u-7731', family_name: 'Okoro', given_name: 'Nadia', prefix: 'Ms', role: 'nurse practitioner',
    job_role: 'R0600', org_ods: 'Y90500', org_name: 'Northvale Urgent Treatment Centre', iat: now, exp: now + 300, ...changes }
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'host1' })}.${part(said)}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(createPrivateKey(key), 'base64url')}`
}
