// The markup of a screen as the browser holds it, judged by html-validate against the standard.
import { expect } from '@playwright/test'
import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:browser'],
  rules: {
    // Tables are laid out as cards on a telephone, and browsers then forget what they are.
    'no-redundant-role': 'off',
    // A list with a name is read with it.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    // Firefox fills in what was ticked before, unless this is said of each field (FS-05).
    'valid-autocomplete': 'off',
    // What scrolls is a region for only as long as it does.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // A practice aligns its numbers so, and they stay as they were sent.
    'no-deprecated-attr': 'off',
    // A browser that writes its elements down leaves these signs in attributes.
    'no-raw-characters': 'off',
  },
})

/** Fails with rule, words and place for each break of the standard in this markup, but for the rules in `except`. */
export async function expectValid(markup, except = []) {
  const { results } = await validator.validateString(markup)
  const faults = results.flatMap(({ messages }) => messages).filter(({ ruleId }) => !except.includes(ruleId))
  expect(faults.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`), 'faults of the markup').toEqual([])
}
