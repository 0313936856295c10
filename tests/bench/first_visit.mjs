// P6: what a first visit loads, as the build told it, and which functions are the largest. When it can be used: start.mjs.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { dist, root } from '../browser/servers.mjs'
import { BOUNDS } from '../../tools/weight.mjs'

const OPEN = 'what does not react is still drawn by reactive views (docs/decisions/0007)'

export const title = 'What a first visit loads'
/** A site deploys no sandbox. */
export const build = 'production'

export async function measure() {
  const { files, first, all, groups, largest } = JSON.parse(readFileSync(join(root, 'target/dev', `${basename(dist)}.weight.json`), 'utf8'))
  const sizes = files.map(({ name, brotli, later }) => ({ what: later ? `${name}, later` : name, value: brotli / 1000, unit: 'kB brotli' }))
  console.log('  Functions by crate, in bytes before wasm-opt:')
  for (const { group, count, bytes } of groups.slice(0, 12)) console.log(`    ${String(bytes).padStart(8)} in ${count} of ${group}`)
  console.log(`  The ${largest.length} largest:`)
  for (const { name, size, part } of largest) console.log(`    ${String(size).padStart(8)} ${part}: ${name.slice(0, 120)}`)
  return [
    ...sizes,
    { what: 'P6 a first visit that reads a record', value: first / 1000, unit: 'kB brotli', bound: BOUNDS.first, open: OPEN },
    { what: 'P6 everything together', value: all / 1000, unit: 'kB brotli', bound: BOUNDS.all, open: OPEN },
  ]
}
