// What a structured record says, read from its JSON with nothing of the app's own: what a journey looks for on screen.

/** Members that hold words for a person to read. */
const WORDS = new Set(['comment', 'conclusion', 'description', 'lotNumber', 'onsetString', 'patientInstruction', 'valueString'])

/** Audit data and numbers; security labels are told in words of the app's own. */
const NOT_WORDS = new Set(['identifier', 'meta', 'resourceType'])

/** Lists of a consultation's tree; the titles of the others are those of areas, in fixed words. */
const TREE = new Set(['325851000000107', '25851000000105', '24781000000107'])

/** Whom and what every item refers to, and what is not an item. */
const ABOUT = new Set(['Device', 'HealthcareService', 'Location', 'OperationOutcome', 'Organization', 'Patient', 'Practitioner', 'PractitionerRole'])

/** Concepts that say the same of every item, and that the app words otherwise or once: what a participant did, where it was prescribed, what every report is, which half of a blood pressure a number is. */
const CONSTANT = /^(((sitting|standing|lying) )?(systolic|diastolic) (arterial |blood )pressure|administering provider|entering provider|participant|primary performer|recorder|prescribed at gp practice|problem list item|diagnostic studies report|comment note|textual problem|unknown)$/i

/** Letters and digits alone: blanks, signs, case and line breaks may differ on screen. */
export const plain = (text) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Every text of every item of a bundle: [{ type, words }], one of the words must be on screen; each once a type. */
export function said(bundle) {
  const resources = bundle.entry.map((entry) => entry.resource)
  const ids = new Set(resources.map((resource) => `${resource.resourceType}/${resource.id}`))
  const seen = new Map()
  for (const item of resources.filter((resource) => !ABOUT.has(resource.resourceType))) {
    for (const words of textsOf(item, ids)) {
      if (words.some(plain)) seen.set(`${item.resourceType} ${words}`, { type: item.resourceType, words: words.filter(plain) })
    }
  }
  return [...seen.values()]
}

function textsOf(item, ids) {
  if (item.resourceType !== 'List') return walk(item, ids)
  const isTree = item.code?.coding?.some((coding) => TREE.has(coding.code))
  const entries = walk({ entry: item.entry }, ids)
  return isTree ? [[item.title ?? ''], ...walk({ note: item.note }, ids), ...entries] : entries
}

/** The words of a value; of a reference only where it leads to nothing in the answer. */
function walk(value, ids) {
  if (Array.isArray(value)) return value.flatMap((one) => walk(one, ids))
  if (value === null || typeof value !== 'object') return []
  if (Array.isArray(value.coding)) return concept(value)
  if (value.reference || (value.display && !value.system)) return ids.has(value.reference) ? [] : [[value.display ?? '']]
  return Object.entries(value).flatMap(([name, inner]) => {
    if (NOT_WORDS.has(name)) return []
    if (name === 'text') return typeof inner === 'string' ? [[inner]] : []
    if (name === 'valueQuantity') return quantity(inner)
    if (typeof inner === 'string') return WORDS.has(name) ? [[inner]] : []
    return walk(inner, ids)
  })
}

/** The text, else a display or the original term beside it. */
function concept({ text, coding }) {
  const terms = (one) => [one.display, ...(one.extension ?? []).flatMap((outer) => (outer.extension ?? []).map((inner) => inner.valueString))]
  const words = text ? [text] : coding.flatMap(terms).filter(Boolean)
  return words.some((one) => CONSTANT.test(one)) ? [] : [words]
}

/** Number and unit; two halves of a blood pressure share one unit. Zeros at the end (71.0) are lost to JSON.parse. */
function quantity({ value, unit }) {
  const numbers = [String(value ?? ''), ...[1, 2, 3].map((digits) => Number(value).toFixed(digits))]
  return [numbers.map((number) => (unit === 'mm[Hg]' ? number : `${number} ${unit ?? ''}`))]
}
