// What is between the app and a practice: it may want a sign-in, or a pause, in place of an answer.
import { expect, test } from './fixtures.mjs'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'

const SEARCH = 'documents:fhir:rest:search:documentreference-1'
const main = (page) => page.getByRole('main')
const inRail = (page) => page.getByRole('navigation').getByRole('link', { name: /^Documents/ })

async function search(page) {
  if (!new URL(page.url()).pathname.endsWith('/documents')) await goTo(page, 'Documents')
  await main(page).getByRole('button', { name: 'Search documents' }).click()
}

// proves: FL-14
test('the rail tells what became of a search for documents @http', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await open(page, '999 005 4894')
  await expect(inRail(page)).toContainText('not asked')
  await faults('outcome:500:INTERNAL_SERVER_ERROR', { interaction: SEARCH })
  await search(page)
  await expect(inRail(page)).toContainText('failed')
  await expect(main(page)).not.toContainText(/not asked/i)
  await search(page)
  await expect(inRail(page)).toContainText('12 found')
})

// proves: FB-13
test('a page or a redirect in place of an answer asks to sign in again @http', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await open(page)
  for (const fault of ['redirect', 'html-error:200']) {
    await faults(fault, { interaction: SEARCH })
    await search(page)
    await expect(main(page)).toContainText('came instead of an answer from Millbrook Surgery')
    await expect(main(page)).toContainText('Sign in again.')
  }
})

// proves: FB-14
test('a busy practice is left alone for as long as it asks @http', async ({ page, faults, complaints }) => {
  complaints.allow(/Failed to load resource/)
  await open(page)
  await faults('busy:503:30', { interaction: SEARCH })
  await search(page)
  await expect(main(page)).toContainText('is busy and asks you to wait 30 seconds')
  const asked = []
  page.on('request', (request) => asked.push(request.url()))
  await search(page)
  await expect(main(page)).toContainText(/asks you to wait (2\d|30) seconds/)
  expect(asked.filter((url) => url.includes('DocumentReference'))).toEqual([])
})
