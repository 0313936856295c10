// ./dev bench [NAME]: every measure of this folder, or those whose file has NAME in it. Numbers from one machine compare
// builds on that machine, nothing else; ratios travel better, and have bounds.
//
// A measure is a file with a `title` and `measure({ browser, serve })`, which gives rows { what, value, unit, bound }.
// What is above its bound fails the run; BENCH_MARGIN=1.25 lets it be a quarter above. A bound that is not reached yet
// says why, in `open`: it is told in every run and fails none, until it is reached and the words go. So is a time.
// A measure that says `build = 'production'` needs that build and is left out with another.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium as playwright } from '@playwright/test'
import { chromium } from '../../tools/dev/chromium.mjs'
import { startSandboxServer } from '../browser/servers.mjs'
import { UNTHROTTLED } from './compare.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const margin = Number(process.env.BENCH_MARGIN ?? 1)
const [wanted = ''] = process.argv.slice(2)
const shared = ['run.mjs', 'compare.mjs', 'host.mjs', 'plain.mjs', 'react-script.mjs', 'record.mjs']
const measures = readdirSync(here).filter((name) => name.endsWith('.mjs') && !shared.includes(name) && name.includes(wanted))

const written = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3))

/** The rows of a measure in a browser of its own, told as they are. */
async function measured(measure) {
  const browser = await playwright.launch({ executablePath: chromium(), args: UNTHROTTLED })
  try {
    const rows = await measure({ browser, serve: startSandboxServer })
    return rows.map((row) => {
      const failed = row.bound !== undefined && !(row.value <= row.bound * margin)
      const verdict = failed ? (row.open ? ', NOT REACHED YET' : ', TOO MUCH') : row.value > row.bound ? ', above it but within the margin' : ''
      const bound = row.bound === undefined ? '' : ` of at most ${written(row.bound)}${verdict}`
      console.log(`  ${row.what.padEnd(64)} ${written(row.value)} ${row.unit}${bound}`)
      return { ...row, failed }
    })
  } finally {
    await browser.close()
  }
}

const all = []
for (const name of measures) {
  const { title, measure, build } = await import(`./${name}`)
  if (build && build !== process.env.BENCH_BUILD) continue
  console.log(`\n${title}`)
  let rows = await measured(measure)
  // A slow moment of the machine is not a slow app: what is above its bound is measured once more.
  if (rows.some((row) => row.failed && !row.open)) {
    console.log('  Above a bound: once more')
    rows = await measured(measure)
  }
  all.push(...rows.map((row) => ({ measure: name.slice(0, -4), ...row })))
}

mkdirSync(`${here}results`, { recursive: true })
writeFileSync(`${here}results/bench.json`, `${JSON.stringify({ margin, rows: all }, null, 2)}\n`)
console.log('\nAs JSON: tests/bench/results/bench.json')
const failed = all.filter((row) => row.failed && !row.open)
const open = all.filter((row) => row.failed && row.open)
const bounded = all.filter((row) => row.bound !== undefined)
for (const { measure, what, open: why } of open) console.log(`Not reached yet: ${measure}, ${what}: ${why}`)
console.log(`${bounded.length - failed.length - open.length} measures within their bounds${margin === 1 ? '' : `, with a margin of ${margin}`}`)
if (failed.length > 0) {
  console.log(`${failed.length} measures above`)
  console.error(`Above the bound: ${failed.map((row) => row.what).join('; ')}`)
  process.exitCode = 1
}
