// ./dev check-documents: the golden set of send-document/, judged by programs that are not ours.
// Beside ./dev test, since it brings 250 MB of Java and Python packages; run it whenever the golden set changes.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { debian } from './install.mjs'
import { ask, must, root, run, say } from './run.mjs'

const FOLDER = 'target/documents'
const MESH = 'target/check-documents-mesh'
const CLASSPATH = 'target/check-documents.classpath'

/** What Poppler reads out of a PDF against what the preview shows: the same words in the same order. */
function readsAsPreviewed() {
  let bad = 0
  const names = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.pdf'))
  for (const name of names) {
    const words = (text) => text.split(/\s+/).filter(Boolean)
    const read = words(ask('pdftotext', '-raw', '-enc', 'UTF-8', join(FOLDER, name), '-') ?? '')
    const shown = words(readFileSync(join(root, FOLDER, name.replace(/pdf$/, 'txt')), 'utf8'))
    const at = shown.findIndex((word, index) => word !== read[index])
    const good = at < 0 && shown.length === read.length && shown.length > 0
    if (!good) bad += 1
    console.log(`  ${good ? 'ok  ' : 'BAD '} ${name} reads as previewed: ${shown.length} words${good ? '' : `, differs at ${at}`}`)
  }
  return names.length > 0 && bad === 0
}

/** NHS England's own client and sandbox carry each message with its headers. */
async function sendThroughMesh() {
  const python = join(root, MESH, 'bin/python')
  if (!existsSync(python)) await must(['python3', '-m', 'venv', MESH], 'Python could not make its folder: install python3-venv.')
  const packages = ['mesh-sandbox==1.0.137', 'mesh-client==5.0.2']
  await must([python, '-m', 'pip', 'install', '-q', '--disable-pip-version-check', ...packages], 'The Python packages could not be fetched.')
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
