// What a build weighs: each file compressed beside itself, what a first visit to a record loads, and the largest functions.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { functions } from './functions.mjs'

/** Code that came in by a dependency once and must not again: each is larger than a page of ours. */
const FORBIDDEN = /\b(regex|regex_automata|regex_syntax|aho_corasick|unicode_tables|unicode_normalization|icu_\w+|chrono_tz)::/
const LARGEST = 30
/** P6: kilobytes in brotli of a build for a site, without the sandbox. The aim is 330 and 600. */
export const BOUNDS = { first: 450, all: 800 }

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10)

/** The crate that a function belongs to: the first that its name names. */
const crate = (name) => name.match(/[a-z_][a-z0-9_]*(?=::)/)?.[0] ?? name.match(/^_R.*?C[sa-zA-Z0-9]*_\d+([a-z_]+?)(?=\d|$)/)?.[1] ?? '(other)'

const byBytes = (all) => all.toSorted((a, b) => b.bytes - a.bytes)

export class Weight {
  constructor(build) {
    this.file = join('target/dev', `${build}.weight.json`)
    this.functions = []
  }

  /** Notes the functions of a part, which still has their names. */
  functionsOf(part, file) {
    this.functions.push(...functions(file).map((one) => ({ ...one, part })))
  }

  /**
   * Compresses the files, tells what they weigh, and keeps it for the bench; `later` names what a visit that reads a record does not
   * load, and `second` the program of a consultation summary, which only a visit that writes one does: it has no part in P6.
   */
  of(dist, names, later, second = []) {
    const files = names.map((name) => {
      const bytes = readFileSync(join(dist, name))
      const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
      writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }))
      writeFileSync(join(dist, `${name}.br`), brotli)
      console.log(`${kilobytes(bytes.length)} ${kilobytes(brotli.length)} brotli  ${name}`)
      return { name, bytes: bytes.length, brotli: brotli.length, later: later.includes(name), second: second.includes(name) }
    })
    const sum = (some) => some.reduce((total, { brotli }) => total + brotli, 0)
    const parts = files.filter(({ second }) => !second)
    const [first, all, written] = [sum(parts.filter(({ later }) => !later)), sum(parts), sum(files.filter(({ second }) => second))]
    const told = (bytes, bound, what) => console.log(`${' '.repeat(10)} ${kilobytes(bytes)} brotli  ${what} (a site's build: at most ${bound} kB)`)
    told(first, BOUNDS.first, 'for a first visit that reads a record')
    told(all, BOUNDS.all, 'in all')
    console.log(`${' '.repeat(10)} ${kilobytes(written)} brotli  more where a consultation summary is written`)
    const forbidden = this.functions.filter(({ name }) => FORBIDDEN.test(name)).map(({ name }) => name)
    if (forbidden.length > 0) throw new Error(`functions that no build may hold: ${forbidden.join(', ')}`)
    const groups = {}
    for (const { name, size } of this.functions) {
      const group = (groups[crate(name)] ??= { group: crate(name), count: 0, bytes: 0 })
      group.count++
      group.bytes += size
    }
    const largest = this.functions.toSorted((a, b) => b.size - a.size).slice(0, LARGEST)
    mkdirSync('target/dev', { recursive: true })
    writeFileSync(this.file, `${JSON.stringify({ files, first, all, written, groups: byBytes(Object.values(groups)), largest }, null, 2)}\n`)
  }
}
