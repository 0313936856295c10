// What a first visit costs: download, first paint, start. Nothing is cached.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { dist, startStaticHost } from '../browser/servers.mjs'
import { median } from './compare.mjs'

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

export const title = 'A first visit'
/** A site deploys no sandbox. */
export const build = 'production'

export async function measure({ browser }) {
  const sizes = readdirSync(dist)
    // Without DOMPurify, which only browsers without a sanitiser fetch, and the decoder of scanned letters.
    .filter((name) => name.endsWith('.br') && !['dompurify.js.br', 'tiff.js.br'].includes(name))
    .map((name) => ({ what: name.slice(0, -3), value: statSync(join(dist, name)).size / 1000, unit: 'kB brotli' }))
  const download = sizes.reduce((total, { value }) => total + value, 0)

  const host = await startStaticHost()
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
  await host.stop()
  return [
    ...sizes,
    { what: 'download in all', value: download, unit: 'kB brotli', bound: BUDGET / 1000 },
    { what: `first paint, median of ${ROUNDS}`, value: median(paint), unit: 'ms' },
    { what: `app started, median of ${ROUNDS}`, value: median(start), unit: 'ms' },
  ]
}
