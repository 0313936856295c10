// What a record says, read from its JSON alone: no part of the app is used, so that a rule the app lacks is missed here
// as little as one that it has. Each fact is a list of ways to say it; facts of one entry belong in one row.

const UNKNOWN = /^(0001|1066|1753|1900-01-01|9999)/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A date as the screen should say it: the UK's day; a time where one was sent that is not midnight. */
export function dated(sent, withTime = false) {
  if (UNKNOWN.test(sent)) return [`Date not known (sent as ${sent})`]
  const partial = sent.match(/^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/)
  if (partial) {
    const [, year, month, day] = partial
    return [[day, month && MONTHS[month - 1], year].filter(Boolean).join('-')]
  }
  if (!/^\d{4}-\d\d-\d\dT/.test(sent)) return [sent]
  if (/T00:00:00(\.0+)?([+-]\d\d:\d\d|Z)?$/.test(sent)) return dated(sent.slice(0, 10))
  const moment = new Date(sent)
  const part = (options) => new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options }).format(moment)
  const [day, month, year] = part({ day: '2-digit', month: '2-digit', year: 'numeric' }).split('/')
  const time = part({ hour: '2-digit', minute: '2-digit', hour12: false })
  const date = `${day}-${MONTHS[month - 1]}-${year}`
  return [withTime && time !== '00:00' ? `${date} ${time}` : date]
}

/** Text as a person should read it: the signs that old character sets left behind are put right. */
export function legible(text) {
  const signs = { '\u0013': '–', '\u0096': '–', '\u0091': '‘', '\u0092': '’' }
  return text.replace(/[\u0013\u0091\u0092\u0096]/g, (sign) => signs[sign])
}

/** A text, each of its lines a fact of its own; entities as they stand or as what they mean. */
const lines = (text) =>
  legible(text ?? '')
    .split(/[\r\n]+/)
    .filter((line) => line.trim())
    .map((line) => [line, line.replaceAll('&#39;', "'").replaceAll('&amp;', '&')])

/** A number as a laboratory sent it, and without the zeros that only a text has. */
const numbers = (value) => [String(value), String(Number(value))]

const quantity = (one) =>
  one?.value === undefined ? [] : [numbers(one.value).flatMap((number) => [`${number} ${one.unit ?? ''}`.trim(), number])]

const PLACEHOLDER = ['196411000000103', '196461000000101', '364712009']

/** The names by which an entry may be known; a placeholder's own words are none of them. */
export function names(resource, concept) {
  const isPlaceholder = concept?.coding?.some(({ code }) => PLACEHOLDER.includes(code))
  const told = [resource.comment, ...(resource.note ?? []).map(({ text }) => text)].join('\n')
  const original = told.match(/Original text: *(.+)/)?.[1]
  const text = concept?.text === 'Textual Problem' ? undefined : concept?.text
  const displays = (concept?.coding ?? []).flatMap(({ display, extension }) => [
    display,
    ...(extension ?? []).flatMap(({ extension }) => extension ?? []).map(({ valueString }) => valueString),
  ])
  return [text, original, ...(isPlaceholder ? [] : displays)].filter(Boolean)
}

const STATUS = { preliminary: 'reliminary', amended: 'mended', 'entered-in-error': 'ntered in error' }

