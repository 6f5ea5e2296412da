/** Certifies every fault, for docs/detection.md. */
import { requestsOf, failedLoginsOf } from '../../fixtures/cases/cost.ts'
import { casesIn, profiles } from '../../fixtures/cases/index.ts'
import { certifyInMemory } from '../../fixtures/run/in-memory.ts'
import { faultsByFile } from '../../fixtures/server/faults/index.ts'
import type { Variation } from '../../fixtures/server/variation.ts'
import type { Cost, Detected } from './pages/detection.ts'
import type { Finding } from '../../spec/model.ts'

export const costs: readonly Cost[] = profiles.map((profile) => {
  const selected = casesIn(profile)
  return {
    profile,
    cases: selected,
    requests: requestsOf(selected),
    failedLogins: failedLoginsOf(selected),
  }
})

export async function detection(): Promise<Detected[]> {
  const detected: Detected[] = []
  for (const [area, faults] of Object.entries(faultsByFile))
    for (const fault of faults) detected.push(await detect(area, fault))
  return detected
}

async function detect(area: string, fault: Variation): Promise<Detected> {
  const { id, title, breaks } = fault
  const { findings, violated } = await certifyInMemory(fault)
  const smoke = await certifyInMemory(fault, { planned: casesIn('smoke'), maxRequests: 12 })
  // Its cases share fewer requests than those of `certify`, so that it finds at most what they found there.
  const found = findings.filter(({ outcome, case: by }) => outcome === 'violated' && inGate.has(by))
  const gate =
    isExactly(breaks, [...new Set(found.map(({ requirement }) => requirement))]) &&
    (await certifyInMemory(fault, { planned: casesIn('gate'), maxRequests: 58 }))
  return {
    id,
    title,
    area,
    breaks,
    exact: isExactly(breaks, violated),
    gate: gate && isExactly(breaks, gate.violated),
    smoke: smoke.violated.some((requirement) => breaks.includes(requirement)),
    foundBy: findersOf(findings, breaks),
  }
}

const inGate = new Set(casesIn('gate').map(({ id }) => id))

const isExactly = (breaks: readonly string[], violated: readonly string[]): boolean =>
  JSON.stringify(violated.toSorted()) === JSON.stringify(breaks.toSorted())

/** Case -> the broken requirements that it found violated. */
export function findersOf(
  findings: readonly Finding[],
  breaks: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { outcome, requirement, case: id } of findings)
    if (outcome === 'violated' && breaks.includes(requirement))
      found.set(id, [...(found.get(id) ?? []), requirement])
  return found
}
