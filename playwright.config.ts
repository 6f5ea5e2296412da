import { defineConfig } from '@playwright/test'

export default defineConfig({
  projects: [{ name: 'self', testDir: 'tests/self' }],
  fullyParallel: true,
  workers: 2,
  retries: 0,
  outputDir: 'test-results',
})
