// A picture of each screen in each size: ./dev screenshots
import { defineConfig } from '@playwright/test'
import { common } from '../../playwright.config.mjs'

const size = (width, height) => ({ name: `${width}x${height}`, use: { served: 'http', viewport: { width, height } } })

export default defineConfig({
  ...common,
  testDir: '.',
  testMatch: 'screenshots.mjs',
  outputDir: 'results/files',
  reporter: [['list'], ['json', { outputFile: 'results/report.json' }]],
  projects: [size(1366, 768), size(1024, 768), size(390, 844)],
})
