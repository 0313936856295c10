// GW-12: what the gateway adds to a call, against nginx alone in front of the same provider, turn by turn on one connection each.
import { writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { person } from '../gateway/browse.mjs'
import { freePorts, listening, startChain } from '../gateway/chain.mjs'

const CALLS = 300
const PATH = '/foundations/metadata'

export const title = 'A call through the gateway, against nginx alone'

const middle = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]

/** nginx with TLS on both sides and nothing else. */
async function plainProxy(chain) {
  const [port] = await freePorts(1)
  const config = `worker_processes 2; pid plain.pid; error_log plain.log; events { }
http { access_log off; merge_slashes off; client_body_temp_path plain-b; proxy_temp_path plain-p; fastcgi_temp_path plain-u; uwsgi_temp_path plain-u; scgi_temp_path plain-u;
  upstream spine { server 127.0.0.1:${chain.spinePort}; keepalive 8; }
  server { listen 127.0.0.1:${port} ssl; ssl_certificate gateway.pem; ssl_certificate_key gateway.key;
    location / { proxy_pass https://spine; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_ssl_name spine.test; proxy_ssl_server_name on;
      proxy_ssl_verify on; proxy_ssl_trusted_certificate ca.pem; proxy_ssl_certificate client.pem; proxy_ssl_certificate_key client.key; } } }`
  writeFileSync(chain.at('plain.conf'), config)
  chain.start('plain nginx', chain.env.GATEWAY_NGINX, ['-e', chain.at('plain.log'), '-p', chain.run, '-c', chain.at('plain.conf'), '-g', 'daemon off;'])
  await listening(port)
  return `https://127.0.0.1:${port}`
}

export async function measure() {
  const chain = await startChain({ app: false })
  try {
    const nadia = person(chain)
    await nadia.signIn()
    await nadia.call(`/gpc/Y90001${PATH}`)
    // What the gateway sent, to be sent again by nginx alone. It is noted after the answer.
    const proxied = () => chain.arrived().findLast(({ as }) => as === 'proxy')
    for (let tries = 0; !proxied() && tries < 100; tries += 1) await pause(20)
    const sent = proxied()
    const headers = { authorization: sent.authorization, 'ssp-from': sent.from, 'ssp-to': sent.to, 'ssp-interactionid': sent.interaction, 'ssp-traceid': sent.trace, accept: 'application/fhir+json' }
    const roads = {
      plain: { agent: new Agent({ keepAlive: true, maxSockets: 1, ca: nadia.ca }), url: await plainProxy(chain), path: sent.uri, headers },
      gateway: { agent: new Agent({ keepAlive: true, maxSockets: 1, ca: nadia.ca }), url: chain.address, path: `/gpc/Y90001${PATH}`, headers: { accept: 'application/fhir+json', cookie: nadia.cookies(), 'ssp-traceid': crypto.randomUUID() } },
    }
    const once = ({ agent, url, path, headers }) =>
      new Promise((done, failed) => {
        const start = performance.now()
        request(url, { agent, path, headers }, (response) => {
          response.resume().on('end', () => (response.statusCode === 200 ? done(performance.now() - start) : failed(new Error(`${path}: ${response.statusCode}`))))
        })
          .on('error', failed)
          .end()
      })
    const times = { plain: [], gateway: [] }
    for (let count = 0; count < CALLS + 20; count += 1) {
      for (const [name, road] of Object.entries(roads)) {
        const took = await once(road)
        if (count >= 20) times[name].push(took)
      }
    }
    for (const { agent } of Object.values(roads)) agent.destroy()
    const [plain, gateway] = [middle(times.plain), middle(times.gateway)]
    return [
      { what: 'nginx alone, median', value: plain, unit: 'ms' },
      { what: 'through the gateway, median', value: gateway, unit: 'ms' },
      { what: 'what the gateway adds', value: gateway - plain, unit: 'ms', bound: 2, open: 'a time and no ratio, which a slow machine misses' },
      { what: 'the gateway, of nginx alone', value: gateway / plain, unit: 'times', bound: 4 },
    ]
  } finally {
    await chain.stop()
  }
}
