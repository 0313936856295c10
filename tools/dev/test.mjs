// ./dev test: every check and every test, one after another, and a sum at the end.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, buildServer, sandboxServer } from './build.mjs'
import { chromedriver, chromium, chromiumForJourneys } from './chromium.mjs'
import { gatewayPrograms } from './gateway-programs.mjs'
import { browser, nodePackages, rustTarget, wasmBindgen } from './install.mjs'
import { meshPrograms } from './mesh-programs.mjs'
import { duration, root, run, say, Stop, stopwatch } from './run.mjs'

const WASM = ['--target', 'wasm32-unknown-unknown']
const COMPONENTS = ['cargo', 'test', '--locked', ...WASM, '--features', 'sandbox', '--lib', '--test', 'web']
const DENY = ['--', '-D', 'warnings']
// What cargo clippy sets, for a build that lints what it compiles: with a check of their own before it, the lints would
// compile every dependency a second time.
const LINTED = { RUSTC_WORKSPACE_WRAPPER: 'clippy-driver', CLIPPY_ARGS: '-Dwarnings__CLIPPY_HACKERY__' }
const report = join(root, 'tests/browser/results/report.json')

const results = []

/** Runs one part; `count` reads passed and failed from what it printed, else the part itself counts as one. */
async function part(name, command, { count, env } = {}) {
  say(name)
  const start = performance.now()
  const { code, output } = await run(command, { capture: true, env })
  const counted = count?.(output) ?? { passed: 0, failed: 0 }
  // A part that stops before or after its tests, at a compile error say, has failed even where no test has.
  if (code !== 0 && counted.failed === 0) counted.failed = 1
  if (code === 0 && !count) counted.passed = 1
  results.push({ name, took: performance.now() - start, ...counted })
  return code === 0
}

/** Adds up the `test result:` lines of cargo test, native or wasm-bindgen's. */
function cargoCount(output) {
  const count = { passed: 0, failed: 0 }
  for (const [, passed, failed] of output.matchAll(/^test result: .*?(\d+) passed; (\d+) failed/gm)) {
    count.passed += Number(passed)
    count.failed += Number(failed)
  }
  return count
}

function playwrightCount() {
  if (!existsSync(report)) return undefined
  const { stats, suites, errors } = JSON.parse(readFileSync(report, 'utf8'))
  // A skipped test proves nothing: it fails the run.
  const failed = stats.unexpected + stats.skipped + errors.length
  return { passed: stats.expected + stats.flaky, failed, unsteady: suites.flatMap(unsteady) }
}

/** The titles of the journeys that passed only at the second try. */
const unsteady = ({ specs = [], suites = [] }) => [
  ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ file, line, title }) => `${file}:${line} ${title}`),
  ...suites.flatMap(unsteady),
]

/** A measure with a bound is a test. */
function measuresCount(output) {
  const count = (words) => Number(output.match(new RegExp(`^(\\d+) measures? ${words}`, 'm'))?.[1] ?? 0)
  return { passed: count('within'), failed: count('above') }
}

/** The sandbox server that the native tests were built with, where they were. */
let builtServer

async function native(filter) {
  const tests = ['cargo', 'test', '--locked', '--workspace', '--features', 'sandbox']
  if (!filter) {
    await part('Format', ['cargo', 'fmt', '--all', '--check'])
    const isBuilt = await part('Lints and build, native', [...tests, '--all-targets', '--no-run'], { env: LINTED })
    if (isBuilt) builtServer = sandboxServer()
    await part('Lints, browser', ['cargo', 'clippy', '--locked', ...WASM, '--features', 'sandbox', '--lib', '--bins', '--test', 'web', ...DENY])
    await part('Lints, browser without the sandbox', ['cargo', 'clippy', '--locked', ...WASM, '--lib', '--bins', ...DENY])
    await part('Lints, the module of documents', ['cargo', 'clippy', '--locked', ...WASM, '-p', 'gp-connect-send-document-module', ...DENY])
  }
  const names = filter ? [filter] : []
  await part('Tests on this machine', [...tests, '--no-fail-fast', ...names], { count: cargoCount, env: filter ? {} : LINTED })
}

async function web(filter) {
  const env = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: 'wasm-bindgen-test-runner', CHROMEDRIVER: chromedriver() }
  const names = filter ? ['--', filter] : []
  await part('Component tests in Chromium', [...COMPONENTS, ...names], { count: cargoCount, env })
}

/** What is served to the journeys and the measures; how long it took stands among the parts. */
async function built() {
  const start = performance.now()
  const server = builtServer ?? (await buildServer())
  const dist = await build({ release: true })
  results.push({ name: 'Build of the app', took: performance.now() - start, passed: 0, failed: 0 })
  return { server, dist }
}

