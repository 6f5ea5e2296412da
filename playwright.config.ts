import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { runInput } from './fixtures/config/index.ts'

// Certification has one gateway and writes reports; the self-tests do neither.
const certifying = process.argv.includes('--project=server')
const reports = certifying ? runInput().settings.reportsDir : ''

export default defineConfig({
  retries: 0,
  forbidOnly: true,
  // Nothing is kept in it, but two runs at the same time must not clear each other's folder.
  outputDir: certifying ? join(reports, 'test-results') : 'test-results',
  preserveOutput: 'never',
  use: { trace: 'off' },
  projects: [
    // Long enough for a whole certification with many failed tests, after which a new worker starts.
    { name: 'self', testDir: 'tests/self', fullyParallel: true, timeout: 120_000 },
    // No time-out: the gateway has deadlines, and a pause for the rate limit is no failure.
    { name: 'server', testMatch: 'tests/server.spec.ts', timeout: 0 },
  ],
  ...(certifying
    ? {
        workers: 1,
        globalSetup: './fixtures/global-setup.ts',
        reporter: [
          ['./reports/reporters/strip.ts'],
          [
            './reports/allure/reporter.ts',
            { resultsDir: join(reports, 'allure-results'), detail: false },
          ],
          ['./reports/reporters/conformance.ts'],
        ],
      }
    : { workers: 2, reporter: 'dot' }),
})
