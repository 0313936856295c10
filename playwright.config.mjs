// Journeys through the built app, in the system's Chromium: ./dev test browser
import { defineConfig } from '@playwright/test'
import { chromiumForJourneys } from './tools/dev/chromium.mjs'

export const common = {
  testDir: 'tests/browser',
  outputDir: 'tests/browser/results/files',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  // A journey that passes only at the second try is named at the end of ./dev test. What must never happen even once
  // (races, interrupted, seen-through) has no second try.
  retries: 1,
  // Twice as many as the two cores that this is meant for: a journey works for half of its time, and waits for a timer or a
  // slow practice in the other half.
  workers: 4,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: chromiumForJourneys(), args: ['--disable-background-networking'] },
    viewport: { width: 1366, height: 768 },
    actionTimeout: 15_000,
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
}

// Journeys that go through what the provider in the page changes: how the app starts and is served below a path, the
// connection that is no network, DOMPurify in place of setHTML, and bookings held in memory. What judges a screen that is drawn from
// the same answer runs over HTTP alone.
const ALSO_IN_THE_PAGE = /\/(appointments|documents|find|hub|integrity|interrupted|nginx|practice-view|privacy|record|seen-through|settings|shell|start|tasks|write-back)\.spec\.mjs$/

// A journey that only makes sense over a network, or only without one, says so by its tag: @http or @page. So does one of
// sizes and focus alone, which no transport changes.
// Zones and languages far from the practice: what the app shows must not depend on either (APT-09, APT-10).
export default defineConfig({
  ...common,
  reporter: [['list'], ['json', { outputFile: 'tests/browser/results/report.json' }]],
  projects: [
    { name: 'http', grepInvert: /@page/, use: { served: 'http', timezoneId: 'Pacific/Auckland', locale: 'en-US' } },
    { name: 'page', testMatch: ALSO_IN_THE_PAGE, grepInvert: /@http/, use: { served: 'page', timezoneId: 'America/Los_Angeles', locale: 'de-DE' } },
  ],
})
