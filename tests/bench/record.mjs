// A long record for the measures: the sandbox's own full record, with the entries of one area repeated through the years.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startSandboxServer } from '../browser/servers.mjs'
import { stopwatch } from './compare.mjs'
import { open } from '../browser/patients.mjs'

const UNCATEGORISED_DATA = '826501000000100'
const MEDICATION = '933361000000108'
const CONSULTATION = '1149501000000101'
/** Rows of the longest area of a record of 5 MB. */
const ROWS = 4_500
const RECORD = '**/Patient/$gpc.getstructuredrecord'
const DAY = 86_400_000

const name = ({ resourceType, id }) => `${resourceType}/${id}`
// As FHIR servers write it, with the type in front.
const typeFirst = ({ resourceType, ...others }) => ({ resourceType, ...others })

/** The structured record of the sandbox's first patient. */
async function seed(browser) {
  const site = await startSandboxServer()
  const page = await browser.newPage({ baseURL: site.app })
  try {
    const arrived = new Promise((done) =>
      page.route(RECORD, async (route) => {
        const answer = await route.fetch()
        done(await answer.json())
        await route.fulfill({ response: answer })
      }),
    )
    await open(page)
    return await arrived
  } finally {
    await page.close()
    await site.stop()
  }
}

/** The resources once more: with ids of their own, and so many days earlier. */
function again(resources, copy, days) {
  const ids = new Map(resources.map((one) => [name(one), `${name(one)}-${copy}`]))
  const earlier = (date) => new Date(Date.parse(date) - days * DAY).toISOString().slice(0, 10)
  return resources.map((one) => {
    const text = JSON.stringify({ ...one, id: `${one.id}-${copy}` })
      .replaceAll(/"reference":"([^"]+)"/g, (whole, target) => (ids.has(target) ? `"reference":"${ids.get(target)}"` : whole))
      .replaceAll(/\b\d{4}-\d{2}-\d{2}(?=[T"])/g, earlier)
    return JSON.parse(text)
  })
}

/** The resources of a seed, where a list of them is, and how more are put behind them and on a list. */
function opened(seed) {
  const resources = seed.entry.map(({ resource }) => structuredClone(resource))
  const listOf = (wanted) => resources.find((one) => one.code?.coding?.some(({ code }) => code === wanted))
  const add = (list, copies) => {
    for (const one of copies) {
      resources.push(one)
      if (one.resourceType === list.entry[0].item.reference.split('/')[0]) list.entry.push({ item: { reference: name(one) } })
    }
  }
  const text = () => JSON.stringify({ ...typeFirst(seed), entry: resources.map((resource) => ({ resource: typeFirst(resource) })) })
  return { resources, listOf, add, text }
}

/**
 * For serveRecord: a record whose list of uncategorised data names at least `rows` rows, by default as many as make 5 MB; else
 * the seed's. It may be so many `times` as long.
 */
export const long =
  (rows = ROWS, times = 1) =>
  (seed) => {
    const { resources, listOf, add, text } = opened(seed)
    const list = listOf(UNCATEGORISED_DATA)
    const listed = new Set(list.entry.map(({ item }) => item.reference))
    const members = resources.filter((one) => listed.has(name(one)))
    const medication = resources.filter(({ resourceType }) => resourceType.startsWith('Medication'))
    // What is part of another entry makes no row of its own, so parts are counted with their whole.
    const parts = new Set(members.flatMap(({ related = [] }) => related.map(({ target }) => target.reference)))
    const wholes = members.filter((one) => !parts.has(name(one)))
    const copies = Math.ceil(rows / wholes.length)
    // The years are the same however often the record is repeated.
    for (let copy = 1; copy < copies * times; copy++) add(list, again(members, copy, (copy % copies) * 97))
    if (rows === ROWS) for (let copy = 1; copy < 3 * times; copy++) add(listOf(MEDICATION), again(medication, copy, (copy % 3) * 1_461))
    return text()
  }

/** For serveRecord: a record with so many medications, each with its issues, and so many consultations, and what else the seed has. */
export const wide = (medications, consultations) => (seed) => {
  const { resources, listOf, add, text } = opened(seed)
  const grow = (list, count, kind, whole) => {
    const heads = resources.filter(({ resourceType }) => resourceType === kind)
    for (let copy = 1, left = count - heads.length; left > 0; copy++, left -= heads.length)
      for (const head of heads.slice(0, left)) add(list, again(whole(head), copy, copy * 97))
  }
  const refers = (one, wanted) => JSON.stringify(one).includes(`"reference":"${name(wanted)}"`)
  const all = [...resources]
  grow(listOf(MEDICATION), medications, 'MedicationStatement', (statement) => {
    const orders = all.filter((one) => one.resourceType === 'MedicationRequest' && refers(statement, one))
    const issues = all.filter((one) => one.resourceType === 'MedicationRequest' && !orders.includes(one) && orders.some((order) => refers(one, order)))
    return [statement, ...orders, ...issues]
  })
  grow(listOf(CONSULTATION), consultations, 'Encounter', (encounter) => [
    encounter,
    ...all.filter((one) => one.resourceType === 'List' && one.encounter && refers(one, encounter)),
  ])
  return text()
}

/** A server with a record, by default a long one: `text` is its bundle, `number` its patient's. */
export async function serveRecord(browser, serve, make = long()) {
  const text = make(await seed(browser))
  const folder = mkdtempSync(join(tmpdir(), 'gp-connect-bench-'))
  writeFileSync(join(folder, 'record.json'), text)
  const site = await serve('--records', folder)
  // It says its addresses first, then whom it serves.
  let number
  while (!number) {
    await pause(20)
    number = site.said().match(/^ +(\d{10}) +record\.json$/m)?.[1]
  }
  const stop = async () => {
    await site.stop()
    rmSync(folder, { recursive: true })
  }
  return { ...site, number, text, stop }
}

/** A page with a patient open, a stopwatch, and `answers`, which holds back the practice's answer when it is told to. */
export async function openRecord(context, site, number) {
  const page = await context.newPage()
  await page.addInitScript(stopwatch)
  await page.addInitScript(holdAnswers)
  await open(page, number)
  await page.getByRole('main').getByText(/^From the GP practice record/).waitFor({ timeout: 60_000 })
  return page
}

/** For page.addInitScript: keeps the bytes of a record in the page, so that a measure can begin where they have arrived. */
function holdAnswers() {
  const ask = window.fetch
  const answers = { hold: false, waiting: undefined, release: undefined, bytes: undefined }
  window.answers = answers
  window.fetch = async (request, ...more) => {
    const answer = await ask(request, ...more)
    if (!new URL(request.url ?? request, location.href).pathname.endsWith('getstructuredrecord')) return answer
    const bytes = await answer.arrayBuffer()
    answers.bytes = bytes
    if (answers.hold) {
      await new Promise((release) => {
        answers.release = release
        answers.waiting?.()
      })
      answers.release = undefined
    }
    return new Response(bytes, { status: answer.status, headers: answer.headers })
  }
}

/** For page.evaluate: the rail's links, an area's rows, and whether a list is drawn as the app itself says it. */
export function inRecord() {
  const link = (area) => [...document.querySelectorAll('nav a')].find((one) => one.getAttribute('href').endsWith(`/${area}`))
  window.go = (area) => link(area).click()
  window.rows = (selector = 'tbody > tr') => document.querySelector('main').querySelectorAll(selector).length
  window.drawn = (all, selector) => !document.querySelector('main [aria-busy=true]') && rows(selector) >= all
  window.heading = () => document.querySelector('main h1')?.textContent
  // Asks for the record again and keeps the answer until it is released.
  window.ask = async () => {
    answers.hold = true
    const waiting = new Promise((done) => (answers.waiting = done))
    ;[...document.querySelectorAll('main button')].find((one) => one.textContent === 'Refresh').click()
    await waiting
    answers.hold = false
  }
}

/** For addInitScript: keeps hold of the app's memory, which the page itself has no name for. */
export function keepMemory() {
  const start = WebAssembly.instantiateStreaming
  WebAssembly.instantiateStreaming = async (...args) => {
    const made = await start(...args)
    // The parts that are loaded later work in the memory of the first, and export none.
    window.memory ??= made.instance.exports.memory
    return made
  }
}
