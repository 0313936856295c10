// One chain for all tests of this folder, and somebody who has signed in.
import { after } from 'node:test'
import { startChain } from './chain.mjs'
import { person } from './browse.mjs'

export const chain = await startChain({ app: false })
after(() => chain.stop())

export const nadia = person(chain)
await nadia.signIn()

export const HARTLEY = '9990054320'
export const NHS_NUMBER = encodeURIComponent(`https://fhir.nhs.uk/Id/nhs-number|${HARTLEY}`)
export const FOUNDATIONS = '/gpc/Y90001/foundations'
export const FIND = `${FOUNDATIONS}/Patient?identifier=${NHS_NUMBER}`

/** The lines of a log once no more come: nginx writes them after the answer. */
export async function settled(read) {
  for (let count = -1; ; await new Promise((done) => setTimeout(done, 40))) {
    const lines = read()
    if (lines.length === count) return lines
    count = lines.length
  }
}

async function during(read, attempt) {
  const before = (await settled(read)).length
  const result = await attempt()
  return [result, (await settled(read)).slice(before)]
}

/** What arrived at the pretend Spine while something was tried: [its result, the lines]. */
export const arriving = (attempt) => during(chain.arrived, attempt)

/** The audit lines that something caused: [its result, the lines]. */
export const audited = (attempt) => during(chain.audit, attempt)

/** The claims of an audit token. */
export const claims = (bearer) => JSON.parse(Buffer.from(bearer.split('.')[1], 'base64url').toString())

/** The parts of an OperationOutcome, checked to be one. */
export function outcome(answer) {
  const { resourceType, issue } = answer.json()
  if (resourceType !== 'OperationOutcome') throw new Error(`no OperationOutcome: ${answer.text}`)
  if (!/^application\/fhir\+json/.test(answer.headers['content-type'])) throw new Error(`called ${answer.headers['content-type']}`)
  return { code: issue[0].details.coding[0].code, words: issue[0].diagnostics }
}
