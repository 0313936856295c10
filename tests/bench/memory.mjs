// P8: what of a closed record stays in memory: the app's, which never shrinks, so that what leaks shows in its size, and the
// browser's own.
import { keepMemory, openRecord, serveRecord } from './record.mjs'

const EARLY = 2
const CYCLES = 20

export const title = 'Opening and closing a record of 5 MB'

export async function measure({ browser, serve }) {
  const site = await serveRecord(browser, serve)
  try {
    const context = await browser.newContext({ baseURL: site.app, viewport: { width: 1366, height: 768 } })
    await context.addInitScript(keepMemory)
    const page = await openRecord(context, site, site.number)
    const browserOf = await context.newCDPSession(page)
    await browserOf.send('Performance.enable')
    // What the browser itself keeps for the page once nothing is in use any more.
    const size = async () => {
      await browserOf.send('HeapProfiler.collectGarbage')
      const { metrics } = await browserOf.send('Performance.getMetrics')
      const of = (wanted) => metrics.find(({ name }) => name === wanted).value
      const wasm = await page.evaluate(() => memory.buffer.byteLength / 1e6)
      return { wasm, heap: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners') }
    }
    let early
    for (let cycle = 1; cycle <= CYCLES; cycle++) {
      // Opened with its longest area, closed by opening the next patient, all in one page.
      await page.getByRole('navigation', { name: 'Areas of the record' }).getByRole('link', { name: /^Uncategorised data/ }).click()
      await page.getByRole('heading', { level: 1, name: 'Uncategorised data' }).waitFor()
      await page.getByRole('main').getByRole('table').first().waitFor()
      if (cycle === EARLY) early = await size()
      if (cycle === CYCLES) break
      await page.getByRole('link', { name: 'Find another patient' }).click()
      await page.getByLabel('NHS number').fill(site.number)
      await page.getByRole('button', { name: 'Find patient' }).click()
      await page.getByRole('heading', { level: 1, name: 'Summary' }).waitFor()
      await page.getByRole('main').getByText(/^From the GP practice record/).waitFor()
    }
    const late = await size()
    return [
      { what: `WebAssembly memory after ${EARLY} cycles`, value: early.wasm, unit: 'MB' },
      { what: `after ${CYCLES}`, value: late.wasm, unit: 'MB' },
      { what: 'P8 ratio', value: late.wasm / early.wasm, unit: '', bound: 1.05 },
      { what: `script's heap after ${EARLY} cycles`, value: early.heap, unit: 'MB' },
      { what: `P8 script's heap, ratio after ${CYCLES}`, value: late.heap / early.heap, unit: '', bound: 1.1 },
      { what: `nodes after ${EARLY} cycles`, value: early.nodes, unit: '' },
      { what: `P8 nodes, ratio after ${CYCLES}`, value: late.nodes / early.nodes, unit: '', bound: 1.1 },
      { what: `P8 listeners, ratio after ${CYCLES}`, value: late.listeners / early.listeners, unit: '', bound: 1.1 },
      { what: 'memory for each byte of the record', value: late.wasm / (site.text.length / 1e6), unit: '' },
    ]
  } finally {
    await site.stop()
  }
}
