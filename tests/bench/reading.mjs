// P1: the bytes of a record to the typed model and its index, against what a browser does with JSON by itself.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { withoutFolders } from '../../tools/dev/build.mjs'
import { root } from '../../tools/dev/run.mjs'
import { compare, stopwatch } from './compare.mjs'
import { serveRecord } from './record.mjs'

const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target')

export const title = 'Reading a structured record of 5 MB'

/** The model as a small module of its own, made with the app's release profile: tests/bench/reading.rs. */
function build() {
  const run = (program, ...args) => execFileSync(program, args, { cwd: root, env: { ...process.env, ...withoutFolders() }, stdio: ['ignore', 'inherit', 'inherit'] })
  run('cargo', 'build', '--quiet', '--locked', '--release', '--target', 'wasm32-unknown-unknown', '--features', 'sandbox', '--bin', 'bench-reading')
  const made = join(target, 'wasm32-unknown-unknown/release/bench-reading.wasm')
  const folder = join(target, 'bench')
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--out-dir', folder, made)
  const module = join(folder, 'bench-reading_bg.wasm')
  // What rustc emits.
  const features = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue']
  run('wasm-opt', '-Oz', ...features.map((name) => `--enable-${name}`), '-o', module, module)
  return folder
}

export async function measure({ browser, serve }) {
  const folder = build()
  const site = await serveRecord(browser, serve)
  try {
    const page = await browser.newPage()
    await page.addInitScript(stopwatch)
    // A site of nothing but the module.
    await page.route('http://bench.invalid/**', (route) => {
      const file = new URL(route.request().url()).pathname
      return file === '/' ? route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }) : route.fulfill({ path: join(folder, file) })
    })
    await page.goto('http://bench.invalid/')
    await page.evaluate(async () => (await import('/bench-reading.js')).default())
    const entries = await page.evaluate((text) => {
      window.bytes = new TextEncoder().encode(text)
      return reading.model(bytes)
    }, site.text)

    const timed = (what) => () =>
      page.evaluate((what) => {
        const start = performance.now()
        if (what === 'json') window.kept = JSON.parse(new TextDecoder().decode(bytes))
        else reading[what](bytes)
        const time = performance.now() - start
        window.kept = undefined
        reading.forget()
        return time
      }, what)
    const model = await compare(timed('model'), timed('json'))
    const areas = await compare(timed('areas'), timed('json'))
    return [
      { what: `bytes to model and index, ${entries} entries, median of ${model.rounds}`, value: model.ours, unit: 'ms' },
      { what: 'TextDecoder and JSON.parse', value: model.theirs, unit: 'ms' },
      { what: 'P1 ratio', value: model.ratio, unit: '', bound: 1.05 },
      { what: 'with every area, its warnings and its search read as well', value: areas.ours, unit: 'ms' },
      { what: 'its ratio', value: areas.ratio, unit: '' },
    ]
  } finally {
    await site.stop()
  }
}
