// P7: from the address to a find form that can be used, against a bare Leptos app; to the first paint, against a bare page.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { withoutFolders } from '../../tools/dev/build.mjs'
import { root } from '../../tools/dev/run.mjs'
import { FEATURES } from '../../tools/take-apart.mjs'
import { dist } from '../browser/servers.mjs'
import { compareAll } from './compare.mjs'
import { serveFolder } from './host.mjs'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 11)
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target')
/** A ward computer on a line of 10 Mbit/s. */
const SLOW = { cpu: 4, network: { offline: false, latency: 20, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 } }

const SETTINGS = {
  mode: 'gateway',
  organisation: { ods: 'Y90500', name: 'Bench' },
  user: { id: 'u-1', family: 'Bench', given: 'Ada' },
  pds: { root: './pds' },
  providers: [{ ods: 'Y90001', name: 'Practice', roots: { structured: './practice' } }],
}

export const title = 'From the address to the find form'
/** A site deploys no sandbox. */
export const build = 'production'

/** The bare app (tests/bench/bare.rs), made and served as ours is. */
function bareApp() {
  const run = (program, ...args) => execFileSync(program, args, { cwd: root, env: { ...process.env, ...withoutFolders() }, stdio: ['ignore', 'inherit', 'inherit'] })
  run('cargo', 'build', '--quiet', '--locked', '--release', '--target', 'wasm32-unknown-unknown', '--features', 'sandbox', '--bin', 'bench-bare')
  const folder = join(target, 'bench/bare')
  mkdirSync(folder, { recursive: true })
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--out-dir', folder, join(target, 'wasm32-unknown-unknown/release/bench-bare.wasm'))
  const [wasm, js] = ['bench-bare_bg.wasm', 'bench-bare.js'].map((name) => join(folder, name))
  run('wasm-opt', '-Oz', ...FEATURES, '-o', wasm, wasm)
  writeFileSync(join(folder, 'start.js'), "import init from './bench-bare.js'\nawait init({ module_or_path: new URL('bench-bare_bg.wasm', import.meta.url) })\n")
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>Bare</title><link rel="modulepreload" href="./bench-bare.js">' +
      '<link rel="preload" as="fetch" crossorigin href="./bench-bare_bg.wasm"><script type="module" src="./start.js"></script>',
  )
  for (const file of [wasm, js]) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)))
  return folder
}

/** For page.addInitScript: notes when the app's own field stands. */
function watchForField() {
  new MutationObserver((_, watch) => {
    if (!document.getElementById('nhs-number') || document.getElementById('app-starting')) return
    watch.disconnect()
    window.usable = performance.now()
  }).observe(document, { childList: true, subtree: true })
}

/** One first visit, with an empty cache: milliseconds to the first paint and to the field. */
async function visit(browser, address, { cpu, network } = {}, hasField = true) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const tab = await context.newCDPSession(page)
  if (cpu) await tab.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  if (network) {
    await tab.send('Network.enable')
    await tab.send('Network.emulateNetworkConditions', network)
  }
  await page.addInitScript(watchForField)
  await page.goto(address)
  if (hasField) await page.waitForFunction(() => window.usable)
  const paint = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  const found = { paint: await paint.jsonValue(), usable: await page.evaluate(() => window.usable) }
  await context.close()
  return found
}

export async function measure({ browser }) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  // The page by itself: its styles and its words, no program.
  const page = html.replaceAll(/<script[^>]*><\/script>|<link rel="(modulepreload|preload)"[^>]*>/g, '')
  const ours = await serveFolder(dist, { 'config.json': JSON.stringify(SETTINGS), 'bare-page.html': page })
  const bare = await serveFolder(bareApp())
  const rows = []
  try {
    for (const [where, conditions] of [['', {}], [', 4 times slower, 10 Mbit/s', SLOW]]) {
      const paint = await compareAll(
        {
          ours: async () => (await visit(browser, ours.app, conditions)).paint,
          theirs: async () => (await visit(browser, `${ours.app}bare-page.html`, conditions, false)).paint,
        },
        ROUNDS,
      )
      const usable = await compareAll(
        { ours: async () => (await visit(browser, ours.app, conditions)).usable, theirs: async () => (await visit(browser, bare.app, conditions)).usable },
        ROUNDS,
      )
      rows.push(
        { what: `first paint${where}`, value: paint.ours.median, unit: 'ms' },
        { what: `first paint of a bare page${where}`, value: paint.theirs.median, unit: 'ms' },
        { what: `P7 first paint, ratio of the quickest${where}`, value: paint.ours.leastRatio, unit: '', bound: 1.2 },
        { what: `find form can be used${where}`, value: usable.ours.median, unit: 'ms' },
        { what: `a bare Leptos app's form can be used${where}`, value: usable.theirs.median, unit: 'ms' },
        { what: `P7 find form, ratio${where}`, value: usable.ours.ratio, unit: '', bound: 1.5, open: 'the part that starts holds the fetch layer and the model (docs/decisions/0007)' },
      )
    }
    return rows
  } finally {
    await ours.stop()
    await bare.stop()
  }
}
