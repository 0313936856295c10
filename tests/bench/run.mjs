// ./dev bench: what a first visit costs. Numbers from one machine compare builds on that machine, nothing else.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium as playwright } from '@playwright/test'
import { chromium } from '../../tools/dev/chromium.mjs'
import { dist, startStaticHost } from '../browser/servers.mjs'

const ROUNDS = 11
/** Brotli of WebAssembly, script and style: past this a first visit over a slow line takes too long. */
const BUDGET = 330_000

/** The build holds no sandbox, so it gets settings that need none. */
const SETTINGS = {
  mode: 'gateway',
  organisation: { ods: 'Y90500', name: 'Bench' },
  user: { id: 'u-1', family: 'Bench', given: 'Ada' },
  pds: { root: './pds' },
  providers: [{ ods: 'Y90001', name: 'Practice', roots: { structured: './practice' } }],
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const line = (what, value) => console.log(`  ${what.padEnd(48)} ${value}`)

const sizes = readdirSync(dist)
  // Without DOMPurify, which only browsers without a sanitiser fetch.
  .filter((name) => name.endsWith('.br') && name !== 'dompurify.js.br')
  .map((name) => ({ name: name.slice(0, -3), bytes: statSync(join(dist, name)).size }))
const download = sizes.reduce((total, { bytes }) => total + bytes, 0)
for (const { name, bytes } of sizes) line(name, `${(bytes / 1000).toFixed(1)} kB brotli`)
line('download in all', `${(download / 1000).toFixed(1)} kB brotli of ${BUDGET / 1000} kB`)

const host = await startStaticHost()
const browser = await playwright.launch({ executablePath: chromium(), args: ['--disable-background-networking'] })
const paint = []
const start = []
for (let round = 0; round < ROUNDS; round++) {
  // A new context has an empty cache.
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route('**/config.json', (route) => route.fulfill({ json: SETTINGS }))
  await page.goto(host.app)
  await page.locator('#app-starting').waitFor({ state: 'detached' })
  start.push(await page.evaluate(() => performance.now()))
  paint.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN))
  await context.close()
}
await browser.close()
await host.stop()
line(`first paint, median of ${ROUNDS}, nothing cached`, `${Math.round(median(paint))} ms`)
line(`app started, median of ${ROUNDS}, nothing cached`, `${Math.round(median(start))} ms`)

if (download > BUDGET) {
  console.error('The download is over its budget.')
  process.exitCode = 1
}
