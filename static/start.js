// Starts the app. A file of its own, because the content security policy allows no inline script.
const { js, wasm, wasmIntegrity: integrity } = document.querySelector('script[data-wasm]').dataset
const starting = document.getElementById('app-starting')

// The app mounts when it has read its settings; what is there until then goes in the same moment.
const mounting = new MutationObserver(() => {
  mounting.disconnect()
  starting.remove()
})
mounting.observe(document.body, { childList: true })

try {
  const { default: init } = await import(new URL(js, import.meta.url))
  await init({ module_or_path: fetch(new URL(wasm, import.meta.url), { integrity }) })
} catch (error) {
  starting.querySelector('[role=status]').textContent =
    'The viewer could not start. No record was opened and nothing was sent. Reload the page. ' +
    'If that does not help, use a current version of Edge, Chrome, Firefox or Safari, or tell your IT support.'
  throw error
}
