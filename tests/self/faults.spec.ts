/** Law 4: each fault breaks exactly what it names, each freedom breaks no MUST, the reference breaks nothing. */
import { expect, test } from '@playwright/test'
import { certifyInMemory, faultless } from '../../fixtures/in-memory.ts'
import { faults } from '../../fixtures/server/faults/index.ts'
import { freedoms } from '../../fixtures/server/freedoms/index.ts'
import { readEvidence } from '../../reports/evidence.ts'
import { checkedRequirements, requirement } from '../../spec/requirements/index.ts'
import { evidenceOf } from './evidence.ts'

test('the reference breaks nothing, and every MUST is judged', async () => {
  const { violated, verdict, requests } = await certifyInMemory(faultless)
  expect(violated).toEqual([])
  expect(verdict).toMatchObject({ verdict: 'conformant', exit: { code: 0, owner: 'none' } })
  expect(verdict.must.judged).toBe(verdict.must.total)
  expect(requests).toBeLessThanOrEqual(120)
})

test(`law 4 is proven for ${faults.length} faults and ${freedoms.length} freedoms`, () => {
  expect(faults.length).toBeGreaterThanOrEqual(180)
  expect(freedoms.length).toBeGreaterThanOrEqual(50)
  process.stdout.write(
    `law 4, one test each: ${faults.length} faults break exactly what they name, ${freedoms.length} freedoms break nothing\n`,
  )
})

for (const fault of faults) {
  test(`fault ${fault.id} breaks [${fault.breaks.join(', ')}] and nothing else`, async () => {
    const certification = await certifyInMemory(fault)
    expect(certification.violated).toEqual(fault.breaks.toSorted())
    expect(certification.requests).toBeLessThanOrEqual(120)
    // What is judged from evidence is a pure function of what is read from it.
    const { performances } = readEvidence(evidenceOf(certification))
    const same =
      JSON.stringify([...performances.values()]) === JSON.stringify(certification.performances)
    expect(same, 'evidence holds all that was judged').toBe(true)
  })
}

for (const freedom of freedoms) {
  test(`freedom ${freedom.id} is conformant, with remarks [${freedom.breaks.join(', ')}]`, async () => {
    const { violated, verdict } = await certifyInMemory(freedom)
    expect(violated).toEqual(freedom.breaks.toSorted())
    expect(freedom.breaks.filter((id) => requirement(id).level === 'MUST')).toEqual([])
    expect(verdict.verdict).toBe('conformant')
  })
}

test('every checked requirement is broken by a fault', () => {
  const broken = new Set(faults.flatMap(({ breaks }) => breaks))
  expect(checkedRequirements.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([])
})

test('every fault breaks something', () => {
  expect(faults.filter(({ breaks }) => breaks.length === 0)).toEqual([])
})
