// Starts the app. A file of its own, because the content security policy allows no inline script.
const { js, wasm, wasmIntegrity: integrity } = document.querySelector('script[data-wasm]').dataset
const at = (id) => document.getElementById(id)
const [starting, find, number, status] = ['app-starting', 'starting-find', 'starting-number', 'starting-status'].map(at)

// The find form is painted for every address, as one page serves them all; any other page of the app begins without it.
// In another page (embedded) nobody types whom to find.
const isFind = parent === window && /(^|\/)(find|index\.html)?$/.test(location.pathname)
const onlyHeading = () => find.replaceWith(Object.assign(document.createElement('h1'), { textContent: document.title }))
if (!isFind) onlyHeading()

// Asked for before anything could answer: done as soon as the app runs, with the number as it was then.
let asked
const ask = () => {
  asked = number.value
  status.textContent = 'Starting. Your search begins in a moment.'
}
const button = at('starting-button')
button?.addEventListener('click', ask)
// A press that the app comes in the middle of never becomes a click.
let isPressing = false
button?.addEventListener('pointerdown', () => (isPressing = true))
addEventListener('pointerup', () => (isPressing = false))
number.addEventListener('keydown', ({ key }) => key === 'Enter' && ask())
// A page that the browser keeps for "back" shows nobody when it returns.
const forget = () => (number.value = '')
addEventListener('pagehide', forget)

/** The field of the app takes over what was typed into the field of the page, with the focus and where the cursor stood. */
function handOver() {
  const field = at('nhs-number')
  if (!field) return
  if (isPressing) ask()
  const { value, selectionStart, selectionEnd } = number
  const enter = (text) => {
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (asked !== undefined) {
    enter(asked)
    field.form.requestSubmit()
  }
  if (value !== field.value) enter(value)
  if (document.activeElement === number) {
    field.focus()
    field.setSelectionRange(selectionStart, selectionEnd)
  }
}

// The app mounts when it has read its settings; what is there until then goes in the same moment.
const mounting = new MutationObserver(() => {
  mounting.disconnect()
  removeEventListener('pagehide', forget)
  if (isFind) handOver()
  starting.remove()
})
mounting.observe(document.body, { childList: true })

/**
 * Waits until a module is there with its hash. An import takes no hash, and asks once more for what another preload was refused;
 * but it takes what a preload has left.
 */
export async function preloaded(href, integrity) {
  const link = Object.assign(document.createElement('link'), { rel: 'modulepreload', href, integrity })
  if (!integrity || !link.relList.supports('modulepreload')) throw new ReferenceError('hashes cannot be checked')
  const there = new Promise((done, failed) => Object.assign(link, { onload: done, onerror: () => failed(new Error(`not as built: ${href}`)) }))
  document.head.append(link)
  await there.finally(() => link.remove())
}

/** What is being asked for: where it fails, it did not come as it was built. */
let part
try {
  part = 'style sheet'
  // Scripts of this kind wait for the style sheets of the page; one that is missing, or has another hash, has no rules.
  if (!document.querySelector('link[rel=stylesheet]').sheet?.cssRules.length) throw new Error('no style sheet')
  part = 'script'
  await Promise.all([...document.querySelectorAll('link[rel=modulepreload]')].map(({ href, integrity }) => preloaded(href, integrity)))
  const { default: init } = await import(new URL(js, import.meta.url))
  part = 'program'
  const program = await fetch(new URL(wasm, import.meta.url), { integrity })
  if (!program.ok) throw new Error(`status ${program.status}`)
  part = undefined
  await init({ module_or_path: program })
} catch (error) {
  onlyHeading()
  const isTooOld = /^(Syntax|Reference|Compile|Link)Error$/.test(error.name)
  const why = isTooOld
    ? 'This browser is too old for it. '
    : part
      ? `Its ${part} could not be fetched, or was changed on its way. `
      : ''
  status.textContent =
    `The viewer could not start. No record was opened and nothing was sent. ${why}Reload the page. ` +
    'If that does not help, use a current version of Edge, Chrome, Firefox or Safari, or tell your IT support.'
  throw error
}
