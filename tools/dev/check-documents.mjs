// ./dev check-documents: the golden set of send-document/, judged by programs that are not ours.
// Beside ./dev test, since it brings 250 MB of Java and Python packages; run it whenever the golden set changes.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { debian } from './install.mjs'
import { meshPrograms } from './mesh-programs.mjs'
import { ask, must, root, run, say } from './run.mjs'

const FOLDER = 'target/documents'
const CLASSPATH = 'target/check-documents.classpath'

const wordsOf = (text) => text.split(/\s+/).filter(Boolean)

/** The first word that differs, or undefined where both are the same and not empty. */
function difference(read, shown) {
  const [one, other] = [wordsOf(read), wordsOf(shown)]
  const at = other.findIndex((word, index) => word !== one[index])
  if (at >= 0) return `differs at word ${at}, ${one[at]} for ${other[at]}`
  return one.length === other.length && other.length > 0 ? undefined : `has ${one.length} words for ${other.length}`
}

/** The text of a PDF by its tags, as a screen reader goes through it. */
function byTags(name) {
  const lines = (ask('pdfinfo', '-struct-text', '-enc', 'UTF-8', join(FOLDER, name)) ?? '').split('\n')
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('"')).map((line) => line.slice(1, -1)).join(' ')
}

/** What Poppler reads out of a PDF, by place and by tag, against what the preview shows. */
function readsAsPreviewed() {
  let bad = 0
  const names = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.pdf'))
  for (const name of names) {
    const written = (kind) => readFileSync(join(root, FOLDER, name.replace(/pdf$/, kind)), 'utf8')
    const byPlace = difference(ask('pdftotext', '-raw', '-enc', 'UTF-8', join(FOLDER, name), '-') ?? '', written('txt'))
    const byTag = difference(byTags(name), written('tags'))
    for (const [fault, what] of [[byPlace, 'reads as previewed'], [byTag, 'is read by its tags in order']]) {
      if (fault) bad += 1
      console.log(`  ${fault ? 'BAD ' : 'ok  '} ${name} ${what}${fault ? `: ${fault}` : ''}`)
    }
  }
  return names.length > 0 && bad === 0
}

/** NHS England's own client and sandbox carry each message with its headers. */
async function sendThroughMesh() {
  const python = await meshPrograms()
  const { code } = await run([python, '-W', 'ignore', 'tools/documents/mesh.py', FOLDER, 'send-document/tests/documents/golden'])
  return code === 0
}

/** Returns the exit code. */
export async function checkDocuments() {
  await debian({ java: 'default-jdk-headless', mvn: 'maven', pdftotext: 'poppler-utils', python3: 'python3-venv' })
  say('Making the golden set')
  rmSync(join(root, FOLDER), { recursive: true, force: true })
  const make = ['cargo', 'run', '--locked', '-q', '-p', 'gp-connect-send-document', '--example', 'documents', '--', FOLDER]
  await must(make, 'The golden set could not be made.')
  say('Reading the PDFs with Poppler')
  const areRead = readsAsPreviewed()
  say('Judging PDFs and messages with veraPDF and HAPI FHIR (the first time a minute, 180 MB)')
  const fetch = ['mvn', '-q', '-B', '-f', 'tools/documents/pom.xml', 'dependency:build-classpath', `-Dmdep.outputFile=${join(root, CLASSPATH)}`]
  await must(fetch, 'The Java packages could not be fetched.')
  const classpath = readFileSync(join(root, CLASSPATH), 'utf8').trim()
  const { code } = await run(['java', '-Xmx1g', '-cp', classpath, 'tools/documents/CheckDocuments.java', FOLDER])
  say('Sending the messages through the MESH sandbox, on loopback (the first time a minute, 70 MB)')
  const isSent = await sendThroughMesh()
  return code === 0 && areRead && isSent ? 0 : 1
}
