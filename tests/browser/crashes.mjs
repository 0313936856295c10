// What the app says when it fails itself, wherever a test opens it: "This page stopped working" alone tells nobody why.

/** How a panic begins: in a debug build with its message, else with its place alone (src/shell/crash.rs). */
const PANIC = /panicked at|^stopped at |unreachable|RuntimeError/

/** Hears every page of every context that the browser has or makes, until `stop`. `said` are the words, with where they were said. */
export function hearCrashes(browser) {
  const said = []
  const hear = (context) => {
    context.on('console', (message) => {
      if (message.type() === 'error' && PANIC.test(message.text())) said.push(`${message.page()?.url()}\n${message.text()}`)
    })
    context.on('weberror', (error) => said.push(`${error.page()?.url()}\n${error.error().stack}`))
    return context
  }
  const { newContext } = browser
  browser.contexts().forEach(hear)
  browser.newContext = async (...options) => hear(await newContext.apply(browser, options))
  return { said, stop: () => (browser.newContext = newContext) }
}
