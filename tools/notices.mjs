// The licences of everything that goes into the build, in words: most of them ask that they go with it.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

const NPM = ['dompurify', 'nhsuk-frontend', 'pako', 'utif2']

/** What is in the WebAssembly: the crates that the app needs on its target, without what only builds it. */
function crates() {
  const command = ['metadata', '--format-version', '1', '--locked', '--filter-platform', 'wasm32-unknown-unknown']
  const { packages, resolve } = JSON.parse(execFileSync('cargo', command, { maxBuffer: 1 << 28 }))
  const known = new Map(packages.map((one) => [one.id, one]))
  const needs = new Map(resolve.nodes.map((node) => [node.id, node.deps.filter((need) => need.dep_kinds.some(({ kind }) => !kind)).map(({ pkg }) => pkg)]))
  // The app, and what it loads when a consultation summary is written.
  const second = packages.find(({ name }) => name === 'gp-connect-send-document-module')
  const found = new Set([resolve.root, second.id])
  const isMacro = (id) => known.get(id).targets.some(({ kind }) => kind.includes('proc-macro'))
  for (const id of found) for (const need of needs.get(id)) if (!isMacro(need)) found.add(need)
  // What comes from no registry is ours.
  return [...found].map((id) => known.get(id)).filter(({ source }) => source).map((one) => ({ ...one, folder: dirname(one.manifest_path) }))
}

/** The font that is printed with has no crate. */
const FONT = { name: 'arimo', version: '1.33', license: 'OFL-1.1', folder: 'send-document/font' }

const scripts = () =>
  NPM.map((name) => join('node_modules', name)).map((folder) => ({ ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')), folder }))

function texts({ folder }) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|unlicense)([-._].*)?$/i.test(name))
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8').trim())
}

/** Each package with its licence, then each text once with whom it belongs to. */
export function notices() {
  const all = [...crates(), ...scripts(), FONT].sort((one, other) => one.name.localeCompare(other.name, 'en'))
  const whose = new Map()
  for (const one of all) {
    for (const text of texts(one)) whose.set(text, [...(whose.get(text) ?? []), `${one.name} ${one.version}`])
  }
  const list = all.map((one) => `${one.name} ${one.version}: ${one.license ?? 'see its text below'}`)
  const bodies = [...whose].map(([text, names]) => `${'='.repeat(80)}\n${names.join(', ')}\n${'='.repeat(80)}\n\n${text}`)
  return `This application contains software of others, under these licences.\n\n${list.join('\n')}\n\n${bodies.join('\n\n')}\n`
}
