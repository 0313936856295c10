// The frame around every page: moving by keyboard, the banner that never leaves, locking, problem pages.
import { expectAccessible } from './axe.mjs'
import { expect, test } from './fixtures.mjs'

const NUMBER = '999 005 4320'
const NAME = 'HARTLEY, Imogen Rose (Mrs)'

async function openPatient(page) {
  await page.goto('find')
  await page.getByLabel('NHS number').fill(NUMBER)
  await page.keyboard.press('Enter')
  await expect(banner(page)).toContainText(NAME)
}

const banner = (page) => page.getByRole('region', { name: 'Patient' })

/** Waits until the practice has answered: what arrives above moves what is below. */
async function atRest(page) {
  await expect(page.locator('.app-progress')).toHaveCount(0)
  await expect(banner(page)).not.toContainText('Asking the practice')
}

/** Whether anything lies over what has the focus. */
const covered = (page) =>
  page.evaluate(() => {
    const { left, top, width, height } = document.activeElement.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    return seen !== document.activeElement && !document.activeElement.contains(seen)
  })

test.describe('moving about', () => {
  test('a page has its title, and arriving puts the focus on its heading', async ({ page }) => {
    await openPatient(page)
    await expect(page).toHaveTitle('Summary – GP record and booking')
    for (const { keys, title } of [
      { keys: ['g', 'm'], title: 'Medications' },
      { keys: ['g', 'b'], title: 'Book an appointment' },
    ]) {
      // The first key waits a second and a half for the other, which a busy machine may let pass.
      await expect(async () => {
        for (const key of keys) await page.keyboard.press(key)
        await expect(page).toHaveTitle(`${title} – GP record and booking`, { timeout: 1_000 })
      }).toPass()
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    }
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Medications')
    await expect(banner(page)).toContainText(NAME)
  })

  test('the skip link leads past the header', async ({ page }) => {
    await page.goto('find')
    await expect(page.locator('#app-starting')).toHaveCount(0)
    await page.keyboard.press('Tab')
    await expect(page.getByText('Skip to main content')).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect(page.getByLabel('NHS number')).toBeFocused()
  })

  test('keys do not act while typing and can be turned off', async ({ page }) => {
    await openPatient(page)
    await page.keyboard.press('g')
    await page.keyboard.press('f')
    const field = page.getByLabel('NHS number')
    await field.focus()
    await page.keyboard.type('gm?/')
    await expect(field).toHaveValue('gm?/')
    await expect(page).toHaveTitle('Find a patient – GP record and booking')
    await field.blur()

    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await page.getByLabel('Use keyboard shortcuts (never while you type)').uncheck()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page).toHaveTitle('Find a patient – GP record and booking')
  })
})

for (const [width, height] of [[1366, 768], [1024, 768], [390, 844], [320, 256]]) {
  // proves: ARH-30
  test(`at ${width} x ${height} the banner never leaves and never covers the focus`, { tag: '@http' }, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openPatient(page)
    await atRest(page)
    // A long page: the record's own come and go with what a practice sends.
    await page.evaluate(() => {
      for (let line = 0; line < 80; line += 1) {
        const button = document.createElement('button')
        button.textContent = `Line ${line}`
        button.style.display = 'block'
        document.querySelector('main').append(button)
      }
    })
    await page.getByRole('button', { name: 'Line 79' }).focus()
    await expect(banner(page).getByText(NAME)).toBeInViewport()
    await expect(banner(page).getByText(NUMBER, { exact: true }).first()).toBeInViewport()
    await expect(banner(page).getByText(/llerg/).first()).toBeInViewport()
    // Backwards, so that each one comes in at the top edge, where the banner is (SC 2.4.11).
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Shift+Tab')
      expect(await covered(page), `step ${step}`).toBe(false)
    }
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}

test('on a telephone the header is one line, and two thirds of the screen are the page\'s own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openPatient(page)
  await atRest(page)
  const header = page.getByRole('banner').first()
  const lock = page.getByRole('button', { name: 'Lock' })
  const height = (await header.boundingBox()).height
  expect(height).toBeLessThanOrEqual(40)
  const title = await page.getByRole('heading', { level: 1 }).boundingBox()
  expect(title.y + title.height).toBeLessThanOrEqual(844 / 3)
  await expect(header.getByText(/(Invented|Test) patients/)).toBeInViewport()
  // What has no room waits behind one button; Escape puts it away.
  await expect(lock).toBeHidden()
  await page.getByRole('button', { name: 'Menu' }).click()
  await expect(header).toContainText('Northvale Urgent Treatment Centre')
  await expect(page.getByRole('link', { name: 'Find another patient' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(lock).toBeHidden()
  await page.getByRole('button', { name: 'Menu' }).press('Enter')
  await lock.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locked')
})

// proves: ARH-30
test('a banner that grows does not grow over what has the focus', { tag: '@http' }, async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 400 })
  await openPatient(page)
  await atRest(page)
  const card = page.getByRole('main').getByRole('link').last()
  await card.focus()
  // Put right below the banner, where a banner of three more lines would hide it.
  await card.evaluate((link) => {
    const banner = document.querySelector('.app-patient-banner')
    document.querySelector('main').append(Object.assign(document.createElement('div'), { style: 'height: 100vh' }))
    window.scrollBy(0, link.getBoundingClientRect().top - banner.getBoundingClientRect().bottom - 4)
    banner.style.paddingBottom = '72px'
  })
  await expect.poll(() => covered(page)).toBe(false)
})

