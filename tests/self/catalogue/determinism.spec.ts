/** The same target gives the same findings, every time. */
import { expect, test } from '@playwright/test'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'

test('ten reference servers with different credentials give the same findings', async () => {
  const results = new Set<string>()
  for (let run = 0; run < 10; run += 1) {
    const { findings, requests } = await certifyInMemory(faultless)
    results.add(JSON.stringify([findings, requests]))
  }
  expect(results.size).toBe(1)
})
