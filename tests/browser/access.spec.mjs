// What an organisation's type and a user's role may ask for: nothing else is asked, and nothing else is called empty.
import { expect, test } from './fixtures.mjs'
import { HARTLEY, banner, find, open } from './patients.mjs'
import { goTo, rail } from './record.mjs'

/** The bodies of structured requests, and the paths of everything that a practice was asked. */
function asked(page, site) {
  const sent = { parameters: [], paths: [] }
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url())
    if (origin !== site.provider || request.method() === 'OPTIONS') return
    sent.paths.push(pathname)
    if (pathname.endsWith('$gpc.getstructuredrecord')) sent.parameters.push(request.postDataJSON().parameter.map(({ name }) => name))
  })
  return sent
}

/** What a reader sees at an address, the patient still open: the app's own way, without a reload. */
async function goDirect(page, route) {
  await page.evaluate((route) => {
    history.pushState({}, '', new URL(route, document.baseURI))
    dispatchEvent(new PopStateEvent('popstate'))
  }, route)
}

const CLOSED = ['Allergies', 'Problems', 'Consultations', 'Immunisations', 'Referrals', 'Diary entries', 'Documents']

test.describe('over HTTP', { tag: '@http' }, () => {
  // proves: ARH-06 ARH-07
  test('a community pharmacy asks for three areas, and the rest is refused in words and never called empty', async ({ page, site, settings }) => {
    const sent = asked(page, site)
    await settings({}, (config) => {
      config.organisation = { ...config.organisation, type: 'community-pharmacy', name: 'High Street Pharmacy' }
    })
    await open(page)
    expect(sent.parameters).toEqual([['patientNHSNumber', 'includeMedication', 'includeInvestigations', 'includeUncategorisedData']])
    const main = page.getByRole('main')
    await expect(main).toContainText('Not open to you. Allergies, Problems, Consultations, Immunisations, Referrals, Diary entries, Documents: not asked for')
    await expect(banner(page)).toContainText('Allergies unavailable')
    await expect(banner(page)).toContainText('Not open to you')
    await expect(banner(page)).not.toContainText(/penicillin/i)
    await expect(main).toContainText('Not open to you, so not asked for: allergies.')
    await expect(main).not.toContainText(/none recorded|no information/i)
    for (const area of CLOSED) {
      await expect(rail(page).getByRole('link', { name: new RegExp(`^${area}`) })).toContainText('not open to you')
    }
    for (const area of [...CLOSED, 'Practice view \\(HTML\\)']) {
      await rail(page).getByRole('link', { name: new RegExp(`^${area}`) }).click()
      await expect(main).toContainText('by national rule')
      await expect(main).toContainText('The practice was not asked. This does not say whether anything is recorded.')
      await expect(main).toContainText('ask whoever looks after this service at High Street Pharmacy')
      await expect(main).not.toContainText(/none recorded/i)
    }
    await goDirect(page, 'allergies')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Allergies: not open to you')
    // Neither the timeline nor the search has anything of them, and both say so.
    await goTo(page, 'Timeline')
    await expect(main).toContainText('but for the areas that are not open to you')
    await expect(main.getByText(/^Consultations \d/)).toHaveCount(0)
    await page.getByRole('textbox', { name: 'Find in what is open to you' }).fill('penicillin')
    await expect(main).toContainText('Not searched. Allergies, Problems')
    expect(sent.parameters).toHaveLength(1)
    expect(sent.paths.filter((path) => /documents|getcarerecord|Appointment/.test(path))).toEqual([])
  })

  test('a role may have appointments only, and the record is not asked for', async ({ page, site, settings }) => {
    const sent = asked(page, site)
    await settings({ access: { roles: { '*': ['appointments'] } } })
    await find(page, HARTLEY)
    await expect(page.getByRole('heading', { level: 1, name: 'Appointments' })).toBeVisible()
    await expect(banner(page)).toContainText('Allergies unavailable')
    for (const route of ['summary', 'timeline', 'medications', 'documents', 'other-items', 'practice-view']) {
      await goDirect(page, route)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('not open to you')
      await expect(page.getByRole('main')).toContainText('what your role')
    }
    expect(sent.paths.filter((path) => /getstructuredrecord|getcarerecord|DocumentReference/.test(path))).toEqual([])
  })
})
