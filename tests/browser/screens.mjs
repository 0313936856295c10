// Every screen of the app by name: the accessibility run and the screenshot run both loop over this list.
// `open` brings a fresh page to the screen and waits until it is drawn; it gets what a test gets ({ page, faults, … }).
import { expect } from '@playwright/test'
import { bookingScreens } from './booking-screens.mjs'
import { taskScreens } from './task-screens.mjs'
import { writeBackScreens } from './write-back-screens.mjs'
import { find } from './patients.mjs'
import { fault, goTo } from './record.mjs'
import { heading, inArea, settled } from './screen.mjs'

/** The practice view with a section shown and all others settled. */
const inSection = (name, section, number) => ({
  name,
  open: async ({ page }) => {
    await settled(page, number)
    await goTo(page, 'Practice view \\(HTML\\)')
    await expect(page.getByText('loading')).toHaveCount(0)
    await page.getByRole('button', { name: new RegExp(`^${section}\\s*,`) }).click()
  },
})

/** Searches all documents of the open patient. */
async function searchDocuments(page) {
  await goTo(page, 'Documents')
  await page.getByRole('button', { name: 'Search documents' }).click()
  await page.getByRole('table', { name: /^Documents found/ }).waitFor()
}

export const screens = [
  {
    name: 'find',
    open: async ({ page }) => {
      await page.goto('find')
      await page.getByRole('heading', { name: 'Invented patients to try' }).waitFor()
    },
  },
  {
    name: 'practices',
    open: async ({ page }) => {
      await page.goto('practices')
      const practice = page.getByRole('region', { name: 'Millbrook Surgery' })
      await practice.getByRole('button', { name: 'Ask what it offers' }).click()
      await expect(practice).toContainText('GP Connect version')
    },
  },
  {
    name: 'permission',
    only: 'http',
    open: async ({ page, settings }) => {
      await settings({ permission: 'explicit' })
      await find(page, '999 005 4320')
      await page.getByRole('radio', { name: 'Somebody for the patient' }).check()
      await page.getByRole('button', { name: /^Record this/ }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'not-open',
    only: 'http',
    open: async ({ page, settings }) => {
      await settings({ access: { roles: { '*': ['medications'] } } })
      await settled(page)
      await page.getByRole('link', { name: /^Allergies/ }).first().click()
      await heading(page, 'Allergies: not open to you').waitFor()
    },
  },
  {
    name: 'not-open-summary',
    only: 'http',
    open: async ({ page, settings }) => {
      await settings({ access: { roles: { '*': ['medications'] } } })
      await settled(page)
      await page.getByRole('note').filter({ hasText: 'Not open to you.' }).waitFor()
    },
  },
  {
    name: 'find-by-name',
    only: 'http',
    open: async ({ page, settings }) => {
      await settings({}, (config) => (config.pds.userAccess = true))
      await page.goto('find')
      await page.getByText('Search by name and date of birth').click()
      await page.getByLabel('Family name').fill('Hartley')
      await page.getByLabel('Date of birth', { exact: true }).fill('09-Mar-1957')
      await page.getByRole('button', { name: 'Search PDS' }).click()
      await page.getByRole('table', { name: 'Patients that PDS lists' }).waitFor()
    },
  },
  {
    name: 'find-mistake',
    open: async ({ page }) => {
      await find(page, '999 005 4321')
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'obstacle',
    open: async ({ page }) => {
      await find(page, '999 005 4401')
      await heading(page, 'This record cannot be opened').waitFor()
    },
  },
  {
    name: 'find-unknown',
    open: async ({ page }) => {
      await find(page, '999 005 4479')
      await page.getByRole('button', { name: 'Register temporarily at Millbrook Surgery' }).waitFor()
    },
  },
  {
    name: 'obstacle-down',
    open: async ({ page, complaints }) => {
      complaints.allow(/Failed to load resource/)
      await find(page, '999 005 4657')
      await heading(page, 'The patient could not be looked up').waitFor()
    },
  },
  {
    name: 'check',
    open: async ({ page }) => {
      await find(page, '999 005 4495')
      await heading(page, 'Is this the same person?').waitFor()
    },
  },
  { name: 'summary', open: ({ page }) => settled(page) },
  { name: 'summary-long-names', open: ({ page }) => settled(page, '999 005 4592') },
  { name: 'summary-died', open: ({ page }) => find(page, '999 005 4460').then(() => heading(page, /Is this the same person|Summary/).waitFor()) },
  {
    name: 'summary-failed',
    open: async ({ page, faults }) => {
      await faults('malformed', { interaction: 'fhir:operation:gpc.getstructuredrecord-1', times: 4 })
      await settled(page)
      await fault(page.getByRole('main')).first().waitFor()
    },
  },
  { name: 'summary-withheld', open: ({ page }) => settled(page, '999 005 4371') },
  { name: 'summary-empty', open: ({ page }) => settled(page, '999 005 4347') },
  inArea('allergies', 'Allergies'),
  inArea('allergies-every-kind', 'Allergies', '999 005 4789'),
  inArea('allergies-contradicted', 'Allergies', '999 005 4363'),
  inArea('medications', 'Medications'),
  inArea('medications-every-kind', 'Medications', '999 005 4770'),
  inArea('problems', 'Problems'),
  inArea('consultations', 'Consultations'),
  inArea('referrals', 'Referrals'),
  inArea('timeline', 'Timeline'),
  {
    name: 'search',
    open: async ({ page }) => {
      await settled(page)
      await page.getByRole('textbox', { name: 'Find in the whole record' }).fill('apixaban')
      await page.getByText(/found in \d+ areas/).waitFor()
    },
  },
  inArea('diary-entries', 'Diary entries', '999 005 4630'),
  inArea('diary-entries-not-supported', 'Diary entries'),
  inArea('area-not-asked', 'Documents', '999 005 4347'),
  inArea('immunisations', 'Immunisations'),
  {
    name: 'immunisations-not-given',
    open: async ({ page }) => {
      await settled(page)
      await goTo(page, 'Immunisations')
      await page.getByRole('button', { name: 'Ask for those not given too' }).click()
      await page.getByRole('table', { name: /^NOT GIVEN/ }).waitFor()
    },
  },
  inArea('uncategorised-data', 'Uncategorised data'),
  inArea('investigations', 'Investigations'),
  {
    name: 'trend',
    open: async ({ page }) => {
      await settled(page)
      await goTo(page, 'Investigations')
      await page.getByRole('button', { name: /^eGFR/ }).click()
      await page.getByRole('img', { name: /^eGFR/ }).waitFor()
    },
  },
  {
    name: 'documents',
    open: async ({ page }) => {
      await settled(page)
      await searchDocuments(page)
    },
  },
  {
    name: 'document-open',
    open: async ({ page }) => {
      await settled(page)
      await searchDocuments(page)
      await page.getByRole('row').filter({ hasText: 'Discharge summary' }).getByRole('button', { name: /^Open/ }).last().click()
      await page.getByRole('region', { name: 'Discharge summary', exact: true }).getByRole('link', { name: /^Save/ }).waitFor()
    },
  },
  {
    name: 'what-to-ask-for',
    open: async ({ page }) => {
      await settled(page)
      await page.locator('.app-ask').getByText('What to ask for').click()
      const medications = page.getByRole('group', { name: 'How much of medications' })
      await medications.getByRole('radio', { name: 'Active since a date' }).check({ force: true })
      await page.getByLabel('First day').fill('2024')
      await page.getByRole('button', { name: 'Ask the practice' }).click()
      await page.getByRole('note').filter({ hasText: 'Nothing was sent' }).waitFor()
    },
  },
  {
    name: 'limited-and-narrowed',
    open: async ({ page }) => {
      await settled(page)
      await goTo(page, 'Problems')
      await page.locator('.app-ask').getByText('What to ask for: problems').click()
      await page.locator('.app-ask').getByRole('radio', { name: 'Active', exact: true }).check({ force: true })
      await page.getByRole('button', { name: 'Ask the practice' }).click()
      await page.getByRole('note').filter({ hasText: 'Problems: not all of it' }).waitFor()
      await page.getByRole('textbox', { name: 'With the words' }).fill('fibrillation')
      await page.getByText('hidden by this choice').waitFor()
    },
  },
  {
    name: 'pressures',
    open: async ({ page }) => {
      await settled(page)
      await goTo(page, 'Uncategorised data')
      await page.getByRole('button', { name: /^Blood pressure, mm/ }).click()
      await page.getByRole('img', { name: /^Blood pressure/ }).waitFor()
    },
  },
  inArea('other-items', 'Other items'),
  {
    name: 'other-items-of-two-answers',
    open: async ({ page }) => {
      await settled(page)
      await goTo(page, 'Immunisations')
      await page.getByRole('button', { name: 'Ask for those not given too' }).click()
      await page.getByRole('table', { name: /^NOT GIVEN/ }).waitFor()
      await goTo(page, 'Other items')
      await page.getByRole('heading', { name: 'Answer 2 of 2' }).waitFor()
    },
  },
  {
    name: 'timeline-narrowed',
    open: async ({ page }) => {
      await settled(page)
      await goTo(page, 'Timeline')
      await page.getByRole('radio', { name: /^All but medications/ }).check({ force: true })
      await page.getByText('hidden by this choice').waitFor()
    },
  },
  inSection('practice-view', 'Summary'),
  inSection('practice-view-medications', 'Medications'),
  inSection('practice-view-withheld', 'Encounters', '999 005 4371'),
  inSection('practice-view-hostile', 'Encounters', '999 005 4606'),
  {
    name: 'practice-view-failed',
    open: async ({ page, faults }) => {
      await faults('malformed', { interaction: 'fhir:operation:gpc.getcarerecord', area: 'SUM', times: 4 })
      await settled(page)
      await goTo(page, 'Practice view \\(HTML\\)')
      await fault(page.getByRole('main')).waitFor()
    },
  },
  ...bookingScreens,
  ...taskScreens,
  ...writeBackScreens,
  {
    name: 'lock',
    open: async ({ page }) => {
      await settled(page)
      await page.getByRole('button', { name: 'Lock' }).click()
      await heading(page, 'Locked').waitFor()
    },
  },
  {
    name: 'keys',
    open: async ({ page }) => {
      await settled(page)
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    },
  },
  {
    name: 'nobody',
    open: async ({ page }) => {
      await page.goto('medications')
      await heading(page, 'No patient is open').waitFor()
    },
  },
  {
    name: 'settings-fault',
    open: async ({ page }) => {
      await page.route('**/config.json', (route) => route.fulfill({ json: { mode: 'sideways' } }))
      await page.goto('')
      await heading(page, 'This service is not set up correctly').waitFor()
    },
  },
  {
    name: 'gallery',
    // The same component is there several times, which no real page does.
    except: ['landmark-unique', 'unique-landmark'],
    open: async ({ page }) => {
      await page.goto('gallery')
      await page.locator('[data-example]').first().waitFor()
    },
  },
]
