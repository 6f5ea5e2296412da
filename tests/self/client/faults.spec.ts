/** The reference client violates nothing, each faulty client exactly what it names, each freedom no MUST. */
import { expect, test } from '@playwright/test'
import { clientFaults } from '../../../fixtures/client/faults/index.ts'
import { clientFreedoms } from '../../../fixtures/client/freedoms/index.ts'
import { certifyClientInMemory } from '../../../fixtures/client/reference/memory.ts'
import { clientRequirements, requirement } from '../../../spec/requirements/index.ts'

test('the reference client violates nothing, and every requirement is tested', async () => {
  const { violated, verdict } = await certifyClientInMemory({ alter: () => ({}) })
  expect(violated).toEqual([])
  expect(verdict).toMatchObject({ verdict: 'conformant', exit: { code: 0, owner: 'none' } })
  expect(verdict.requirements.filter(({ outcome }) => outcome !== 'satisfied')).toEqual([])
  expect(verdict.must.judged).toBe(verdict.must.total)
})

test(`the catalogue has ${clientFaults.length} faulty clients and ${clientFreedoms.length} freedoms`, () => {
  expect(clientFaults.length).toBeGreaterThanOrEqual(50)
  expect(clientFreedoms.length).toBeGreaterThanOrEqual(15)
})

for (const { id, breaks, alter } of clientFaults)
  test(`${id} breaks [${breaks.join(', ')}] and nothing else`, async () => {
    const { violated } = await certifyClientInMemory({ alter })
    expect(violated).toEqual(breaks.toSorted())
  })

for (const { id, breaks, alter } of clientFreedoms)
  test(`${id} is conformant, with remarks [${breaks.join(', ')}]`, async () => {
    const { violated, verdict } = await certifyClientInMemory({ alter })
    expect({ violated, verdict: verdict.verdict }).toEqual({
      violated: breaks.toSorted(),
      verdict: 'conformant',
    })
    expect(breaks.filter((broken) => requirement(broken).level === 'MUST')).toEqual([])
    expect(verdict.must.judged).toBe(verdict.must.total)
  })

test('every requirement on clients is broken by a faulty client', () => {
  const broken = new Set(clientFaults.flatMap(({ breaks }) => breaks))
  expect(clientRequirements.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([])
})