test('the lines of the rail stay where they are, whichever is open', { tag: '@http' }, async ({ page }) => {
  await openPatient(page)
  await atRest(page)
  const rail = page.getByRole('navigation', { name: 'Areas of the record' })
  const lines = () => rail.getByRole('link').evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top))
  const before = await lines()
  for (const area of ['Problems', 'Consultations', 'Uncategorised data', 'Referrals']) {
    await rail.getByRole('link', { name: area }).click()
    await expect(rail.getByRole('link', { name: area })).toHaveAttribute('aria-current', 'page')
    expect(await lines(), area).toEqual(before)
  }
})

test.describe('closing', () => {
  // proves: ARH-58
  test('locking leaves nothing of the patient, and going back does not bring it', async ({ page }) => {
    await openPatient(page)
    await page.getByRole('button', { name: 'Lock' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locked')
    await expectAccessible(page)
    expect(await page.content()).not.toContain('HARTLEY')
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.content()).not.toContain('HARTLEY')
    await page.goto('locked')
    await page.getByRole('link', { name: 'Continue' }).click()
    await expect(page.getByLabel('NHS number')).toBeVisible()
  })

  test('a page of the record says that nobody is open after a reload', async ({ page }) => {
    await openPatient(page)
    await page.goto('medications')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No patient is open')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Find a patient' }).click()
    await expect(page.getByLabel('NHS number')).toBeVisible()
  })

  test('thirteen idle minutes warn, two more lock', async ({ page }) => {
    await page.clock.install()
    await openPatient(page)
    await page.clock.runFor('12:50')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.clock.runFor('00:20')
    const warning = page.getByRole('dialog', { name: 'Are you still there?' })
    await expect(warning).toContainText('This screen locks in 1 min')
    await expectAccessible(page)

    await warning.getByRole('button', { name: 'Stay' }).click()
    await expect(warning).toBeHidden()
    await page.clock.runFor('10:00')
    await expect(banner(page)).toContainText(NAME)
    await page.clock.runFor('05:10')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locked')
    expect(await page.content()).not.toContain('HARTLEY')
  })
})

test.describe('problems', () => {
  test('an address that is no page', async ({ page }) => {
    await page.goto('nothing-here')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Find a patient' }).click()
    await expect(page.getByLabel('NHS number')).toBeVisible()
  })

  test('a mistake in the settings is named with its field', async ({ page }) => {
    await page.route(/config\.json$/, (route) => route.fulfill({ json: { mode: 'sideways' } }))
    await page.goto('')
    await expect(page.getByRole('main')).toContainText('There is a mistake in the settings file')
    await expect(page.getByRole('main')).toContainText('mode')
    await expect(page.getByRole('main')).toContainText('No record was opened and nothing was sent')
    await expectAccessible(page)
  })

  test('when the app itself stops, the record goes and a safe page comes', async ({ page, complaints }) => {
    complaints.allow(/unreachable|src\/shell\/gallery\.rs/)
    await openPatient(page)
    await page.evaluate(() => history.pushState(null, '', 'gallery'))
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')))
    await page.getByRole('button', { name: 'Make this page stop working' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page stopped working')
    await expect(page.getByRole('main')).toContainText('it may or may not have been saved')
    expect(await page.content()).not.toContain('HARTLEY')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Start again' }).click()
    await expect(page.getByLabel('NHS number')).toBeVisible()
  })
})

test('every example of every component is accessible', { tag: '@http' }, async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto('gallery')
  const examples = page.locator('[data-example]')
  await expect(examples.first()).toBeVisible()
  const names = await examples.evaluateAll((all) => all.map((one) => one.dataset.example))
  for (const name of names) {
    await page.goto(`gallery?only=${name}`)
    await expect(examples).toHaveCount(1)
    await test.step(name, () => expectAccessible(page))
  }
})
