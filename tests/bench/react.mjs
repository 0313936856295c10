// P5: a thousand clinical rows, against React with the same markup.
import { compare } from './compare.mjs'
import { copyOf } from './plain.mjs'
import { react } from './react-script.mjs'
import { long, openRecord, serveRecord } from './record.mjs'

const ROWS = 1_000

export const title = 'A thousand rows, against React'

/** In the page: the markup below a selector as plain data, for React to make elements of. */
const asData = (selector) => {
  const data = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data
    const props = Object.fromEntries([...node.attributes].map(({ name, value }) => [{ class: 'className', datetime: 'dateTime', tabindex: 'tabIndex' }[name] ?? name, value]))
    // React takes a style as an object.
    if (props.style) props.style = Object.fromEntries([...node.style].map((name) => [name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase()), node.style.getPropertyValue(name)]))
    return { tag: node.localName, props, children: [...node.childNodes].filter(({ nodeType }) => nodeType !== Node.COMMENT_NODE).map(data) }
  }
  return data(document.querySelector(selector))
}

/** In the page: components that draw the data, one for each row, as one would write them. */
const components = (data) => {
  const { createElement } = React
  const drawn = (node, key) => {
    if (typeof node === 'string') return node
    if (node.tag === 'tr') return createElement(Row, { key, node })
    return createElement(node.tag, { key, ...node.props }, ...node.children.map(drawn))
  }
  const Row = ({ node }) => createElement('tr', node.props, ...node.children.map(drawn))
  const Area = () => drawn(data)
  window.draw = () => {
    window.root = ReactDOM.createRoot(document.getElementById('rows'))
    ReactDOM.flushSync(() => window.root.render(createElement(Area)))
  }
}

export async function measure({ browser, serve }) {
  const site = await serveRecord(browser, serve, long(ROWS))
  try {
    const context = await browser.newContext({ baseURL: site.app, viewport: { width: 1366, height: 768 } })
    const page = await openRecord(context, site, site.number)
    await page.evaluate(() => {
      window.go = (area) => [...document.querySelectorAll('nav a')].find((one) => one.getAttribute('href').endsWith(`/${area}`)).click()
      window.rows = () => document.querySelector('main').querySelectorAll('tbody > tr').length
      window.hide = () => {
        const box = document.querySelector('.app-filter__words input')
        box.value = 'no row has these words'
        box.dispatchEvent(new Event('input', { bubbles: true }))
      }
      window.show = () => [...document.querySelectorAll('.app-filter button')].find((one) => one.textContent === 'Show all').click()
      window.drawn = (all) => !document.querySelector('main [aria-busy=true]') && rows() >= all
    })
    await page.evaluate(() => go('uncategorised-data'))
    await page.getByRole('heading', { level: 1, name: 'Uncategorised data' }).waitFor()
    await page.evaluate(() => settled())
    const all = await page.evaluate(() => rows())
    const data = await page.evaluate(asData, '.app-observed')
    const copy = await copyOf(page, context, site, '.app-observed')
    await copy.addScriptTag({ content: react() })
    await copy.evaluate(components, data)

    // On both sides the page is there and the rows come: in the app, as the words that hid them all are taken away. Counted is
    // script and layout, frames between the app's tasks too; what the browser paints in the end is the same.
    const found = await compare(
      async () => {
        await page.evaluate(() => hide())
        await page.getByRole('button', { name: 'Show all' }).waitFor()
        return page.evaluate((all) => laidOut(() => show(), () => drawn(all)), all)
      },
      async () => {
        await copy.evaluate(() => window.root?.unmount())
        return copy.evaluate(() => laidOut(() => draw(), () => true))
      },
    )
    const drawn = await copy.evaluate(() => document.querySelectorAll('#rows tbody > tr').length)
    if (drawn !== all) throw new Error(`React drew ${drawn} rows, the app ${all}`)
    return [
      { what: `${all} rows, script and layout, median of ${found.rounds}`, value: found.ours, unit: 'ms' },
      { what: 'the same markup by React 19', value: found.theirs, unit: 'ms' },
      { what: 'P5 ratio', value: found.ratio, unit: '', bound: 0.8, open: 'nearly all of it is the browser reading the markup, which of a table it does in its slow way' },
    ]
  } finally {
    await site.stop()
  }
}
