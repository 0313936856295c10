// Documents as systems really send them: each opens in place, or says why not and is saved under a name that opens it.
import { expect, test } from './fixtures.mjs'
import { open } from './patients.mjs'
import { goTo } from './record.mjs'

const FAIRWEATHER = '999 005 4894'
const main = (page) => page.getByRole('main')
const opened = (page, title) => main(page).getByRole('region', { name: title, exact: true })

/** Opens a document from its row; one that is open is left first, as it stands in the place of the list. */
async function show(page, title) {
  const back = page.getByRole('button', { name: 'Back to the documents' })
  if ((await back.count()) > 0) await back.click()
  const row = main(page).getByRole('table', { name: /^Documents found/ }).getByRole('row').filter({ hasText: title })
  await row.first().getByRole('button', { name: /^Open/ }).click()
  return opened(page, title)
}

const savedAs = (shown) => shown.getByRole('link', { name: /^Save/ }).getAttribute('download')

// proves: FB-04 FB-08 FB-09 FS-08 ADOC-19
test('documents of every kind open in place or say why not', async ({ page, complaints }) => {
  // A browser reports what it keeps an inert page from doing.
  complaints.allow(/violates the following Content Security Policy directive/)
  await open(page, FAIRWEATHER)
  await goTo(page, 'Documents')
  await main(page).getByRole('button', { name: 'Search documents' }).click()

  const scan = await show(page, 'Scanned letter')
  await expect(scan.getByRole('img')).toHaveCount(2)
  for (const [index, name] of ['Page 1 of 2', 'Page 2 of 2'].entries()) {
    const sheet = scan.getByRole('img').nth(index)
    await expect(sheet).toHaveAttribute('alt', `${name} of the document: Scanned letter`)
    expect(await sheet.evaluate((image) => [image.naturalWidth, image.naturalHeight])).toEqual([204, 264])
  }
  expect(await savedAs(scan)).toBe('document.tif')

  const western = await show(page, 'Letter in windows-1252')
  await expect(western).toContainText('Take 2–4 tablets “as needed”. Café at 10.')
  expect(await savedAs(western)).toBe('document.txt')
  await expect(await show(page, 'Letter in UTF-16')).toContainText('No change – to medicines.')
  await expect(await show(page, 'Letter sent along')).toContainText('Sent along with the list.')

  const html = await show(page, 'Letter as a page')
  await expect(html.getByRole('heading', { name: 'Clinic letter' }).first()).toBeVisible()
  await expect(html).toContainText('Dose 2–4 tablets')
  await expect(html.getByRole('cell', { name: '5 mg' })).toBeVisible()
  await expect(html).not.toContainText('color: red')
  expect(await page.evaluate(() => window.__ran)).toBeUndefined()

  for (const [title, words, name] of [
    ['Letter in rich text', 'A browser cannot show this type of file', 'document.rtf'],
    ['Letter in Word', 'A browser cannot show this type of file', 'document.doc'],
    ['Form with a script', 'may run a script by itself', 'document.pdf'],
    ['Vast photograph', 'larger than a browser can draw safely', 'document.png'],
    ['Photograph', 'The browser cannot draw this image', 'document.jpg'],
    ['Recording', 'A browser cannot show this type of file', 'document.au'],
  ]) {
    const shown = await show(page, title)
    await expect(shown).toContainText(words)
    expect(await savedAs(shown)).toBe(name)
  }

  const filed = await show(page, 'Filed letter')
  expect(await savedAs(filed)).toBe('document.pdf')
  if (await page.evaluate(() => navigator.pdfViewerEnabled)) await expect(filed.locator('iframe')).toHaveAttribute('src', /^blob:/)
})
