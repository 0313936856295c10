// What Lighthouse says of a first visit: the find page as a site serves it, on a desktop computer. Accessibility and best practices
// are judged of this page; every other screen by axe and html-validate (tests/browser/screens.spec.mjs).
import { chromium as playwright } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from '../../tools/dev/chromium.mjs'
import { freePort } from '../browser/hosts.mjs'

/** How many points of 100 may be missing; for performance of the build that a site serves, which has no sandbox to load. */
const MISSING = { performance: process.env.BENCH_BUILD === 'production' ? 5 : undefined, accessibility: 0, 'best-practices': 0 }

export const title = 'Lighthouse'

export async function measure({ serve }) {
  const site = await serve()
  await site.settings(asDeployed)
  const port = await freePort()
  const browser = await playwright.launch({ executablePath: chromium(), args: [`--remote-debugging-port=${port}`] })
  try {
    const flags = { port, logLevel: 'error', onlyCategories: Object.keys(MISSING) }
    const { lhr } = await lighthouse(`${site.app}find`, flags, desktopConfig)
    return Object.entries(MISSING).flatMap(([category, bound]) => {
      const { score, auditRefs } = lhr.categories[category]
      const missing = 100 - Math.round(score * 100)
      const why = missing > bound ? auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score < 0.9).map(({ id }) => id) : []
      if (why.length > 0) console.log(`  ${category}: ${why.join(', ')}`)
      return { what: `points of 100 missing for ${category.replace('-', ' ')}`, value: missing, unit: 'points', bound }
    })
  } finally {
    await browser.close()
    await site.stop()
  }
}

/** Behind a gateway, without the list of invented patients. */
function asDeployed(config) {
  Object.assign(config, { mode: 'gateway', pds: { root: './pds' } })
  for (const member of ['asid', 'demonstration']) delete config[member]
  for (const practice of config.providers) {
    practice.roots = { foundations: './practice' }
    delete practice.asid
  }
}
