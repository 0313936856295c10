// ./dev fuzz: throws bytes at the model, guided by what they reach, on the stable compiler.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ask, must, root, run, say, Stop } from './run.mjs'

// What cargo-fuzz sets, without the address sanitiser, which needs a nightly compiler and finds nothing in safe code.
const coverage = [
  '--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1',
  '-Cllvm-args=-sanitizer-coverage-level=4',
  '-Cllvm-args=-sanitizer-coverage-inline-8bit-counters',
  '-Cllvm-args=-sanitizer-coverage-pc-table',
].join(' ')

/** Runs for so many seconds; further arguments are folders of messages to start from. */
export async function fuzz([seconds = '60', ...seeds]) {
  if (!/^\d+$/.test(seconds)) throw new Stop(`${seconds} is no number of seconds: ./dev fuzz 60 [FOLDER…]`)
  const host = ask('rustc', '-vV')?.match(/host: (\S+)/)?.[1]
  if (!host) throw new Stop('rustc -vV names no host: is Rust installed?')
  say('Building the fuzz target (about 2 minutes, the first time)')
  // A named target, so that only the program is built with coverage and not the build scripts.
  const build = ['cargo', 'build', '--release', '--manifest-path', 'fuzz/Cargo.toml', '--target', host]
  await must(build, 'The fuzz target could not be built; it needs a C++ compiler.', { env: { RUSTFLAGS: coverage } })
  for (const folder of ['corpus', 'artifacts']) mkdirSync(join(root, 'fuzz', folder), { recursive: true })
  say(`Fuzzing for ${seconds} seconds; what fails is left in fuzz/artifacts`)
  const program = [
    `fuzz/target/${host}/release/model`,
    `-max_total_time=${seconds}`,
    '-max_len=20000',
    '-dict=fuzz/fhir.dict',
    '-artifact_prefix=fuzz/artifacts/',
    'fuzz/corpus',
    ...seeds,
  ]
  return (await run(program)).code
}
