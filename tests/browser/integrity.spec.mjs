// Each file of the build comes as it was built or not at all: what was changed at the host, or on the way, is not run.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'
import { dist } from './servers.mjs'

// Without what other pages load from here (embed-1.js), whose hash stands in the host page.
const built = readdirSync(dist, { recursive: true }).filter((name) => /\.(js|wasm|css)$/.test(name) && !name.startsWith('embed'))
const one = (pattern) => built.find((name) => pattern.test(name))
const START = one(/^start-.*\.js$/)
const STYLE = one(/^app-.*\.css$/)
const SCRIPT = one(/^gp-connect-viewer-[0-9a-f]+\.js$/)
const SNIPPET = one(/later\.js$/)
const PROGRAM = one(/^gp-connect-viewer-[0-9a-f]+_bg\.wasm$/)

/** A host that has another file of this name, or none. */
const host = (name, change) => ({ change: (file, bytes) => (file === name ? change(bytes) : bytes) })
/** What nobody would see: a line more, or in the program an empty section. */
const changed = (bytes) => Buffer.concat([bytes, Buffer.from(bytes[0] === 0 ? [0, 2, 1, 0x78] : '\n')])
const missing = () => undefined

for (const [name, part] of [
  [STYLE, 'style sheet'],
  [SCRIPT, 'script'],
  [SNIPPET, 'script'],
  [PROGRAM, 'program'],
]) {
  for (const change of [changed, missing]) {
    test.describe(`${name.replace(/-[0-9a-f]{8,}/g, '')} ${change.name}`, () => {
      test.use({ host: host(name, change) })

      // proves: FS-15
      test('the app does not start and says why', { tag: '@page' }, async ({ page, complaints }) => {
        complaints.allow(/./)
        await page.goto('')
        await expect(page.getByRole('status')).toContainText(
          `The viewer could not start. No record was opened and nothing was sent. Its ${part} could not be fetched, or was changed on its way. Reload the page.`,
        )
        await expect(page.locator('#app-starting')).toBeVisible()
        await expect(page.getByRole('textbox')).toHaveCount(0)
        await expectAccessible(page)
      })
    })
  }
}

test.describe('the first script changed', () => {
  test.use({ host: host(START, changed) })

  // proves: FS-15
  test('it is not run', { tag: '@page' }, async ({ page, complaints }) => {
    complaints.allow(/integrity/)
    const asked = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto('', { waitUntil: 'networkidle' })
    await expect(page.getByRole('status')).toHaveText('Starting. If this message stays, reload the page.')
    expect(asked.filter((url) => url.endsWith('config.json'))).toEqual([])
  })
})

// proves: FS-15
test('every file of the build that a browser runs has its hash in the page, or in a script that has', { tag: '@page' }, () => {
  const text = (name) => readFileSync(join(dist, name), 'utf8')
  const hash = (name) => `sha384-${createHash('sha384').update(readFileSync(join(dist, name))).digest('base64')}`
  const page = text('index.html')
  const isNamed = (name, by) => by.includes(hash(name))
  const scripts = built.filter((name) => name.endsWith('.js') && isNamed(name, page)).map(text)
  expect(built.filter((name) => ![page, ...scripts].some((by) => isNamed(name, by)))).toEqual([])
})

test.describe('the sanitiser changed', () => {
  test.use({ host: host('dompurify.js', changed) })

  // proves: FS-15
  test('a section of the practice is plain text, and says so', { tag: '@page' }, async ({ page, complaints }) => {
    complaints.allow(/integrity/)
    await open(page)
    await goTo(page, 'Practice view \\(HTML\\)')
    await expect(page.getByText('This section cannot be shown with its formatting.').first()).toBeVisible()
  })
})

test.describe('the decoder of scanned letters changed', () => {
  test.use({ host: host('tiff.js', changed) })

  // proves: FS-15
  test('a scanned letter says that it cannot be drawn', { tag: '@page' }, async ({ page, complaints }) => {
    complaints.allow(/integrity/)
    await open(page, '999 005 4894')
    await goTo(page, 'Documents')
    await page.getByRole('button', { name: 'Search documents' }).click()
    await page.getByRole('row').filter({ hasText: 'Scanned letter' }).first().getByRole('button', { name: /^Open/ }).click()
    await expect(page.getByRole('main')).toContainText('Page 1 of 2 cannot be drawn here')
  })
})
