import { availableParallelism } from 'node:os'
import { extname, join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { handedOver, reportsFolder } from './fixtures/config/index.ts'
import { shortenStacksOfSteps } from './fixtures/step-stacks.ts'

// Each worker loads this file before the tests.
shortenStacksOfSteps()

const reports = reportsFolder()

/** `.ts` in a checkout, `.js` in a package. */
const extension = extname(import.meta.filename)

/** Absolute: with Plug'n'Play the runner does not find what is relative to this file. */
const module = (path: string): string => join(import.meta.dirname, `${path}${extension}`)

// This variable adds a reporter whatever `--reporter` and an editor choose: without it nobody would judge the results.
process.env['PW_TEST_REPORTER'] ??= module('reports/reporters/conformance')

export default defineConfig({
  retries: 0,
  forbidOnly: true,
  preserveOutput: 'never',
  use: { trace: 'off' },
  // Each takes a core, and some 200 MB.
  workers: Math.min(8, Math.max(2, availableParallelism())),
  globalSetup: module('reports/reporters/global-setup'),
  projects: [
    // Long enough for several whole certifications.
    {
      name: 'self',
      testDir: 'tests/self',
      outputDir: 'test-results',
      fullyParallel: true,
      timeout: 120_000,
    },
    // The pages of a run in the Chromium of the system, if there is one.
    {
      name: 'browser',
      testDir: 'tests/browser',
      outputDir: 'test-results/browser',
      workers: 1,
      timeout: 120_000,
    },
    {
      name: 'server',
      testMatch: `tests/server.spec${extension}`,
      // Nothing is kept in it, but two runs at the same time must not clear each other's folder.
      outputDir: join(reports, 'test-results'),
      workers: 1,
      // The gateway has deadlines, and a pause for the rate limit is no failure.
      timeout: 0,
    },
  ],
  // The reporter of the variable above prints what the command prints.
  reporter: [[module('reports/reporters/strip')], ...(handedOver() ? [] : [['dot'] as const])],
})
