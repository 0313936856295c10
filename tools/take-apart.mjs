// A release build in parts (docs/decisions/0007): what the linker made, taken apart, bound, made small and put in the place
// of the one file that Trunk made of it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const APP = 'gp-connect-viewer'
/** What rustc emits and wasm-opt does not take for granted. */
export const FEATURES = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'].map(
  (name) => `--enable-${name}`,
)

const run = (program, ...args) => execFileSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
const hashOf = (...contents) => contents.reduce((hash, content) => hash.update(content), createHash('sha256')).digest('hex').slice(0, 16)
const integrityOf = (bytes) => 'sha384-' + createHash('sha384').update(bytes).digest('base64')

const IMPORT = 2

/**
 * Gives what the program takes from its script names of a letter or two in both: wasm-bindgen's are a sentence with a hash, three
 * hundred of them.
 */
function shortNames(wasm, js) {
  let at = 8
  const number = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++]
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }
  const counted = (value) => {
    const bytes = []
    for (; value > 0x7f; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80)
    return Buffer.from([...bytes, value])
  }
  const text = () => {
    const length = number()
    return wasm.toString('utf8', at, (at += length))
  }
  const written = (words) => Buffer.concat([counted(Buffer.byteLength(words)), Buffer.from(words)])
  for (let id; (id = wasm[at]) !== undefined; ) {
    const from = at++
    const end = number() + at
    if (id !== IMPORT) {
      at = end
      continue
    }
    const count = number()
    const entries = []
    for (let left = count; left > 0; left--) {
      const [module, name] = [text(), text()]
      const rest = at
      const kind = wasm[at++]
      if (kind !== 0) throw new Error(`${APP} takes ${name}, which is no function, from ${module}`)
      number()
      let short = name
      if (module === `./${APP}_bg.js`) {
        short = `f${left.toString(36)}`
        const key = new RegExp(`^( +)${name.replaceAll('$', '\\$')}: `, 'gm')
        if (js.match(key)?.length !== 1) throw new Error(`the script does not give ${name} as expected`)
        js = js.replace(key, `$1${short}: `)
      }
      entries.push(written(module), written(short), wasm.subarray(rest, at))
    }
    const section = Buffer.concat([counted(count), ...entries])
    return { js, bytes: Buffer.concat([wasm.subarray(0, from), Buffer.from([IMPORT]), counted(section.length), section, wasm.subarray(end)]) }
  }
  throw new Error(`${APP} takes nothing from its script`)
}

/**
 * Takes `program` apart in `folder` and writes what a page loads into `dist`: { js, wasm, link }, the names of the first
 * files, and `later`, what a visit that reads a record does not load. Every further part is named and vouched for in the link
 * file, which the first script imports. `change` is made to that script; `seen` is called with each file while it still has the
 * names of its functions.
 */
export function takeApart({ program, folder, dist, change, seen }) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  run('wasm-split', program, folder, `./${APP}.js`)
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-name', APP, '--out-dir', join(folder, 'bound'), join(folder, 'main.wasm'))

  const small = (file) => {
    const name = file.match(/([^/]+?)(_bg)?\.wasm$/)[1].replace(/^split_/, '')
    seen(name, file)
    run('wasm-opt', '-Oz', ...FEATURES, '-o', file, file)
    return readFileSync(file)
  }
  const put = (name, content) => (writeFileSync(join(dist, name), content), name)

  let link = readFileSync(join(folder, '__wasm_split.js'), 'utf8')
  // What did not come is told where it is wanted, and to nobody's console.
  if (!link.includes('console.error(e);')) throw new Error('the link file does not tell the console as expected')
  link = link.replace('console.error(e);', '')
  // What the part that shows a record shares with others, it loads as well.
  const shared = link.match(/__wasm_split_load_record = [^]*?\[([^\]]*)\]\)\)/)?.[1].match(/chunk_\d+/g) ?? []
  const later = []
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.wasm') && name !== 'main.wasm')) {
    const bytes = small(join(folder, file))
    const name = put(`${file.slice(0, -5).replace(/^split_/, '')}-${hashOf(bytes)}.wasm`, bytes)
    if (file !== 'split_record.wasm' && !shared.includes(file.slice(0, -5))) later.push(name)
    const fetched = `new URL("./${file}", import.meta.url)`
    if (!link.includes(fetched)) throw new Error(`the link file does not fetch ${file} as expected`)
    link = link.replace(fetched, `new URL("./${name}", import.meta.url), { integrity: "${integrityOf(bytes)}", priority: 'low' }`)
  }
  const bound = small(join(folder, `bound/${APP}_bg.wasm`))
  let { bytes, js } = shortNames(bound, change(readFileSync(join(folder, `bound/${APP}.js`), 'utf8')))
  // The two scripts import each other, so that neither name can be the hash of what it names: both have one of everything.
  const hash = hashOf(bytes, js, link)
  const names = { js: `${APP}-${hash}.js`, wasm: `${APP}-${hash}_bg.wasm`, link: `parts-${hash}.js` }
  if (!js.includes('./__wasm_split.js') || !link.includes(`"./${APP}.js"`)) throw new Error('the scripts do not import each other as expected')
  // The key of the imports stays: the program asks for it by that name.
  js = js.replaceAll('from "./__wasm_split.js"', `from "./${names.link}"`).replaceAll(`${APP}_bg.wasm`, names.wasm)
  put(names.link, link.replace(`"./${APP}.js"`, `"./${names.js}"`))
  put(names.js, js)
  put(names.wasm, bytes)
  return { ...names, later }
}
