/** Report -> statement of a certificate. A pure function: everything else comes as `Facts`. */
import { DAY_MS } from '../../spec/lib/date.ts'
import { isOpen } from '../../spec/verdict/judge.ts'
import type { Report } from '../report/report.ts'
import {
  PREDICATE_TYPE,
  STATEMENT_TYPE,
  type Certificate,
  type CertifiedRequirement,
  type FuzzSummary,
  type Statement,
} from './statement.ts'
import { countsAsMust, reasonsAgainst } from './status.ts'

/**
 * How long a certificate is valid. A service changes with every release, so a year would be too long; three months is
 * the lifetime of a web server's certificate.
 */
export const VALID_DAYS = 90

export interface Facts {
  /** Digests of the files beside the certificate. */
  readonly sha256: { readonly report: string; readonly evidence: string }
  /** Further reports of the run, with their digests. */
  readonly others?: readonly { readonly name: string; readonly sha256: string }[]
  /** Digest of the files of the suite that take part in a run. */
  readonly suiteSha256: string
  /** Digest of the installed packages; absent: unknown. */
  readonly installedSha256?: string | undefined
  /** Who ran the suite, as they name themselves. */
  readonly issuer?: string | undefined
  /** Epoch milliseconds. */
  readonly issuedAt: number
  readonly variation?: string
  readonly cases: Certificate['run']['cases']
  readonly askedTwice: readonly string[]
  readonly attempts: Certificate['run']['attempts']
  readonly overrides: Certificate['overrides']
}

export function statementOf(report: Report, facts: Facts): Statement {
  const { sha256, others = [] } = facts
  const formflow = certificateOf(report, facts)
  const { requirements, suite, contract } = formflow
  const idsOf = (wanted: (requirement: CertifiedRequirement) => boolean): string[] =>
    requirements.filter(wanted).map(({ id }) => id)
  const must = (requirement: CertifiedRequirement): boolean =>
    countsAsMust(requirement, report.strict)
  const warnedTests = idsOf(
    (requirement) => requirement.outcome === 'violated' && !must(requirement),
  )
  const certified = formflow.status === 'certified'
  return {
    _type: STATEMENT_TYPE,
    subject: [
      { name: 'report.json', digest: { sha256: sha256.report } },
      { name: 'evidence.ndjson', digest: { sha256: sha256.evidence } },
      ...others.map((file) => ({ name: file.name, digest: { sha256: file.sha256 } })),
    ],
    predicateType: PREDICATE_TYPE,
    predicate: {
      result: !certified ? 'FAILED' : warnedTests.length > 0 ? 'WARNED' : 'PASSED',
      configuration: [
        { name: contract.file, digest: { sha256: contract.sha256 } },
        { name: `${suite.name} ${suite.version}`, digest: { sha256: suite.sha256 } },
      ],
      passedTests: idsOf(({ outcome }) => outcome === 'satisfied'),
      warnedTests,
      failedTests: idsOf(
        (requirement) =>
          must(requirement) && (requirement.outcome === 'violated' || isOpen(requirement.outcome)),
      ),
      formflow,
    },
  }
}

function certificateOf(report: Report, facts: Facts): Certificate {
  const { profile, strict, verdict, exit, must, traffic, startedAt, connection, runtime } = report
  const { cases, askedTwice, attempts, overrides, issuedAt, issuer, variation, installedSha256 } =
    facts
  const requirements = certified(report)
  const baseline = report.baseline ?? null
  const judged = { profile, strict, verdict, exit, requirements, baseline }
  const observed = { ...(connection ? { connection } : {}), ...(runtime ? { runtime } : {}) }
  const reasons = reasonsAgainst({ ...judged, ...observed, run: { cases } })
  const isCertified = reasons.length === 0
  return {
    schemaVersion: 1,
    status: isCertified ? 'certified' : 'not certified',
    reasons,
    ...(report.side ? { side: report.side } : {}),
    target: { ...report.target, ...(variation === undefined ? {} : { variation }) },
    ...(issuer === undefined ? {} : { issuer }),
    issued: new Date(issuedAt).toISOString(),
    ...(isCertified ? { expires: new Date(issuedAt + VALID_DAYS * DAY_MS).toISOString() } : {}),
    contract: report.contract,
    suite: {
      ...report.suite,
      sha256: facts.suiteSha256,
      ...(installedSha256 === undefined ? {} : { installed: installedSha256 }),
    },
    must,
    ...judged,
    notJudged: requirements
      .filter((requirement) => isOpen(requirement.outcome) && !countsAsMust(requirement, strict))
      .map(({ id }) => id),
    run: {
      startedAt,
      requests: traffic.requests,
      failedLogins: traffic.failedLogins,
      cases,
      askedTwice,
      attempts,
      ...(report.fuzz ? { fuzz: summaryOf(report.fuzz) } : {}),
    },
    overrides,
    ...observed,
    conditions: report.conditions ?? [],
  }
}

/** All requirements, the excluded ones last. */
const certified = ({ requirements, excluded }: Report): CertifiedRequirement[] => [
  ...requirements.map(({ id, level, source, outcome, statement, known, reason }) => ({
    id,
    level,
    source,
    outcome,
    ...(outcome === 'violated' ? { statement } : {}),
    ...(known ? { known } : {}),
    ...(reason === undefined ? {} : { reason }),
  })),
  ...excluded.map(({ id, level, reason }) => ({ id, level, outcome: 'excluded', reason }) as const),
]

const summaryOf = ({
  seed,
  runs,
  tried,
  leftOut,
  found,
}: NonNullable<Report['fuzz']>): FuzzSummary => ({
  seed,
  runs,
  tried,
  leftOut: leftOut.reduce((sum, { bodies }) => sum + bodies, 0),
  found: found.length,
})
