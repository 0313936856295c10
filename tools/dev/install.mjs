// Each function makes sure of one thing: says nothing where it is there, else installs it and says so first.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromedriver, chromium } from './chromium.mjs'
import { ask, must, root, run, say, Stop } from './run.mjs'

const TRUNK = '0.21.14'
const WASM_BINDGEN = '0.2.130'

/** The wasm target and, for the checks, clippy and rustfmt. */
export async function rustTarget({ checks = false } = {}) {
  const version = ask('rustc', '--version')?.match(/(\d+)\.(\d+)/)
  if (!version || Number(version[2]) < 92) throw new Stop('Rust 1.92 or newer is needed: run rustup update stable.')
  const library = ask('rustc', '--print', 'target-libdir', '--target', 'wasm32-unknown-unknown')
  if (!library || !existsSync(library)) {
    await rustup(['target', 'add', 'wasm32-unknown-unknown'], 'Rust for WebAssembly')
  }
  for (const component of checks ? ['clippy', 'rustfmt'] : []) {
    const command = component === 'rustfmt' ? 'fmt' : component
    if (!ask('cargo', command, '--version')) await rustup(['component', 'add', component], component)
  }
}

async function rustup(args, what) {
  const command = ['rustup', ...args]
  if (!ask('rustup', '--version')) throw new Stop(`${what} is missing and there is no rustup. Install rustup, or run: ${command.join(' ')}`)
  say(`Installing ${what} (seconds)`)
  await must(command, `${what} could not be installed. To try by hand: ${command.join(' ')}`)
}

/** node_modules as package-lock.json has it. */
export async function nodePackages() {
  const stamp = join(root, 'node_modules/.installed')
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('Installing the npm packages of package-lock.json into node_modules (about half a minute, 370 MB)')
  const command = ['npm', 'ci', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund']
  await must(command, `The npm packages could not be installed. To try by hand: ${command.join(' ')}`)
  writeFileSync(stamp, lock)
}

/** Trunk, the bundler: any 0.21 from .14 on will do, wherever it is. */
export async function trunk() {
  const version = ask('trunk', '--version')?.match(/0\.21\.(\d+)/)
  if (version && Number(version[1]) >= 14) return
  say(`Installing Trunk ${TRUNK} into .tools (about 3 minutes on two cores, once)`)
  // Without its own release profile, which takes four times as long; and without TLS, as it downloads nothing here.
  const command = ['cargo', 'install', '--locked', 'trunk', '--version', TRUNK, '--no-default-features', '--root', '.tools']
  await must(command, `Trunk could not be installed. Put Trunk ${TRUNK} on PATH, then run this again.`, { env: lightProfile })
}

const lightProfile = {
  CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  CARGO_PROFILE_RELEASE_OPT_LEVEL: '0',
}

/** wasm-bindgen, its test runner and what takes a program apart, in exactly the version of Cargo.toml. */
export async function wasmBindgen() {
  const tools = ['wasm-bindgen', 'wasm-bindgen-test-runner', 'wasm-split']
  const there = tools.every((tool) => ask(tool, '--version')?.endsWith(` ${WASM_BINDGEN}`))
  if (there) return
  say(`Installing wasm-bindgen ${WASM_BINDGEN} into .tools (about 2 minutes on two cores, once)`)
  const command = ['cargo', 'install', '--locked', '--path', 'tools', '--root', '.tools', '--target-dir', 'target/tools']
  await must(command, `wasm-bindgen could not be installed. To try by hand: ${command.join(' ')}`)
}

/** Chromium with the driver of the same version, from the distribution. */
export async function browser({ driver = true } = {}) {
  const missing = () => !chromium() || (driver && !chromedriver())
  if (!missing()) return
  const packages = ['chromium', 'chromium-driver', 'fonts-liberation']
  const byHand = `run: sudo apt-get install -y ${packages.join(' ')}\n(or name them: CHROMIUM=/path/to/chromium CHROMEDRIVER=/path/to/chromedriver)`
  if (!ask('apt-get', '--version')) throw new Stop('Chromium and its chromedriver are missing. Install both, or name them: CHROMIUM=/path CHROMEDRIVER=/path')
  const sudo = process.getuid() === 0 ? [] : ['sudo', '-n']
  if (sudo.length && ask('sudo', '-n', 'true') === undefined) {
    throw new Stop(`Chromium for the browser tests is missing, and installing it needs root. One thing to do, then run this again:\n${byHand}`)
  }
  say(`Installing ${packages.join(', ')} with apt (about half a minute, 400 MB)`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run([...sudo, 'apt-get', 'update', '-q'], { env })
  await must([...sudo, 'apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages], `apt could not install Chromium. Install it, or ${byHand}`, { env })
  // Faster for journeys, and not in every distribution: they run in Chromium itself without it.
  if (ask('apt-cache', 'show', 'chromium-headless-shell')) {
    await run([...sudo, 'apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell'], { env })
  }
  if (missing()) throw new Stop('Chromium was installed, but is not on PATH. Name it: CHROMIUM=/path CHROMEDRIVER=/path')
}

/** Everything that a build needs. */
export async function forBuild() {
  await rustTarget()
  await nodePackages()
  await trunk()
  await wasmBindgen()
}

/** Programs of the distribution, each by the package that brings it. */
export async function debian(programs) {
  const runs = (program) => ['--version', '-v'].some((option) => ask(program, option) !== undefined)
  const missing = () => Object.keys(programs).filter((program) => !runs(program))
  if (missing().length === 0) return
  await apt(missing().map((program) => programs[program]))
  if (missing().length > 0) throw new Stop(`Installed, but not on PATH: ${missing().join(', ')}`)
}

/** Packages of the distribution. */
export async function apt(packages) {
  const byHand = `sudo apt-get install -y ${packages.join(' ')}`
  if (!ask('apt-get', '--version')) throw new Stop(`Missing: ${packages.join(', ')}. Install them, then run this again.`)
  const sudo = process.getuid() === 0 ? [] : ['sudo', '-n']
  if (sudo.length && ask('sudo', '-n', 'true') === undefined) throw new Stop(`Installing needs root. Run this, then try again:\n${byHand}`)
  say(`Installing ${packages.join(', ')} with apt`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run([...sudo, 'apt-get', 'update', '-q'], { env })
  await must([...sudo, 'apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages], `apt could not install them. To try by hand: ${byHand}`, { env })
}
