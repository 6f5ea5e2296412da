/** A certification in memory as evidence, and the report from that evidence. */
import type { Certification } from '../../fixtures/run/certify.ts'
import { caseById, casesIn } from '../../fixtures/cases/index.ts'
import { evidenceText, readEvidence } from '../../reports/evidence/evidence.ts'
import { rejudge, type Rejudged } from '../../reports/evidence/rejudge.ts'
import { requirements } from '../../spec/requirements/index.ts'
import { resultsOf } from './run-results.ts'
import { contract } from './exchange.ts'
import type { Material } from '../../reports/report/material.ts'

export const materialOf = ({
  performances,
  findings,
}: Pick<Certification, 'performances' | 'findings'>): Material => ({
  suite: { name: 'suite', version: '1.0.0' },
  contract,
  target: {
    baseUrl: 'https://formflow.example',
    embedded: false,
    protectedPath: '/api/template',
    expiredToken: null,
  },
  profile: 'certify',
  strict: false,
  startedAt: Date.UTC(2026, 0, 15, 12),
  traffic: { requests: 126, failedLogins: 18, durationMs: 5, waitedMs: 0 },
  requirements,
  planned: casesIn('certify'),
  results: resultsOf(performances, findings),
})

export const judgedAgain = (text: string): Rejudged =>
  rejudge(readEvidence(text), contract, requirements, caseById)

export const evidenceOf = (certification: Certification): string =>
  evidenceText(materialOf(certification))
