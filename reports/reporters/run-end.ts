/** A run that has ended, and what its report is made of. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FullResult } from '@playwright/test/reporter'
import type { Executor } from '../../fixtures/config/ci.ts'
import type { Run } from '../../fixtures/run/run.ts'
import type { Started } from '../../fixtures/run/assemble.ts'
import type { Case, NotPerformed } from '../../spec/model.ts'
import { requirements } from '../../spec/requirements/index.ts'
import type { Facts } from '../certificate/build.ts'
import type { CertificateFiles } from '../certificate/files.ts'
import type { Report } from '../report/report.ts'
import type { Material } from '../report/material.ts'
import { baseUrlText } from '../../spec/lib/base-url.ts'

/** Writes a whole file or none. */
export type WriteFile = (file: string, text: string) => void

export interface Ended {
  readonly run: Run
  readonly started: Started
  readonly planned: readonly Case[]
  readonly status: FullResult['status']
  /** What went wrong within the suite. */
  readonly problems: readonly string[]
  readonly executor: Executor
  /** Why one of the reports is not there, or not whole: the system's code. */
  readonly unwritten?: string | undefined
  /** What a certificate says of the run besides its report. */
  readonly circumstances: Pick<Facts, 'overrides'> & {
    /** How many cases the profile has; fewer may have been asked for. */
    readonly cases: number
  }
  /** Told of the certificate that was written. */
  readonly onCertificate?: (certificate: CertificateFiles) => void
}

/**
 * @param problems within the suite, the first of which the run ended with
 * @param byOther why the run counts for nothing, if neither suite nor gateway say so
 */
export function materialOf(
  { run, started, planned, status, unwritten }: Ended,
  problems: readonly string[],
  byOther?: NotPerformed,
): Material {
  const { settings } = run
  const { gateway, target, contract } = started
  const baseline = run.baseline()
  const cut = gateway.stopped() ?? byOther ?? unwrittenBy(unwritten)
  const stopped = whyStopped(problems, cut, status)
  return {
    suite: suiteVersion(),
    contract,
    target: {
      baseUrl: baseUrlText(target.baseUrl),
      embedded: target.embedded,
      protectedPath: target.protectedPath,
      expiredToken: gateway.expiredWay() ?? null,
    },
    profile: settings.profile,
    strict: settings.strict,
    startedAt: run.startedAt,
    traffic: { ...gateway.traffic(), durationMs: Date.now() - run.startedAt },
    requirements,
    planned,
    results: run.results,
    ...(stopped ? { stopped } : {}),
    ...(baseline ? { baseline } : {}),
  }
}

const unwrittenBy = (code: string | undefined): NotPerformed | undefined =>
  code === undefined
    ? undefined
    : {
        owner: 'environment',
        reason: `the reports cannot be written (${code}); what stands in the folder is not whole`,
      }

function whyStopped(
  [problem]: readonly string[],
  byGateway: NotPerformed | undefined,
  status: FullResult['status'],
): NotPerformed | undefined {
  if (problem !== undefined) return { owner: 'suite', reason: problem }
  if (byGateway) return byGateway
  if (status === 'interrupted') return { owner: 'environment', reason: 'the run was interrupted' }
  if (status === 'timedout')
    return { owner: 'environment', reason: 'the run took longer than it may' }
  return undefined
}

function suiteVersion(): Report['suite'] {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Report['suite']
  return { name, version }
}
