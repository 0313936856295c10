// What an integrator takes: the script with its hash, the package with its types, and the page that shows how.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import { expectAccessible } from './axe.mjs'
import { expect, HARTLEY, plain, test } from './embed.mjs'
import { dist, root } from './servers.mjs'

const run = promisify(execFile)
const script = () => readFileSync(join(dist, 'embed-1.js'))

// proves: EM-18
test('the script is small, imports nothing, and is published with its hash and as a package', async () => {
  expect(brotliCompressSync(script()).length).toBeLessThan(6000)
  const text = script().toString()
  expect(text).not.toMatch(/\b(import|require|fetch|eval|XMLHttpRequest|localStorage|sessionStorage|innerHTML)\b/)
  const { 'embed-1.js': integrity } = JSON.parse(readFileSync(join(dist, 'embed/integrity.json')))
  expect(integrity).toBe(`sha384-${createHash('sha384').update(script()).digest('base64')}`)
  const { main, types, exports, dependencies } = JSON.parse(readFileSync(join(dist, 'embed/package.json')))
  expect(dependencies).toBeUndefined()
  for (const file of [main, types, exports['./pure'].default, exports['./pure'].types]) expect(readFileSync(join(dist, 'embed', file)).length).toBeGreaterThan(0)
  expect(readFileSync(join(dist, 'embed', main)).equals(script())).toBe(true)
})

// proves: EM-18
test('the browser of a host takes the script by its hash from another origin, and refuses one that was changed', async ({ page, host, portal, complaints }) => {
  const { 'embed-1.js': integrity } = JSON.parse(readFileSync(join(dist, 'embed/integrity.json')))
  const signed = (hash) => plain(portal.app).replace('defer', `integrity="${hash}" crossorigin="anonymous" defer`)
  await page.goto(host.page('/', signed(integrity)))
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  complaints.allow(/integrity|digest/)
  await page.goto(host.page('/', signed(`sha384-${'A'.repeat(64)}`)))
  expect(await page.evaluate(() => customElements.get('gp-connect-record'))).toBeUndefined()
})

// proves: EM-11
test('hosts in plain TypeScript, React, Vue and Svelte are checked by the types', async () => {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const { stdout } = await run(process.execPath, [tsc, '--noEmit', '-p', join(root, 'tests/browser/embed-hosts')])
  expect(stdout).toBe('')
})

// proves: EM-12
test('importing on a server does nothing, whichever way', async () => {
  const [pure, whole] = ['embed/pure.js', 'embed/embed-1.js'].map((name) => pathToFileURL(join(dist, name)).href)
  const code = `const before = Object.keys(globalThis).join()
    const { define } = await import('${pure}')
    define()
    await import('${whole}')
    if (Object.keys(globalThis).join() !== before) throw new Error('something was left behind')
    console.log('nothing')`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code])
  expect(stdout).toBe('nothing\n')
})

// proves: EM-12
test('an element that was there before the script, with its properties, is taken over when the script comes', async ({ page, host, portal }) => {
  await page.goto(host.page('/', plain(portal.app).replace(/<script.*<\/script>/, '')))
  await portal.record.evaluate((record, patient) => {
    record.context = { patient }
    record.banner = 'micro'
    record.getToken = async () => 'a'
  }, HARTLEY)
  await page.waitForTimeout(300)
  await expect(page.locator('iframe')).toHaveCount(0)
  await page.addScriptTag({ type: 'module', url: `${portal.app}embed/embed-1.js` })
  await expect(portal.frame.locator('.app-patient-banner--micro')).toContainText('HARTLEY')
  expect(await portal.record.evaluate((record) => [Object.keys(record), record.banner, typeof record.getToken])).toEqual([[], 'micro', 'function'])
})

// proves: EM-19
test('the demonstration runs: patients in turn, what is told, and a snippet that runs when it is pasted', async ({ page, site, host, portal }) => {
  await page.context().grantPermissions(['clipboard-write'])
  await page.goto(new URL('embed-demo.html', site.app).href)
  await page.getByRole('button', { name: /HARTLEY, Imogen\s*born/ }).click()
  await expect(portal.banner).toContainText('HARTLEY')
  await expect(page.locator('#events')).toContainText('gpc-status status: open')
  await page.getByRole('button', { name: /ADEBAYO/ }).click()
  await expect(portal.banner).toContainText('ADEBAYO')
  await expect(page.locator('#events')).toContainText('gpc-cleared')
  await page.getByRole('button', { name: /wrong birth date/ }).click()
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Is this the same person?')
  await page.getByRole('button', { name: /VARLEY/ }).click()
  await expect(page.locator('#events')).toContainText('code: restricted')
  await page.getByLabel('Colours').selectOption('pale')
  await expect(page.locator('#events')).toContainText('text on surface')
  await page.getByRole('button', { name: 'Close the record' }).click()
  await expect(page.locator('iframe')).toHaveCount(0)
  await expectAccessible(page)
  expect(await page.evaluate(() => breaches)).toEqual([])

  await page.getByRole('button', { name: 'Copy my snippet' }).click()
  await expect(page.locator('#copied')).toHaveText('Copied')
  const snippet = await page.locator('#snippet').textContent()
  await page.goto(host.page('/mine', `<!DOCTYPE html><html lang="en"><title>Mine</title><body>${snippet}</body></html>`))
  await expect(portal.banner).toContainText('HARTLEY')
})
