/** Runs every fault against the cases of every profile, for docs/detection.md. */
import { requestsOf, failedLoginsOf } from '../../fixtures/cases/cost.ts'
import { cases, casesIn, profiles } from '../../fixtures/cases/index.ts'
import type { Certification } from '../../fixtures/run/certify.ts'
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
  const isExact = ({ violated }: Certification): boolean =>
    JSON.stringify(violated) === JSON.stringify(breaks.toSorted())
  const smoke = await certifyInMemory(fault, { planned: casesIn('smoke'), maxRequests: 12 })
  const gate = await certifyInMemory(fault, { planned: casesIn('gate'), maxRequests: 58 })
  const certify = await certifyInMemory(fault)
  const all = await certifyInMemory(fault, {
    planned: cases,
    maxRequests: Infinity,
    maxFailedLogins: Infinity,
  })
  return {
    id,
    title,
    area,
    breaks,
    exact: isExact(certify),
    gate: isExact(gate),
    smoke: smoke.violated.some((violated) => breaks.includes(violated)),
    foundBy: findersOf(all.findings, breaks),
  }
}

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
