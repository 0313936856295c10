// Watches a page for what no journey may show: console errors, breaches of the policy, requests to strangers,
// and traces of a patient where they would outlive the view.

/** An NHS number in any of its spacings. */
const NHS_NUMBER = /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/

/** A part of the program that was on its way when its page went. Where one is refused, Chromium gives the reason. */
const LEFT_BEHIND = /^Fetch API cannot load \S+\.wasm\. *$/

/** Starts watching; `found()` lists the complaints so far, `allow(pattern)` takes some out. */
export function watch(page, site) {
  const complaints = []
  const allowed = []
  const own = [new URL(site.app).origin, site.provider].filter(Boolean)

  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    // Its name holds a hash, which may look like a number.
    if (LEFT_BEHIND.test(text)) return
    if (NHS_NUMBER.test(withoutProvider(text, site))) complaints.push(`patient data on the console: ${message.type()}`)
    if (message.type() === 'error' && !expectedStatus(message, page, site)) complaints.push(`console: ${text}`)
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && !own.includes(origin)) complaints.push(`request to a third party: ${origin}`)
  })

  return {
    allow: (pattern) => allowed.push(pattern),
    found: async () => {
      const all = [...complaints, ...(await traces(page))]
      return all.filter((complaint) => !allowed.some((pattern) => pattern.test(complaint)))
    },
  }
}

/** Chromium itself names the address of a request that CORS refused, and addresses of the provider hold NHS numbers (FHIR). */
function withoutProvider(text, site) {
  return text.replaceAll(/https?:\/\/[^\s'"]+/g, (url) => (site.provider && url.startsWith(site.provider) ? '' : url))
}

/** Chromium reports every answer from 400 on as an error: the provider's are the app's business, and so is the 404 of a page address. */
function expectedStatus(message, page, site) {
  if (!message.text().startsWith('Failed to load resource: the server responded with a status of')) return false
  const { url } = message.location()
  const pageAddress = url.startsWith(site.app) && !/[/.]/.test(url.slice(site.app.length))
  return (site.provider && url.startsWith(site.provider)) || (pageAddress && page.url().startsWith(site.app))
}

async function traces(page) {
  if (page.isClosed() || !page.url().startsWith('http')) return []
  const stored = await page.evaluate(async () => ({
    title: document.title,
    address: location.href.slice(location.origin.length),
    kept: localStorage.length + sessionStorage.length + document.cookie.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }))
  return [
    NHS_NUMBER.test(stored.title) && 'patient data in the title',
    NHS_NUMBER.test(stored.address) && 'patient data in the address',
    stored.kept + stored.databases + stored.caches > 0 && 'something was kept in browser storage',
  ].filter(Boolean)
}
