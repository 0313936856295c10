// Words that lie over other words: what stands there cannot be read, or reads as something else.

/** Pairs of visible texts of the page's main part that cover each other. */
export const overlaps = (page) =>
  page.getByRole('main').evaluate((main) => {
    // Far down a long list the browser keeps only an estimated place; what is compared is where words stand once one is there.
    const drawn = new CSSStyleSheet()
    drawn.replaceSync('* { content-visibility: visible !important }')
    document.adoptedStyleSheets = [drawn]
    // What only a screen reader hears is cut off at a pixel.
    const isHeardOnly = (element) => {
      for (let outer = element; outer !== main; outer = outer.parentElement) {
        const { clipPath, clip } = getComputedStyle(outer)
        if (clipPath !== 'none' || clip !== 'auto') return true
      }
      return false
    }
    const lines = []
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      if (isHeardOnly(node.parentElement)) continue
      for (const { left, right, top, bottom } of range.getClientRects()) lines.push({ left, right, top, bottom, text: node.data.trim().slice(0, 40) })
    }
    lines.sort((one, other) => one.top - other.top)
    const found = []
    for (const [at, one] of lines.entries()) {
      for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
        const other = lines[next]
        const height = Math.min(one.bottom, other.bottom) - other.top
        const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
        const least = Math.min(one.bottom - one.top, other.bottom - other.top)
        if (width > 2 && height > least / 2) found.push(`“${one.text}” and “${other.text}”`)
      }
    }
    document.adoptedStyleSheets = []
    return found
  })
