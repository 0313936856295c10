// What is loaded when it is asked for, and what is said where it does not come: of a build in parts (docs/decisions/0007), no other.
import { readdirSync } from 'node:fs'
import { expectAccessible } from './axe.mjs'
import { expect, test as any } from './fixtures.mjs'
import { banner, find, HARTLEY, open } from './patients.mjs'
import { dist } from './servers.mjs'

const test = readdirSync(dist).some((name) => name.startsWith('parts-')) ? any : () => {}

/** The parts that a page has asked for, in their order. */
function parts(page) {
  const asked = []
  page.on('request', (request) => {
    const name = request.url().match(/\/([a-z]+)-[0-9a-f]{16}\.wasm$/)?.[1]
    if (name) asked.push(name)
  })
  return asked
}

test('whoever reads a record loads no booking, and "Book" does not wait for it', async ({ page }) => {
  const asked = parts(page)
  await page.goto('find')
  await expect(page.locator('#app-starting')).toHaveCount(0)
  expect(asked.filter((name) => ['appointments', 'documents'].includes(name))).toEqual([])
  await page.getByLabel('NHS number').fill(HARTLEY)
  await page.getByRole('button', { name: 'Find patient' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeVisible()
  // Once the page is idle.
  await expect.poll(() => asked).toEqual(expect.arrayContaining(['appointments', 'documents']))
  await page.waitForLoadState('networkidle')
  await page.route(/\.wasm$/, (route) => route.abort())
  await page.getByRole('link', { name: 'Book an appointment' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Book an appointment' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
})

test('a part that cannot be loaded is said, and comes when it is asked for again', async ({ page, complaints }) => {
  complaints.allow(/wasm|Failed to (load|fetch)|ERR_FAILED/)
  await page.route(/\/appointments-.*\.wasm$/, (route) => route.abort())
  await open(page)
  await page.getByRole('link', { name: 'Book an appointment' }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText('This page of the viewer could not be loaded. This does not say whether the practice has anything.')
  await expect(banner(page)).toContainText(HARTLEY)
  await expectAccessible(page)
  await page.unroute(/\/appointments-.*\.wasm$/)
  await main.getByRole('button', { name: 'Try again' }).click()
  await expect(main.getByRole('button', { name: 'Search' }).first()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Book an appointment' })).toBeFocused()
})

test('nobody is opened without the part that shows a record, and what was typed stays', async ({ page, complaints }) => {
  complaints.allow(/wasm|Failed to (load|fetch)|ERR_FAILED/)
  await page.route(/\/record-.*\.wasm$/, (route) => route.abort())
  await find(page, HARTLEY)
  await expect(page.getByRole('heading', { name: 'The record was not opened' })).toBeVisible()
  await expect(banner(page)).toHaveCount(0)
  await expect(page.getByLabel('NHS number')).toHaveValue(HARTLEY)
  await page.unroute(/\/record-.*\.wasm$/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Summary' })).toBeFocused()
})

test('without the areas the summary stands, what is not read yet is loading, and all of it comes by itself', async ({ page, complaints }) => {
  complaints.allow(/wasm|Failed to (load|fetch)|ERR_FAILED/)
  await page.route(/\/areas-.*\.wasm$/, (route) => route.abort())
  await open(page)
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 2, name: 'Problems' })).toBeVisible()
  const rail = (area) => page.getByRole('navigation').getByRole('link', { name: area })
  await expect(rail('Immunisations')).toContainText('loading')
  await expect(rail('Allergies')).toContainText(/\d/)
  await rail('Immunisations').click()
  await expect(main).toContainText('This page of the viewer could not be loaded. This does not say whether the practice has anything.')
  await expectAccessible(page)
  await page.unroute(/\/areas-.*\.wasm$/)
  await expect(rail('Immunisations')).toContainText(/\d/)
  await main.getByRole('button', { name: 'Try again' }).click()
  await expect(main.getByRole('table').first()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Immunisations' })).toBeFocused()
})
