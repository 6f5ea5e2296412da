import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { readSettings } from './fixtures/env.ts'

// Certification has one gateway, and its own reports; the self-tests need neither.
const certifying = process.argv.includes('--project=server')
const reports = certifying ? readSettings().reportsDir : ''

export default defineConfig({
  retries: 0,
  forbidOnly: true,
  outputDir: 'test-results',
  preserveOutput: 'never',
  use: { trace: 'off' },
  projects: [
    { name: 'self', testDir: 'tests/self', fullyParallel: true },
    // No time-out: the gateway has its own deadlines, and a pause for the pace is no failure.
    { name: 'server', testMatch: 'tests/server.spec.ts', timeout: 0 },
  ],
  ...(certifying
    ? {
        workers: 1,
        globalSetup: './fixtures/setup.ts',
        reporter: [
          ['junit', { outputFile: join(reports, 'junit.xml') }],
          ['allure-playwright', { resultsDir: join(reports, 'allure-results'), detail: false }],
          ['./reports/reporter.ts'],
        ],
      }
    : { workers: 2, reporter: 'dot' }),
})
