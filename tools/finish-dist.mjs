// Trunk's post_build hook: finishes the files that Trunk has put into its staging directory.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, relative, sep } from 'node:path'
import { embedFiles } from './embed-dist.mjs'
import { notices } from './notices.mjs'
import { secondProgram } from './send-document.mjs'
import { takeApart } from './take-apart.mjs'
import { Weight } from './weight.mjs'

const dist = process.env.TRUNK_STAGING_DIR
const release = process.env.TRUNK_PROFILE === 'release'
// What ./dev says of this build: whether the provider is inside, whether the page may reach one on this machine, and whether it
// was compiled to be taken apart.
const { SANDBOX: sandbox, LOOPBACK: loopback, PARTS: parted } = process.env
if (!dist) fail('is run by Trunk, which names the directory in TRUNK_STAGING_DIR')

function fail(reason) {
  console.error(`finish-dist: ${reason}`)
  process.exit(1)
}

const at = (name) => join(dist, name)
const integrity = (name) => 'sha384-' + createHash('sha384').update(readFileSync(at(name))).digest('base64')
const files = () =>
  readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))

let page = readFileSync(at('index.html'), 'utf8')
const script = page.match(/<script type="module" src="\.\/start\.js" data-js="([^"]+)" data-wasm="([^"]+)"><\/script>/)
if (!script) fail('Trunk did not write the script element that Trunk.toml asks for')
let [element, js, wasm] = script
let later = []
const weight = new Weight(basename(process.env.TRUNK_DIST_DIR))
const inParts = release && parted === '1'
const linked = join(process.env.CARGO_TARGET_DIR ?? 'target', 'wasm32-unknown-unknown', release ? 'release' : 'debug', 'gp-connect-viewer.wasm')

// Snippets of an earlier build stay under target/ and Trunk copies them: keep what the module imports.
const imports = readFileSync(at(js), 'utf8')
for (const snippet of files().filter((name) => name.startsWith('snippets/'))) {
  if (imports.includes(`./${snippet}`)) continue
  rmSync(at(snippet))
  page = page.replace(new RegExp(`\\s*<link[^>]*${snippet.replaceAll(/[.+]/g, '\\$&')}[^>]*>`), '')
}

// Trunk gives the icon a hash too, which HTML knows for scripts and styles only.
page = page.replace(/(<link rel="icon"[^>]*?) integrity="[^"]*"/, '$1')

/** Gives a file that is changed after Trunk a hash of its content in its name, like those that Trunk names. */
function named(name, stem) {
  const hash = createHash('sha256').update(readFileSync(at(name))).digest('hex').slice(0, 16)
  renameSync(at(name), at(`${stem}-${hash}.js`))
  return `${stem}-${hash}.js`
}

// Trusted Types: the policy by which markup may be written belongs to this module alone, and no default policy lets any other
// script write some. Leptos assigns texts to innerHTML at the one place that wasm-bindgen makes for it.
const SINK = /\.innerHTML = (getStringFromWasm0\(\w+, \w+\));/g
function withPolicy(module) {
  if (module.match(/innerHTML =/g)?.length !== 1 || module.match(SINK)?.length !== 1) fail(`${js} does not write markup where it is expected`)
  const trusted =
    'const asSent = { createHTML: (markup) => markup };\n' +
    "const markup = globalThis.trustedTypes?.createPolicy('gp-connect-viewer', asSent) ?? asSent;\n"
  return trusted + module.replace(SINK, '.innerHTML = markup.createHTML($1);')
}

if (inParts) {
  // Trunk's two files go, what the program is taken apart into comes in their place.
  for (const name of [js, wasm]) {
    rmSync(at(name))
    page = page.replace(new RegExp(`\\s*<link[^>]*${name.replaceAll('.', '\\.')}[^>]*>`), '')
  }
  const parts = takeApart({ program: linked, folder: 'target/dev/parts', dist, change: withPolicy, seen: (...one) => weight.functionsOf(...one) })
  ;({ js, wasm, later } = parts)
  const preload = (name, rest) => `<link ${rest} href="./${name}" crossorigin="anonymous" integrity="${integrity(name)}">`
  const asModule = 'rel="modulepreload"'
  page = page.replace('</head>', `${preload(js, asModule)}${preload(parts.link, asModule)}${preload(wasm, 'rel="preload" as="fetch" type="application/wasm"')}</head>`)
} else {
  if (release && existsSync(linked)) weight.functionsOf('app', linked)
  const trunks = { name: js, integrity: integrity(js) }
  writeFileSync(at(js), withPolicy(imports))
  js = named(js, 'gp-connect-viewer')
  page = page.replaceAll(trunks.name, js).replaceAll(trunks.integrity, integrity(js))
  element = element.replaceAll(trunks.name, js)
}

// For browsers without Element.setHTML; src/ui/provider_html/gate.rs fetches it by this name, and only there.
copyFileSync('node_modules/dompurify/dist/purify.es.mjs', at('dompurify.js'))

// For scanned letters (TIFF); src/ui/scanned_pages.rs fetches it by this name when one is opened. The decoder and the
// inflater that it asks for come as CommonJS and write to the console: each is given a module, and neither a console.
const commonJs = (file) =>
  `(() => { const module = { exports: {} }, exports = module.exports, console = { log() {} };\n${readFileSync(`node_modules/${file}`, 'utf8')}\n` +
  'return module.exports })()'
writeFileSync(
  at('tiff.js'),
  `const pako = ${commonJs('pako/dist/pako_inflate.min.js')}\nexport default ((require) => ${commonJs('utif2/UTIF.js')})(() => pako)\n`,
)

// What a consultation summary is made with; src/write_back/maker.rs fetches it when one is first written.
const second = secondProgram(dist)

// The page names each file that its scripts ask for, with its hash, and with the name it has here.
const LATER = ['dompurify.js', 'tiff.js']
const asked = [...LATER.map((name) => [name, name]), ['send-document.js', second.js]]
const hashes = JSON.stringify(Object.fromEntries(asked.map(([name, file]) => [name, { file, integrity: integrity(file) }])))
const start = named('start.js', 'start')
page = page.replace(
  element,
  `<script type="module" src="./${start}" integrity="${integrity(start)}" ` +
    `data-js="${js}" data-wasm="${wasm}" data-wasm-integrity="${integrity(wasm)}" ` +
    `data-later="${hashes.replaceAll('"', '&quot;')}"></script>`,
)

// What other pages load from here; the demonstration shows the invented patients that only a build with the sandbox has.
embedFiles(dist, { withDemonstration: Boolean(sandbox) })

if (release) writeFileSync(at('licences.txt'), notices())

if (loopback) page = page.replace("connect-src 'self' https:", '$& http://127.0.0.1:* http://localhost:*')

// The settings that are there belong to the sandbox: a production build has none, and the app names what is missing.
if (!sandbox) rmSync(at('config.json'))
// Words of the provider, its practices and its patients.
const INVENTED = ['sandbox.invalid', 'Millbrook Surgery', '9990054320', 'is not a setting of the sandbox', 'Y90101']
const program = files().filter((name) => name.endsWith('.wasm')).map((name) => readFileSync(at(name)))
for (const words of INVENTED) {
  if (program.some((file) => file.includes(words)) !== Boolean(sandbox)) fail(`"${words}" is ${sandbox ? 'no longer in the sandbox' : 'in the program, which must hold nothing of the sandbox'}`)
}

// What the policy would refuse in the browser is refused here, where it has a line to read.
const refused = [
  [/<script(?![^>]*\ssrc=)/i, 'an inline script'],
  [/<style/i, 'an inline style sheet'],
  [/\sstyle="/i, 'a style attribute'],
  [/\s(src|href)="(https?:)?\/\//i, 'a file from another host'],
]
for (const [pattern, what] of refused) if (pattern.test(page)) fail(`index.html holds ${what}`)
for (const sheet of files().filter((name) => name.endsWith('.css'))) {
  for (const [, address] of readFileSync(at(sheet), 'utf8').matchAll(/url\(["']?([^"')]+)/g)) {
    if (!existsSync(join(dist, dirname(sheet), address))) fail(`${sheet} wants ${address}, which index.html does not copy`)
  }
}

// Whoever downloads it need not learn where it was built: ./dev build maps the folders out.
const home = process.env.CARGO_HOME ?? join(homedir(), '.cargo')
if (process.env.MAPPED && [home, process.cwd()].some((folder) => program.some((file) => file.includes(`${folder}/`)))) {
  fail('the wasm file names folders of this machine')
}

writeFileSync(at('index.html'), page)
// A static host answers an unknown address, such as /find after a reload, with this copy.
writeFileSync(at('404.html'), page)

// Not what may be edited at the host, as the compressed copy would stay behind.
const fixed = files().filter((name) => /-[0-9a-f]{8,16}(_bg)?\.(js|wasm|css|svg)$|^(dompurify|tiff|embed-1)\.js$/.test(name))
if (release) weight.of(dist, fixed, [...LATER, ...later, 'embed-1.js'], Object.values(second))
if (!statSync(at(wasm)).size) fail('the wasm file is empty')
