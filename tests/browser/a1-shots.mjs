import { chromium } from '@playwright/test'
import { chromium as path } from '../../tools/dev/chromium.mjs'
import { startSandboxServer } from './servers.mjs'
const folder = process.argv[2]
const wanted = process.argv[3]
const areas = (process.argv[4] ?? 'Summary').split(',')
const size = (process.argv[5] ?? '1366x768').split('x').map(Number)
const out = process.argv[6] ?? '/tmp/a1'
const server = await startSandboxServer(...(folder === '-' ? [] : ['--records', folder]))
let number = wanted
if (folder !== '-') {
  const line = server.said().split('\n').find((l) => l.includes(wanted))
  if (!line) { console.log(server.said()); await server.stop(); process.exit(1) }
  number = line.match(/\d[\d ]{9,12}/)[0].trim()
}
const browser = await chromium.launch({ executablePath: path() })
const page = await browser.newPage({ viewport: { width: size[0], height: size[1] } })
page.on('console', (m) => m.type() === 'error' && console.log(m.text()))
await page.goto(server.app + (server.app.endsWith('/') ? '' : '/') + 'find')
await page.getByLabel('NHS number').fill(number)
await page.getByRole('button', { name: 'Find patient' }).click()
await page.waitForTimeout(1500)
const check = page.getByLabel('I have checked with the patient')
if (await check.count()) { await check.check(); await page.getByRole('button', { name: 'Open the record' }).click() }
await page.getByRole('heading', { level: 1, name: 'Summary' }).waitFor()
await page.waitForTimeout(1500)
for (const area of areas) {
  if (area !== 'Summary') await page.getByRole('navigation', { name: 'Areas of the record' }).getByRole('link', { name: new RegExp(`^${area}\\s*(,|$)`) }).click()
  const again = page.getByRole('button', { name: /I have checked: same person/ })
  if (await again.count()) await again.first().click()
  await page.waitForTimeout(800)
  const full = process.argv[7] === 'full'
  await page.screenshot({ path: `${out}-${area.toLowerCase().replace(/ /g, '-')}.png`, fullPage: full })
}
await browser.close()
await server.stop()
