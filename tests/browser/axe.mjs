// The accessibility check of a screen: await expectAccessible(page)
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from '@playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Fails with rule, element and advice for each violation on the page as it stands, but for the rules in `except`. */
export async function expectAccessible(page, except = []) {
  // By evaluate, as the policy of the page refuses a script element.
  await page.evaluate(source)
  const violations = await page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.join(' ')) }))
  }, TAGS)
  expect(violations.filter(({ id }) => !except.includes(id)), 'accessibility violations').toEqual([])
}
