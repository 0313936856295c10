// One road of summaries for all its tests, and the people of three organisations.
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
