// A consultation summary: from the link to the first preview, and from a keystroke to the preview of five pages, against a plain page
// that waits as long before it writes as much.
import { HARTLEY, open } from '../browser/patients.mjs'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7)
const PAUSE = 250
const LINE = 'Examination of the chest: air entry is equal on both sides, no added sounds, saturation 97 % on air. '

export const title = 'A consultation summary'

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** In the page: milliseconds from a letter typed into a field to the next change below an element. */
const keystroke = ({ field, shown }) =>
  new Promise((done) => {
    const input = document.querySelector(field)
    const began = performance.now()
    const watch = new MutationObserver(() => {
      watch.disconnect()
      requestAnimationFrame(() => done(performance.now() - began))
    })
    watch.observe(document.querySelector(shown), { childList: true, subtree: true, characterData: true })
    input.value += 'x'
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })

/** The plain page: as much text, written anew after the same pause. */
function plain([text, pause]) {
  document.body.innerHTML = '<textarea></textarea><div id="shown"></div>'
  const [input, shown] = [document.querySelector('textarea'), document.getElementById('shown')]
  let waiting
  const write = () => shown.replaceChildren(...[1, 2, 3, 4, 5].map(() => Object.assign(document.createElement('pre'), { textContent: input.value })))
  input.value = text
  write()
  input.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(write, pause)
  })
}

export async function measure({ browser, serve }) {
  const site = await serve()
  try {
    const firsts = []
    const [ours, theirs] = [[], []]
    for (let round = 0; round < 3; round++) {
      const context = await browser.newContext({ baseURL: site.app })
      const page = await context.newPage()
      await open(page, HARTLEY)
      await page.waitForLoadState('networkidle')
      const began = Date.now()
      await page.getByRole('link', { name: 'Write a consultation summary' }).click()
      await page.getByRole('region', { name: /^Text of page 1/ }).waitFor()
      firsts.push(Date.now() - began)
      if (round === 2) {
        await page.getByLabel('Examination').fill(LINE.repeat(160))
        await page.getByRole('region', { name: /^Text of page 5/ }).waitFor()
        const other = await context.newPage()
        await other.goto('about:blank')
        await other.evaluate(plain, [LINE.repeat(160), PAUSE])
        for (let at = 0; at < ROUNDS; at++) {
          ours.push(await page.evaluate(keystroke, { field: '#write-note-examination', shown: '.app-write__review' }))
          theirs.push(await other.evaluate(keystroke, { field: 'textarea', shown: '#shown' }))
        }
      }
      await context.close()
    }
    return [
      { what: 'From the link to the first preview', value: median(firsts), unit: 'ms' },
      { what: 'A keystroke to the preview of five pages', value: median(ours), unit: 'ms' },
      { what: 'The same against a plain page', value: median(ours) / median(theirs), unit: 'times', bound: 2 },
    ]
  } finally {
    await site.stop()
  }
}
