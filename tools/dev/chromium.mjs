// Where Chromium and its driver are: named by the environment, else the first one found on PATH.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

function onPath(names) {
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const file = join(directory, name)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        // Not here: on to the next.
      }
    }
  }
}

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export const chromium = () => process.env.CHROMIUM || onPath(CHROMIUMS)

/** For journeys: the same browser without a window of its own, where the distribution has it, starts pages twice as fast. */
export const chromiumForJourneys = () => process.env.CHROMIUM || onPath(['chromium-headless-shell', ...CHROMIUMS])

/** For journeys that need what a browser without a window lacks: a PDF viewer, and a process for each site's frames. */
export const wholeChromium = () => (process.env.CHROMIUM?.includes('headless-shell') ? onPath(CHROMIUMS) : chromium())

export const chromedriver = () => process.env.CHROMEDRIVER || onPath(['chromedriver'])
