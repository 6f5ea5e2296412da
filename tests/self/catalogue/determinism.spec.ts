/** The same target gives the same findings, every time. */
import { expect, test } from '@playwright/test'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'

test('fifty servers of the reference, each with credentials of its own, give the same findings', async () => {
  const told = new Set<string>()
  for (let run = 0; run < 50; run += 1) {
    const { findings, requests } = await certifyInMemory(faultless)
    told.add(JSON.stringify([findings, requests]))
  }
  expect(told.size).toBe(1)
})
