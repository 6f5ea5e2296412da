/** The reference violates nothing, each fault exactly what it names, each freedom no MUST. */
import { expect, test } from '@playwright/test'
import { certifyInMemory, faultless, MAX_REQUESTS } from '../../../fixtures/run/in-memory.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import type { Variation } from '../../../fixtures/server/variation.ts'
import { readEvidence } from '../../../reports/evidence/evidence.ts'
import { checkedRequirements, requirement } from '../../../spec/requirements/index.ts'
import { evidenceOf } from '../../support/evidence.ts'
import { present } from '../../support/exchange.ts'
import { faultFilesFor } from '../../support/subjects.ts'

test('the reference violates nothing, and every MUST is judged', async () => {
  const { violated, verdict, requests } = await certifyInMemory(faultless)
  expect(violated).toEqual([])
  expect(verdict).toMatchObject({ verdict: 'conformant', exit: { code: 0, owner: 'none' } })
  expect(verdict.must.judged).toBe(verdict.must.total)
  expect(requests).toBeLessThanOrEqual(MAX_REQUESTS)
})

test(`the catalogue has ${faults.length} faults and ${freedoms.length} freedoms`, () => {
  expect(faults.length).toBeGreaterThanOrEqual(180)
  expect(freedoms.length).toBeGreaterThanOrEqual(50)
  process.stdout.write(
    `${faults.length} faults violate exactly what they name, ${freedoms.length} freedoms violate no MUST\n`,
  )
})

for (const fault of faults) {
  test(`fault ${fault.id} breaks [${fault.breaks.join(', ')}] and nothing else`, async () => {
    const certification = await certifyInMemory(fault)
    // The findings are a pure function of the performances, so it is enough to compare those.
    const { performances } = readEvidence(evidenceOf(certification))
    const inEvidence = JSON.stringify([...performances.values()])
    // Compared together: every expectation of the runner takes a stack trace, and there are many faults.
    expect({
      violated: certification.violated,
      affordable: certification.requests <= MAX_REQUESTS,
      evidenceHoldsAllThatWasJudged: inEvidence === JSON.stringify(certification.performances),
    }).toEqual({
      violated: fault.breaks.toSorted(),
      affordable: true,
      evidenceHoldsAllThatWasJudged: true,
    })
  })
}

/** Servers of which a requirement about some servers says nothing: every other MUST is judged. */
for (const id of [
  'signed-with-es256',
  'signed-with-eddsa',
  'signed-with-hs256',
  'strict-validation-pipe',
  'gateway-refuses-other-methods',
])
  test(`every MUST that is about ${id} is judged`, async () => {
    const { verdict } = await certifyInMemory(
      present(freedoms.find((freedom) => freedom.id === id)),
    )
    expect(verdict.must.judged).toBe(verdict.must.total)
  })

const mustsOf = ({ breaks }: Variation): string[] =>
  breaks.filter((id) => requirement(id).level === 'MUST')

for (const freedom of freedoms) {
  test(`freedom ${freedom.id} is conformant, with remarks [${freedom.breaks.join(', ')}]`, async () => {
    const { violated, verdict } = await certifyInMemory(freedom)
    expect({ violated, verdict: verdict.verdict, musts: mustsOf(freedom) }).toEqual({
      violated: freedom.breaks.toSorted(),
      verdict: 'conformant',
      musts: [],
    })
  })
}

test('every checked requirement is broken by a fault', () => {
  const broken = new Set(faults.flatMap(({ breaks }) => breaks))
  const unbroken = checkedRequirements.map(({ id }) => id).filter((id) => !broken.has(id))
  expect(unbroken.map((id) => `${id}: no fault breaks it; add one in ${placeFor(id)}`)).toEqual([])
})

const placeFor = (id: string): string => faultFilesFor(id).join(' or ') || 'fixtures/server/faults/'

test('every fault breaks something', () => {
  const harmless = faults.filter(({ breaks }) => breaks.length === 0)
  expect(
    harmless.map(({ id }) => `${id}: breaks nothing; name what it breaks, or make it a freedom`),
  ).toEqual([])
})
