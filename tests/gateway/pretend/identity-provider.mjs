// A pretend CIS2: npm's oidc-provider with invented people. A tool of the tests, never part of an installation.
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Provider } from 'oidc-provider'

const { PORT, CLIENT_KEY, REDIRECT_URIS, CLIENT_SECRET } = process.env
const key = { ...createPublicKey(readFileSync(CLIENT_KEY)).export({ format: 'jwk' }), kid: 'gateway', use: 'sig', alg: 'RS256' }

const role = (person_roleid, org_code, role_name, role_code) => ({ person_orgid: `9${person_roleid}`, person_roleid, org_code, role_name, role_code })
const NURSE = role('555254240100', 'Y90500', '"Clinical":"Clinical Provision":"Nurse Practitioner"', 'S8000:G8000:R0600')
const CLERK = role('555254240101', 'Y90777', '"Admin and Clerical":"Admin":"Clerk"', 'S8001:G8002:R8010')
const DOCTOR = role('555254240102', 'X26', '"Clinical":"Clinical Provision":"Clinical Practitioner"', 'S8000:G8000:R0260')
const places = [
  { org_code: 'Y90500', org_name: 'Northvale Urgent Treatment Centre' },
  { org_code: 'Y90777', org_name: 'Somewhere Else' },
  { org_code: 'X26', org_name: 'Riverside Urgent Treatment Centre' },
]
const PEOPLE = {
  555000111222: { given_name: 'Nadia', family_name: 'Okoro', title: 'Ms', nhsid_nrbac_roles: [NURSE], selected_roleid: NURSE.person_roleid },
  // Letters outside ASCII, two roles, one chosen.
  555000111333: { given_name: 'Zoë', family_name: "Ó Briain-d'Arcy", title: 'Dr', nhsid_nrbac_roles: [CLERK, NURSE], selected_roleid: NURSE.person_roleid },
  // An organisation for which the gateway has no ASID.
  555000111444: { given_name: 'Carl', family_name: 'Clerk', title: 'Mr', nhsid_nrbac_roles: [CLERK], selected_roleid: CLERK.person_roleid },
  // The organisation whose summaries are in the golden set.
  555000111666: { given_name: 'Ada', family_name: 'Okafor', title: 'Dr', nhsid_nrbac_roles: [DOCTOR], selected_roleid: DOCTOR.person_roleid },
  // Two roles and no choice.
  555000111555: { given_name: 'Una', family_name: 'Decided', title: 'Ms', nhsid_nrbac_roles: [CLERK, NURSE] },
}

const clients = [
  { client_id: 'gateway', token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'RS256', jwks: { keys: [key] } },
  { client_id: 'gateway-secret', client_secret: CLIENT_SECRET },
]
const provider = new Provider(`http://127.0.0.1:${PORT}`, {
  clients: clients.map((one) => ({ ...one, redirect_uris: REDIRECT_URIS.split(' '), grant_types: ['authorization_code'], response_types: ['code'] })),
  claims: {
    openid: ['sub'],
    profile: ['name', 'given_name', 'family_name', 'title', 'uid', 'nhsid_useruid'],
    nationalrbacaccess: ['nhsid_nrbac_roles'],
    associatedorgs: ['nhsid_user_orgs'],
    selectedrole: ['selected_roleid'],
  },
  scopes: ['openid', 'profile', 'nationalrbacaccess', 'associatedorgs', 'selectedrole'],
  // Claims stand in the id token as well, for a helper that reads them there.
  conformIdTokenClaims: false,
  acrValues: ['AAL2_OR_AAL3_ANY', 'AAL3_ANY'],
  findAccount: (_, id) => PEOPLE[id] && {
    accountId: id,
    claims: () => ({ sub: id, uid: id, nhsid_useruid: id, nhsid_user_orgs: places, name: `${PEOPLE[id].given_name} ${PEOPLE[id].family_name}`, ...PEOPLE[id] }),
  },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ['pretend'] },
})
provider.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${PORT}`))
