// Makes the files that another page loads of static/embed/pure.js: a script for a tag, and a folder of the shape of an npm package.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

/** The largest that embed-1.js may be, compressed: it is in the way of the host's own page. */
const MOST = 6000

/** Without comments and indentation: nobody reads it there. */
const bare = (source) => source.replaceAll(/^ *\/(\/|\*\*).*\n/gm, '').replaceAll(/^ +/gm, '')

/** Writes embed-1.js and embed/ into the folder; with the demonstration where the build has the sandbox. */
export function embedFiles(dist, { withDemonstration }) {
  const from = (name) => join('static/embed', name)
  const pure = bare(readFileSync(from('pure.js'), 'utf8'))
  // One script for both ways to load it: no export, and nothing but the element is left behind.
  const script = `(() => {\n${pure.replaceAll(/^export /gm, '')}define()\n})()\n`
  const size = brotliCompressSync(script).length
  if (size > MOST) throw new Error(`embed-1.js has ${size} bytes in brotli; it may have ${MOST}`)
  const folder = join(dist, 'embed')
  mkdirSync(folder, { recursive: true })
  for (const path of [join(dist, 'embed-1.js'), join(folder, 'embed-1.js')]) writeFileSync(path, script)
  writeFileSync(join(folder, 'pure.js'), pure)
  for (const name of ['index.d.ts', 'pure.d.ts', 'package.json']) copyFileSync(from(name), join(folder, name))
  const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`
  writeFileSync(join(folder, 'integrity.json'), `${JSON.stringify({ 'embed-1.js': integrity }, null, 2)}\n`)
  if (!withDemonstration) return
  for (const name of ['embed-demo.js', 'embed-demo.css']) copyFileSync(from(name), join(dist, name))
  const page = readFileSync(from('embed-demo.html'), 'utf8')
  writeFileSync(join(dist, 'embed-demo.html'), page.replace('name="embed-integrity" content=""', `name="embed-integrity" content="${integrity}"`))
}
