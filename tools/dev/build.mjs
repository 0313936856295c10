// The app as static files, and the native server: both built only when a source has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { forBuild } from './install.mjs'
import { must, root, say, stopwatch } from './run.mjs'

const SOURCES = ['.cargo/config.toml', 'Cargo.toml', 'Cargo.lock', 'Trunk.toml', 'index.html', 'package-lock.json', 'build.rs', 'tools/embed-dist.mjs', 'tools/finish-dist.mjs', 'tools/functions.mjs', 'tools/notices.mjs', 'tools/send-document.mjs', 'tools/take-apart.mjs', 'tools/weight.mjs', 'send-document/Cargo.toml', 'send-document/font', 'send-document/module', 'send-document/src', 'src', 'static', 'style']

/** A release build is in parts (docs/decisions/0007); PARTS=0 makes one file. */
export const inParts = process.env.PARTS !== '0'

/** What wasm-opt remarks on a program that is still to be taken apart: neither its relocations nor these names are in what is served. */
const REMARKS = /^warning: (linking section is present|unknown name subsection)/

function fingerprint(...extra) {
  const hash = createHash('sha256')
  const add = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(path).update(readFileSync(path))
  }
  for (const source of SOURCES) add(join(root, source))
  for (const text of extra) hash.update(text)
  return hash.digest('hex')
}

/**
 * Builds the app where it has changed and returns the directory, relative to the project. Without the sandbox it reaches no provider
 * on this machine, unless `loopback` lets it.
 */
export async function build({ release, sandbox = true, loopback = sandbox, directory = release ? 'dist' : 'target/dist-debug' }) {
  await forBuild()
  const stamp = join(root, `target/dev/${directory.replaceAll('/', '-')}.stamp`)
  const page = join(root, directory, 'index.html')
  const state = () => fingerprint(String([sandbox, loopback, inParts]), existsSync(page) ? readFileSync(page) : '')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state()) {
    say(`${directory} is up to date`)
    return directory
  }
  say(release ? 'Building the release (up to 4 minutes the first time, half a minute later)' : 'Building for development (up to 2 minutes the first time, seconds later)')
  const time = stopwatch()
  await must(trunkCommand('build', { release, sandbox, directory }), 'The build failed; the reason stands above.', {
    env: { ...(release ? withoutFolders() : {}), ...finishing({ release, sandbox, loopback }) },
    leaveOut: REMARKS,
  })
  mkdirSync(join(root, 'target/dev'), { recursive: true })
  writeFileSync(stamp, state())
  console.log(`Built ${directory} in ${time()}`)
  return directory
}

/** The environment of a release build: no folder of this machine is in what it makes (messages name their place). */
export function withoutFolders() {
  const home = process.env.CARGO_HOME ?? join(homedir(), '.cargo')
  // These take the place of those in the settings of cargo, which are part of the build.
  const own = JSON.parse(readFileSync(join(root, '.cargo/config.toml'), 'utf8').match(/^rustflags = (\[.*\])$/m)[1])
  const flags = [...own, ...[home, root].map((folder) => `--remap-path-prefix=${folder}=`)]
  return { CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f'), MAPPED: '1' }
}

/** What tools/finish-dist.mjs is told. */
export const finishing = ({ release = false, sandbox = true, loopback = sandbox }) => ({
  ...(sandbox && { SANDBOX: '1' }),
  ...(loopback && { LOOPBACK: '1' }),
  PARTS: release && inParts ? '1' : '0',
})

export function trunkCommand(verb, { release, sandbox, directory }) {
  const features = [sandbox && 'sandbox', release && inParts && 'split'].filter(Boolean)
  return ['trunk', verb, '--dist', directory, ...(release ? ['--release'] : []), ...(features.length ? ['--features', features.join(',')] : [])]
}

/** Builds the native sandbox server and returns the program. */
export async function buildServer() {
  say('Building the sandbox server where it has changed (a minute the first time)')
  await must(['cargo', 'build', '--locked', '--quiet', '--package', 'gp-connect-sandbox-server'], 'The server could not be built; the reason stands above.')
  return sandboxServer()
}

/** Where cargo puts the native sandbox server. */
export const sandboxServer = () => join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/gp-connect-sandbox-server')