/** Every entry of a record that has a row of its own: its area, its names, and the facts of the row. */
export function facts(bundle) {
  const all = bundle.entry.map(({ resource }) => resource)
  const patient = all.find(({ resourceType }) => resourceType === 'Patient')
  const every = all.flatMap((resource) => [resource, ...(resource.contained ?? [])])
  const find = (reference) => every.find(({ resourceType, id }) => reference?.endsWith(`${resourceType}/${id}`))
  const who = (reference) => {
    const found = find(reference?.reference)
    const name = found?.name
    const words = typeof name === 'string' ? name : (name?.[0]?.text ?? found?.type?.text ?? reference?.display)
    return words ? [[words]] : []
  }
  const inReports = new Set()
  const walk = (reference) => {
    const found = find(reference)
    if (!found || inReports.has(found)) return
    inReports.add(found)
    ;(found.related ?? []).forEach(({ target }) => walk(target?.reference))
  }
  all.filter(({ resourceType }) => resourceType === 'DiagnosticReport').forEach(({ result }) => result?.forEach(({ reference }) => walk(reference)))

  const readers = {
    AllergyIntolerance: (one) => ({
      area: 'Allergies',
      names: names(one, one.code),
      says: [
        ...(one.assertedDate ? [dated(one.assertedDate)] : []),
        ...(one.note ?? []).flatMap(({ text }) => lines(text)),
        ...(one.reaction ?? []).flatMap(({ manifestation, description }) => [
          ...(description ? [[description]] : []),
          ...manifestation.flatMap(({ coding }) => coding.filter(({ system }) => /snomed/.test(system)).map(({ display }) => [display])),
        ]),
        ...(one.extension ?? []).flatMap(({ extension }) => extension ?? []).flatMap(({ url, valueString, valueDateTime }) =>
          url === 'endDate' ? [dated(valueDateTime)] : valueString ? [[valueString]] : []),
      ],
    }),
    Condition: (one) => ({
      area: 'Problems',
      names: names(one, one.code),
      says: [
        ...(one.onsetDateTime ? [dated(one.onsetDateTime)] : []),
        ...(one.abatementDateTime ? [dated(one.abatementDateTime)] : []),
        ...(one.note ?? []).flatMap(({ text }) => lines(text)),
      ],
      never: ['Textual Problem'],
    }),
    Immunization: (one) => ({
      area: 'Immunisations',
      names: names(one, one.extension.find(({ url }) => /VaccinationProcedure/.test(url))?.valueCodeableConcept),
      says: [
        dated(one.date),
        [one.lotNumber],
        dated(one.expirationDate),
        ...one.practitioner.flatMap(({ actor }) => who(actor)),
        ...(one.notGiven ? [['NOT GIVEN', 'Not given'], ...one.explanation.reasonNotGiven.map(({ text }) => [text])] : []),
      ],
      never: one.notGiven ? ['Given and entered by', 'Given by'] : [],
    }),
    ReferralRequest: (one) => ({
      area: 'Referrals',
      names: names(one, one.serviceRequested?.[0]),
      says: [dated(one.authoredOn), ...(one.identifier ?? []).map(({ value }) => [value]), [one.description], ...who(one.requester?.agent)],
    }),
    MedicationStatement: (one) => {
      const requests = all.filter(({ resourceType, id, basedOn }) =>
        resourceType === 'MedicationRequest' &&
        [id, ...(basedOn ?? []).map(({ reference }) => reference.split('/')[1])].some((id) => one.basedOn.some(({ reference }) => reference.endsWith(`/${id}`))))
      const reasons = requests.flatMap(({ extension }) => extension).filter(({ url }) => /StatusReason/.test(url)).flatMap(({ extension }) => extension)
      return {
        area: 'Medications',
        names: names(one, find(one.medicationReference.reference).code),
        says: [
          ...one.dosage.flatMap(({ text, doseQuantity }) => [...lines(text), ...quantity(doseQuantity)]),
          ...(one.effectivePeriod.start ? [dated(one.effectivePeriod.start)] : []),
          ...reasons.flatMap(({ valueCodeableConcept }) => (valueCodeableConcept ? [[valueCodeableConcept.text]] : [])),
          ...requests.map(({ dispenseRequest }) => dated(dispenseRequest.validityPeriod.start)),
        ],
        // In the order of their sequence.
        order: [...one.dosage].filter(({ sequence }) => sequence).sort((a, b) => a.sequence - b.sequence).map(({ text }) => text),
      }
    },
    Observation: (one) => {
      const codes = one.code?.coding?.map(({ code }) => code) ?? []
      if (codes.includes('37331000000100')) return undefined
      const comment = one.comment ?? ''
      const read = { value: comment.match(/^Value: *(.+)$/m)?.[1], range: comment.match(/^Reference range: *(.+)$/m)?.[1] }
      const isAnothers = one.subject?.reference && !one.subject.reference.endsWith(`/${patient.id}`)
      const isGroup = one.related?.some(({ type }) => type === 'has-member')
      return {
        area: isAnothers ? 'Other items' : inReports.has(one) ? 'Investigations' : 'Uncategorised data',
        names: names(one, one.code),
        says: [
          ...quantity(one.valueQuantity),
          ...(one.valueString ? [[one.valueString]] : []),
          ...(one.component ?? []).map(({ valueQuantity }) => numbers(valueQuantity.value)),
          ...(read.value ? [[read.value], ['Read from the comment']] : []),
          ...(read.range ? [[read.range, read.range.replace(' - ', ' to '), read.range.replace(' - ', ' – ')]] : []),
          ...(inReports.has(one) || !one.effectiveDateTime ? [] : [dated(one.effectiveDateTime, true)]),
          ...lines(comment.replace(/^Original text: */m, '')),
          ...(STATUS[one.status] ? [[STATUS[one.status]]] : []),
          ...(one.extension ?? []).flatMap(({ url, valueString }) => (/Approximation/.test(url) ? [['about', 'pproximate']] : valueString ? [] : [])),
        ],
        never: read.value || one.valueQuantity || one.valueString ? ['No value', 'Not recorded'] : [],
        isGroup,
      }
    },
  }
  return every
    .filter((resource) => readers[resource.resourceType])
    .map((resource) => ({ id: `${resource.resourceType}/${resource.id}`, ...(readers[resource.resourceType](resource) ?? {}) }))
    .filter(({ area, isGroup }) => area && !isGroup)
}
