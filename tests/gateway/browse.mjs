// A browser's part of HTTP: cookies, redirects that are followed by hand, and the pretend CIS2's forms.
import { request as http } from 'node:http'
import { request as https } from 'node:https'

/** One request; resolves to status, headers and body. `raw` is a path that is sent as it stands, dots and all. */
export function ask(address, { method = 'GET', headers = {}, body, ca, raw } = {}) {
  const url = new URL(address)
  // The pretend CIS2 ends a connection after five seconds, which may pass while this process makes certificates: none is used twice.
  const [begin, agent] = url.protocol === 'https:' ? [https, undefined] : [http, false]
  return new Promise((done, failed) => {
    const request = begin(url, { agent, method, headers: { ...(body ? { 'content-length': Buffer.byteLength(body) } : {}), ...headers }, ca, ...(raw ? { path: raw } : {}) })
    request.on('error', failed).on('response', (response) => {
      const pieces = []
      response.on('error', failed).on('data', (piece) => pieces.push(piece))
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString()
        done({ status: response.statusCode, headers: response.headers, text, json: () => JSON.parse(text) })
      })
    })
    request.end(body)
  })
}

/** Somebody with a browser. */
export function person(chain) {
  const ca = readAuthority(chain)
  const jar = new Map()
  const set = []
  const keep = (url, headers) => {
    for (const cookie of headers['set-cookie'] ?? []) {
      if (url.host === new URL(chain.address).host) set.push(cookie)
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s)
      const gone = value === '' || /expires=thu, 01[ -]jan[ -]1970/i.test(cookie) || /max-age=0/i.test(cookie)
      const own = jar.get(url.host) ?? new Map()
      if (gone) own.delete(name)
      else own.set(name, value)
      jar.set(url.host, own)
    }
  }
  const cookies = (host) => [...(jar.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  const go = async (address, { headers = {}, ...rest } = {}) => {
    const url = new URL(address, chain.address)
    const cookie = cookies(url.host)
    const answer = await ask(url, { ...rest, ca, headers: { accept: 'text/html,*/*', ...(cookie ? { cookie } : {}), ...headers } })
    keep(url, answer.headers)
    return answer
  }
  /** Follows redirects to the first page. */
  const open = async (address, rest) => {
    let url = new URL(address, chain.address)
    let answer = await go(url, rest)
    for (let steps = 0; answer.headers.location && answer.status >= 300 && answer.status < 400 && steps < 12; steps += 1) {
      url = new URL(answer.headers.location, url)
      answer = await go(url)
    }
    return { ...answer, url }
  }
  const form = (page, fields) => {
    const action = page.text.match(/<form[^>]*action="([^"]+)"/)?.[1].replaceAll('&amp;', '&')
    const prompt = page.text.match(/name="prompt" value="([^"]+)"/)?.[1]
    if (!action) throw new Error(`no form at ${page.url}:\n${page.text.slice(0, 600)}`)
    return open(new URL(action, page.url), { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ prompt, ...fields }).toString() })
  }
  /** Signs in at the pretend CIS2 and comes back to the app. */
  const signIn = async (login = '555000111222', from = '/signin/') => {
    const first = await open(from)
    if (new URL(first.url).host === new URL(chain.address).host) return first
    const consent = await form(first, { login, password: 'x' })
    return /name="prompt"/.test(consent.text) ? form(consent, {}) : consent
  }
  /** The headers that the app sends with a call. */
  const app = (more = {}) => ({ accept: 'application/fhir+json', 'ssp-traceid': crypto.randomUUID(), 'sec-fetch-site': 'same-origin', ...more })
  const call = (path, { headers, body, ...rest } = {}) =>
    go(path, { ...rest, body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body), headers: app({ ...(body ? { 'content-type': 'application/fhir+json;charset=utf-8' } : {}), ...headers }) })
  return { go, open, signIn, call, cookies: () => cookies(new URL(chain.address).host), set: () => set, ca }
}

const readAuthority = (chain) => chain.read('ca.pem')
