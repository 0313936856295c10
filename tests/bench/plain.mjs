// What the app is measured against: a copy of its page, without its program, where the same rows are plain HTML.
import { stopwatch } from './compare.mjs'

/** The page as it stands, in a tab of its own: what `selector` names is taken out, and `#rows` is in its place. */
export async function copyOf(page, context, site, selector) {
  const html = await page.evaluate((selector) => {
    const copy = document.documentElement.cloneNode(true)
    copy.querySelectorAll('script, meta[http-equiv], link[rel=modulepreload], link[rel=preload]').forEach((one) => one.remove())
    const taken = [...copy.querySelectorAll(selector)]
    const place = document.createElement('div')
    place.id = 'rows'
    taken[0].before(place)
    taken.forEach((one) => one.remove())
    return copy.outerHTML
  }, selector)
  const copy = await context.newPage()
  await copy.addInitScript(stopwatch)
  await copy.route(`${site.app}copy`, (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html>${html}` }))
  await copy.goto(`${site.app}copy`)
  return copy
}

/** The rows of all tables below `selector` in one table: its HTML, without blocks that the browser could leave out. */
export const oneTable = (page, selector) =>
  page.evaluate((selector) => {
    const frame = document.querySelector(selector).cloneNode(true)
    const tables = [...frame.querySelectorAll('.app-data-table')]
    const first = tables[0].cloneNode(true)
    const body = first.querySelector('tbody')
    for (const table of tables.slice(1)) body.append(...table.querySelectorAll('tbody > tr'))
    frame.replaceChildren(first)
    return frame.outerHTML
  }, selector)
