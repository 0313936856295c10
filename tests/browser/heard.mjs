// What a screen reader is told: every text of the page's live region, with the heading of the screen it was said on.

/** Listens from the next page load on; the function it returns gives everything heard so far. */
export async function listen(page) {
  await page.addInitScript(() => {
    window.heard = []
    let last = ''
    new MutationObserver(() => {
      const said = document.querySelector('[role="status"][aria-live="polite"]')?.textContent.trim() ?? ''
      if (said !== last && said !== '') window.heard.push({ said, on: document.querySelector('main h1')?.textContent ?? '' })
      last = said
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => window.heard)
}
