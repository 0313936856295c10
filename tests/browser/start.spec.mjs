import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'

test('the built app starts under its policy', async ({ page }) => {
  await page.goto('')
  await expect(page.locator('#app-starting')).toHaveCount(0)
})

test('a page address opens after a reload', async ({ page }) => {
  await page.goto('find')
  await expect(page.locator('#app-starting')).toHaveCount(0)
  await page.reload()
  await expect(page.locator('#app-starting')).toHaveCount(0)
})

test('script and style inside the page are refused', async ({ page, complaints }) => {
  complaints.allow(/Content Security Policy/)
  await page.goto('')
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.ran = true'
    document.body.append(script)
    document.body.insertAdjacentHTML('beforeend', '<p id="styled" style="position: fixed">x</p>')
    return { script: globalThis.ran === true, style: getComputedStyle(document.getElementById('styled')).position }
  })
  expect(ran).toEqual({ script: false, style: 'static' })
})

test('a failed start is said in words', async ({ page, complaints }) => {
  complaints.allow(/./)
  await page.route(/\.wasm$/, (route) => route.abort())
  await page.goto('')
  await expect(page.getByRole('status')).toContainText('could not start. No record was opened')
  await expectAccessible(page)
})
