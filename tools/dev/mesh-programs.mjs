// NHS England's MESH client and sandbox for the tests, from the Python registry into folders of their own.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { apt } from './install.mjs'
import { ask, must, root, say } from './run.mjs'

const place = join(root, '.tools/mesh')
const WORKER = 'gateway/mesh/requirements.txt'
const SANDBOX = 'tests/gateway/pretend/requirements.txt'

/** Makes sure of both and returns the Python that has both. */
export async function meshPrograms() {
  const python = join(place, 'bin/python')
  const wanted = createHash('sha256').update([WORKER, SANDBOX].map((file) => readFileSync(join(root, file), 'utf8')).join('')).digest('hex')
  const stamp = join(place, 'installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python
  // Debian keeps the part that makes a venv in a package of its own.
  if (ask('python3', '-c', 'import ensurepip, venv') === undefined) await apt(['python3-venv'])
  say('Installing mesh-client and mesh-sandbox into .tools/mesh (half a minute, 80 MB)')
  rmSync(place, { recursive: true, force: true })
  await must(['python3', '-m', 'venv', place], 'Python could not make its folder: sudo apt-get install -y python3-venv')
  const pip = [python, '-m', 'pip', 'install', '-q', '--disable-pip-version-check']
  // The worker's are installed as a site does it; and once more alone, to be read by whoever it runs as.
  const fetched = 'The Python packages could not be fetched.'
  const hashed = ['--require-hashes', '--only-binary', ':all:', '-r', WORKER]
  await must([...pip, ...hashed], fetched)
  await must([...pip, ...hashed, '--target', join(place, 'worker')], fetched)
  await must([...pip, '-r', SANDBOX], fetched)
  writeFileSync(stamp, wanted)
  return python
}

/** Copies the worker's libraries below a folder and returns the settings that name them. */
export function workerLibraries(folder) {
  cpSync(join(place, 'worker'), folder, { recursive: true })
  return { GATEWAY_PYTHON: 'python3', PYTHONPATH: folder }
}
