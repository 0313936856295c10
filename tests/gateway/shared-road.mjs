// One road of summaries for all its tests, and the people of three organisations.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { person } from './browse.mjs'
import { golden, startRoad } from './mesh-road.mjs'
import { chain } from './shared.mjs'

async function somebody(login) {
  const someone = person(chain)
  await someone.signIn(login)
  return someone
}

/** Of the organisation whose summaries are in the golden set. */
export const ada = await somebody('555000111666')
/** Of another that sends from the same mailbox. */
export const carl = await somebody('555000111444')

export const road = await startRoad(chain)
after(() => road.stop())

/** Posts a summary: [the answer, what arrived at MESH meanwhile]. */
export async function posted(body = golden('for-action'), { who = ada, path = '/mesh/messages', ...options } = {}) {
  const before = road.front.arrived.length
  const answer = await road.call(who, path, { method: 'POST', body, ...options })
  return [answer, road.front.arrived.slice(before).filter(({ path: one }) => one.endsWith('/outbox'))]
}

/** What the list of an organisation says of a message. */
export async function listed({ sent }, who = ada) {
  const answer = await road.call(who, '/mesh/messages')
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`)
  return answer.json().messages.find((one) => one.sent.header === sent.header)
}

export const kinds = async (body) => (await listed(body))?.events.map(({ kind }) => kind)

/** Lets something go wrong at MESH while something is tried. */
export async function wrong(told, attempt) {
  road.front.told = told
  try {
    return await attempt()
  } finally {
    road.front.told = {}
  }
}

/** Sends the same bytes once more. */
export const again = ({ sent }, who = ada) => posted('', { who, path: `/mesh/messages/${sent.header}/again` })
/** The words of a refusal. */
export const words = (answer) => {
  assert.match(answer.headers['content-type'], /^application\/json/)
  return answer.json().description
}
/** A summary with a change. */
export const changed = (body, change) => {
  const one = structuredClone(body)
  change(one)
  return one
}
/** A summary with other bytes in its message. */
export const rewritten = (body, change) => ({ ...body, message: Buffer.from(change(Buffer.from(body.message, 'base64').toString())).toString('base64') })
