// The other session helpers, under the same suite as Apache. OAUTH2_PROXY=/path/to/oauth2-proxy tries that one too.
import { randomBytes } from 'node:crypto'
import test from 'node:test'
import { person } from './browse.mjs'
import { startChain } from './chain.mjs'
import { contract } from './session-suite.mjs'
// One chain after the other.
import './shared.mjs'

async function tried(t, helper, environment, { signIn, idle }) {
  const chain = await startChain({ app: false, helper, environment })
  try {
    const signedIn = async () => {
      const someone = person(chain)
      await signIn(someone, chain)
      return someone
    }
    await contract(t, chain, { signIn: signedIn, auth: 'oidc', idle })
  } finally {
    await chain.stop()
  }
}

// proves: GW-2
test('the static helper keeps the contract', async (t) => {
  const environment = { STATIC_SECRET: randomBytes(16).toString('hex'), GATEWAY_SIGN_OUT: '/_sign_out' }
  await tried(t, 'static', environment, { signIn: (someone) => someone.open('/signin/'), idle: false })
})

const proxy = process.env.OAUTH2_PROXY
if (proxy) {
  test('oauth2-proxy keeps the contract', async (t) => {
    const environment = {
      GATEWAY_SESSION_PATH: '/oauth2/auth',
      GATEWAY_SIGN_IN: '/oauth2/',
      GATEWAY_SIGN_OUT: '/oauth2/sign_out',
      OAUTH2_PROXY_CLIENT_ID: 'gateway-secret',
      OAUTH2_PROXY_CLIENT_SECRET: 'pretend-secret',
      OAUTH2_PROXY_COOKIE_SECRET: randomBytes(16).toString('hex'),
      OAUTH2_PROXY_SCOPE: 'openid profile nationalrbacaccess associatedorgs selectedrole',
      OAUTH2_PROXY_OIDC_ISSUER_URL: 'pretend',
      OAUTH2_PROXY_REDIRECT_URL: 'pretend',
    }
    await tried(t, 'oauth2-proxy', environment, { signIn: (someone) => someone.signIn('555000111222', '/oauth2/start?rd=/'), idle: false })
  })
}
