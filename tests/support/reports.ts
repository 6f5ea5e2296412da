/** Small runs with made-up findings, for the tests of reports. */
import { buildReport } from '../../reports/report/build.ts'
import { conditionsOf } from '../../reports/report/conditions.ts'
import type { Report } from '../../reports/report/report.ts'
import type { Baseline } from '../../spec/verdict/baseline.ts'
import type {
  Case,
  Exchange,
  Finding,
  Known,
  Level,
  Requirement,
  Violation,
} from '../../spec/model.ts'
import { caseOf, contract, NOON_S, sight } from './exchange.ts'
import type { Result } from '../../fixtures/run/result.ts'
import type { Material } from '../../reports/report/material.ts'

export const wanted = (
  id: string,
  level: Level = 'MUST',
  more: Partial<Requirement> = {},
): Requirement => ({
  id,
  level,
  source: 'contract',
  reference: `/${id}`,
  statement: `${id} holds.`,
  why: `Clients rely on ${id}.`,
  ...more,
})

type Found = Omit<Finding, 'case'>

export const satisfied = (requirement: string, remark?: string): Found => ({
  requirement,
  outcome: 'satisfied',
  violations: [],
  ...(remark === undefined ? {} : { remark }),
})

export const open = (requirement: string, reason: string): Found => ({
  requirement,
  outcome: 'inconclusive',
  violations: [],
  reason,
})

export const violated = (requirement: string, ...actual: readonly string[]): Found => ({
  requirement,
  outcome: 'violated',
  violations: actual.map((observed): Violation => ({
    where: 'body',
    expected: 'good',
    actual: observed,
  })),
})

/** A case that exists to prove these requirements. */
export function proving(id: string, ...proves: readonly string[]): Case {
  const { step } = sight()
  return { ...caseOf(id, [{ ...step, proves }]), chapter: id.split('/', 1)[0] ?? '' }
}

interface Scenario extends Partial<Material> {
  /** The findings of each case; `undefined`: planned, but not run. */
  readonly cases: readonly (readonly [testCase: Case, findings: readonly Found[] | undefined])[]
}

/** The report of a run in which every case has one exchange of 5 ms. */
export function reportOf({ cases, ...parts }: Scenario): Report {
  const results = cases.flatMap(([testCase, findings]): [string, Result][] =>
    findings ? [[testCase.id, resultOf(testCase, findings)]] : [],
  )
  const target = {
    baseUrl: 'https://api.example/gateway',
    embedded: false,
    protectedPath: '/api/template',
    expiredToken: 'configured',
  }
  const { connection, runtime, ...others } = parts
  const facts = {
    target,
    profile: 'certify',
    ...others,
    ...(connection ? { connection } : {}),
    ...(runtime ? { runtime } : {}),
  } as const
  return buildReport({
    suite: { name: 'formflow-token-conformance', version: '0.1.0' },
    contract,
    ...facts,
    conditions: conditionsOf({ ...facts, overrides: [] }),
    strict: false,
    startedAt: NOON_S * 1000,
    traffic: { requests: results.length, failedLogins: 0, durationMs: 1234, waitedMs: 0 },
    requirements: [],
    planned: cases.map(([testCase]) => testCase),
    results: new Map(results),
    ...parts,
  })
}

function resultOf(testCase: Case, findings: readonly Found[]): Result {
  const { exchange } = sight()
  const request: Exchange['request'] = { ...exchange.request, target: '/gateway/api/token' }
  return {
    performance: { caseId: testCase.id, exchanges: [{ ...exchange, request }] },
    findings: findings.map((finding) => ({ ...finding, case: testCase.id })),
  }
}

/** An entry of a baseline. */
export const entry = (requirement: string, id?: string, more: Partial<Known> = {}): Known => ({
  requirement,
  ...(id === undefined ? {} : { case: id }),
  reason: 'FF-7',
  owner: 'Platform',
  expires: '2026-01-31',
  ...more,
})

/** A baseline on a day before its entries expire. */
export const listing = (...entries: readonly Known[]): Baseline => ({
  file: 'known.json',
  sha256: 'ab'.repeat(32),
  day: '2026-01-15',
  whole: true,
  entries,
})