async function inBrowser(filter, { name = 'Journeys in Chromium', args = [] } = {}) {
  try {
    const { server } = await built()
    const chosen = filter ? playwrightFilter(filter) : []
    rmSync(report, { force: true })
    const env = { CHROMIUM: chromiumForJourneys(), SANDBOX_SERVER: server }
    await part(name, ['playwright', 'test', ...args, ...chosen], { count: playwrightCount, env })
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    console.error(error.message)
    results.push({ name, took: 0, passed: 0, failed: 1 })
  }
}

/** A filter that is part of a file name picks files, any other picks titles. */
function playwrightFilter(filter) {
  const files = readdirSync(join(root, 'tests/browser'))
  return files.some((file) => file.includes(filter)) ? [filter] : ['--grep', filter]
}

function closing(time) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const [passed, failed] = [sum('passed'), sum('failed')]
  say(`All parts, in ${time}`)
  for (const { name, took, passed, failed } of results) {
    console.log(`  ${name.padEnd(38)} ${String(passed).padStart(5)} passed  ${String(failed).padStart(3)} failed  ${duration(took)}`)
  }
  const slowest = results.toSorted((a, b) => b.took - a.took).slice(0, 5)
  console.log(`\nSlowest: ${slowest.map(({ name, took }) => `${name} ${duration(took)}`).join(', ')}`)
  const twice = results.flatMap(({ unsteady = [] }) => unsteady)
  if (twice.length > 0) console.log(`\nPassed only at the second try, a defect of the test or of the app:\n  ${twice.join('\n  ')}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

/** The measures on the build of the journeys, with nothing beside them; a busy machine may be a quarter above a bound. */
async function measures(filter) {
  const name = 'Measures in Chromium'
  try {
    const { server, dist } = await built()
    const env = { CHROMIUM: chromium(), SANDBOX_SERVER: server, DIST: dist, BENCH_MARGIN: '1.25' }
    await part(name, ['node', 'tests/bench/run.mjs', ...(filter ? [filter] : [])], { count: measuresCount, env })
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    console.error(error.message)
    results.push({ name, took: 0, passed: 0, failed: 1 })
  }
}

/** Adds up what node's own test runner counted. */
function nodeCount(output) {
  const count = (word) => Number(output.match(new RegExp(`^\\S+ ${word} (\\d+)`, 'm'))?.[1] ?? 0)
  // A skipped test proves nothing: it fails the run.
  return { passed: count('pass'), failed: count('fail') + count('cancelled') + count('skipped') + count('todo') }
}

/** The gateway by its protocol; the app through it is among the journeys. */
async function gateway(filter) {
  const env = { SANDBOX_SERVER: builtServer ?? (await buildServer()) }
  const names = filter ? [`--test-name-pattern=${filter}`] : []
  await part('Gateway', ['node', '--test-reporter=spec', ...names, 'tests/gateway/all.mjs'], { count: nodeCount, env })
}

const PARTS = { native, web, gateway, browser: inBrowser, bench: measures }

/** Runs the parts that the command line names, all of them by default; returns the exit code. */
export async function test([name, filter]) {
  if (name && !PARTS[name]) throw new Stop(`There is no part ${name}: native, web, gateway, browser or bench.`)
  const parts = name ? [name] : Object.keys(PARTS)
  const time = stopwatch()
  // Installed first, so that a missing root password is told at once and not after ten minutes of tests.
  if (parts.some((part) => part !== 'native' && part !== 'gateway')) await browser({ driver: parts.includes('web') })
  if (parts.some((part) => part !== 'native' && part !== 'web')) await gatewayPrograms()
  if (parts.some((part) => part === 'gateway' || part === 'browser')) await meshPrograms()
  await rustTarget({ checks: parts.includes('native') })
  await nodePackages()
  // The measures bind a module of their own.
  if (parts.includes('bench') || parts.includes('web')) await wasmBindgen()
  for (const part of parts) await PARTS[part](filter)
  return closing(time())
}

/** A picture of each screen in each size. */
export async function screenshots() {
  await browser({ driver: false })
  await inBrowser(undefined, { name: 'Screenshots', args: ['--config', 'tests/browser/screenshots.config.mjs'] })
  return closing('')
}

/** What the app costs, as a site would deploy it: every measure, or those with a name. */
export async function bench([name]) {
  await browser({ driver: false })
  await gatewayPrograms()
  await wasmBindgen()
  const DIST = await build({ release: true, sandbox: false, loopback: true, directory: 'target/dist-production' })
  const SANDBOX_SERVER = await buildServer()
  say('Measuring (about three minutes)')
  const { code } = await run(['node', 'tests/bench/run.mjs', ...(name ? [name] : [])], { env: { CHROMIUM: chromium(), DIST, SANDBOX_SERVER, BENCH_BUILD: 'production' } })
  return code
}
