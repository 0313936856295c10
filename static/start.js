// Starts the app. A file of its own, because the content security policy allows no inline script.
const { js, wasm, wasmIntegrity: integrity } = document.querySelector('script[data-wasm]').dataset
const at = (id) => document.getElementById(id)
const [starting, find, number, status] = ['app-starting', 'starting-find', 'starting-number', 'starting-status'].map(at)

// The find form is painted for every address, as one page serves them all; any other page of the app begins without it.
const isFind = /(^|\/)(find|index\.html)?$/.test(location.pathname)
const onlyHeading = () => find.replaceWith(Object.assign(document.createElement('h1'), { textContent: document.title }))
if (!isFind) onlyHeading()

// Asked for before anything could answer: done as soon as the app runs.
let asked = false
const ask = () => {
  asked = true
  status.textContent = 'Starting. Your search begins in a moment.'
}
at('starting-button')?.addEventListener('click', ask)
number.addEventListener('keydown', ({ key }) => key === 'Enter' && ask())
// A page that the browser keeps for "back" shows nobody when it returns.
const forget = () => (number.value = '')
addEventListener('pagehide', forget)

/** The field of the app takes over what was typed into the field of the page, with the focus and where the cursor stood. */
function handOver() {
  const field = at('nhs-number')
  if (!field) return
  const { value, selectionStart, selectionEnd } = number
  if (value) {
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (document.activeElement === number) {
    field.focus()
    field.setSelectionRange(selectionStart, selectionEnd)
  }
  if (asked) field.form.requestSubmit()
}

// The app mounts when it has read its settings; what is there until then goes in the same moment.
const mounting = new MutationObserver(() => {
  mounting.disconnect()
  removeEventListener('pagehide', forget)
  if (isFind) handOver()
  starting.remove()
})
mounting.observe(document.body, { childList: true })

try {
  const { default: init } = await import(new URL(js, import.meta.url))
  await init({ module_or_path: fetch(new URL(wasm, import.meta.url), { integrity }) })
} catch (error) {
  onlyHeading()
  status.textContent =
    'The viewer could not start. No record was opened and nothing was sent. Reload the page. ' +
    'If that does not help, use a current version of Edge, Chrome, Firefox or Safari, or tell your IT support.'
  throw error
}
