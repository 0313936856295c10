// The second program: send-document/module, which the page loads when a consultation summary is first written. Always built for
// release, in a debug build of the app too: its PDF would take seconds, and one program serves both.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { FEATURES } from './take-apart.mjs'

const NAME = 'send-document'
const TARGET = 'wasm32-unknown-unknown'
const BUILT = 'target/dev/send-document'
const SOURCES = ['.cargo/config.toml', 'Cargo.toml', 'Cargo.lock', 'package-lock.json', 'tools/send-document.mjs', 'send-document/Cargo.toml', 'send-document/font', 'send-document/module', 'send-document/src']

function fingerprint() {
  const hash = createHash('sha256')
  const add = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(path).update(readFileSync(path))
  }
  for (const source of SOURCES) add(source)
  return hash.digest('hex')
}

/** No folder of this machine is in it, whichever build asks for it: the flags are the same each time. */
function flags() {
  const own = JSON.parse(readFileSync('.cargo/config.toml', 'utf8').match(/^rustflags = (\[.*\])$/m)[1])
  const folders = [process.env.CARGO_HOME ?? join(homedir(), '.cargo'), process.cwd()]
  return [...own, ...folders.map((folder) => `--remap-path-prefix=${folder}=`)].join('\x1f')
}

function made() {
  const stamp = join(BUILT, 'stamp')
  const state = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return
  rmSync(BUILT, { recursive: true, force: true })
  mkdirSync(BUILT, { recursive: true })
  const run = (program, ...args) =>
    execFileSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, CARGO_ENCODED_RUSTFLAGS: flags() } })
  run('cargo', 'build', '--locked', '--quiet', '--release', '--target', TARGET, '--package', 'gp-connect-send-document-module')
  const linked = join(process.env.CARGO_TARGET_DIR ?? 'target', TARGET, 'release/gp_connect_send_document_module.wasm')
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--out-name', NAME, '--out-dir', BUILT, linked)
  const bound = join(BUILT, `${NAME}_bg.wasm`)
  run('wasm-opt', '-Oz', ...FEATURES, '-o', bound, bound)
  writeFileSync(stamp, state)
}

/** Puts the program and its script into `dist`; returns the name of each. The script fetches the program with its hash. */
export function secondProgram(dist) {
  made()
  const wasm = readFileSync(join(BUILT, `${NAME}_bg.wasm`))
  const js = readFileSync(join(BUILT, `${NAME}.js`), 'utf8')
  const hash = createHash('sha256').update(wasm).update(js).digest('hex').slice(0, 16)
  const names = { js: `${NAME}-${hash}.js`, wasm: `${NAME}-${hash}_bg.wasm` }
  const integrity = 'sha384-' + createHash('sha384').update(wasm).digest('base64')
  const own = js.replaceAll(`${NAME}_bg.wasm`, names.wasm)
  if (own === js || !own.includes('__wbg_init as default')) throw new Error('the script of the second program is not as wasm-bindgen writes it')
  const open = `
export async function open() {
  const program = await fetch(new URL('${names.wasm}', import.meta.url), { integrity: '${integrity}' })
  if (!program.ok) throw new Error(\`status \${program.status}\`)
  await __wbg_init({ module_or_path: program })
}
`
  writeFileSync(join(dist, names.wasm), wasm)
  writeFileSync(join(dist, names.js), own + open)
  return names
}
