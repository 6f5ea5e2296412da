/** `evidence.ndjson`: every exchange of a run, sealed, one a line. From it the run can be judged again. */
import type { ProgramRecord } from '../../spec/arrival.ts'
import type { Baseline } from '../../spec/verdict/baseline.ts'
import type { Case, Exchange, NotPerformed, Performance } from '../../spec/model.ts'
import { FUZZING } from '../../fixtures/fuzz/chapter.ts'
import { isTooDeep, MAX_DEPTH } from '../../spec/json-tokens.ts'
import type { Report } from '../report/report.ts'
import type { Material } from '../report/material.ts'

/** The first line: suite, contract, target and plan of the run. */
export interface EvidenceHead {
  readonly kind: 'run'
  readonly schemaVersion: 1
  readonly suite: Report['suite']
  readonly contract: Report['contract']
  readonly side?: 'client'
  readonly target: Report['target']
  readonly profile: Report['profile']
  readonly strict: boolean
  readonly requireAll?: true
  readonly conditions?: readonly string[]
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** Ids of the planned cases, in order. */
  readonly planned: readonly string[]
  /** Ids of the requirements that the run checked; any other is newer. */
  readonly requirements: readonly string[]
  /** Known failures, as the run applied them. */
  readonly baseline?: Baseline
}

interface ExchangeLine {
  readonly kind: 'exchange'
  readonly case: string
  /** Of the second performance of a case. */
  readonly again?: true
  readonly exchange: Exchange
}

/** What was seen of the program of a client. */
interface ProgramLine {
  readonly kind: 'program'
  readonly case: string
  readonly program: ProgramRecord
}

interface NotPerformedLine extends NotPerformed {
  readonly kind: 'not performed'
  readonly case: string
}

/** A case that fuzzing generated, and no file defines. */
interface GeneratedLine {
  readonly kind: 'born'
  readonly case: Case
}

/** The last line: totals, and why the run stopped early. */
interface EndLine {
  readonly kind: 'end'
  readonly traffic: Report['traffic']
  readonly stopped?: NotPerformed
}

type Line = EvidenceHead | ExchangeLine | ProgramLine | NotPerformedLine | GeneratedLine | EndLine

/** The content of a file of evidence. */
export interface Evidence {
  readonly head: EvidenceHead
  readonly performances: ReadonlyMap<string, Performance>
  /** Cases that fuzzing generated. */
  readonly generated: readonly Case[]
  /** Absent: the run was killed. */
  readonly end?: EndLine
}

/** The file is not the evidence of a run. The message is one line with the place. */
export class EvidenceError extends Error {
  override name = 'EvidenceError'
}

export function evidenceText(material: Material): string {
  const { suite, contract, target, profile, strict, startedAt, requirements, planned } = material
  const { results, traffic, stopped, baseline, conditions = [], requireAll, side } = material
  const { title, version, file, sha256 } = contract
  const lines: Line[] = [
    {
      kind: 'run',
      schemaVersion: 1,
      suite,
      contract: { title, version, file, sha256 },
      ...(side ? { side } : {}),
      target,
      profile,
      strict,
      ...(requireAll ? { requireAll: true } : {}),
      ...(conditions.length > 0 ? { conditions } : {}),
      startedAt: new Date(startedAt).toISOString(),
      planned: planned.map(({ id }) => id),
      requirements: requirements
        .filter(({ excluded }) => excluded === undefined)
        .map(({ id }) => id),
      ...(baseline ? { baseline } : {}),
    },
    ...[...results.values()].flatMap(({ performance, generated }) => [
      ...(generated ? [{ kind: 'born', case: generated } as const] : []),
      ...linesOf(performance),
    ]),
    { kind: 'end', traffic, ...(stopped ? { stopped } : {}) },
  ]
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

function linesOf({ caseId, exchanges, repeated = [], notPerformed, program }: Performance): Line[] {
  return [
    ...exchanges.map((exchange) => ({ kind: 'exchange', case: caseId, exchange }) as const),
    ...repeated.map(
      (exchange) => ({ kind: 'exchange', case: caseId, again: true, exchange }) as const,
    ),
    ...(program ? [{ kind: 'program', case: caseId, program } as const] : []),
    ...(notPerformed ? [{ kind: 'not performed', case: caseId, ...notPerformed } as const] : []),
  ]
}

/** @throws EvidenceError with the number of the line */
export function readEvidence(text: string): Evidence {
  const lines = text.split('\n').flatMap((line, at) => (line === '' ? [] : [lineOf(line, at + 1)]))
  const [head, ...rest] = lines
  if (head?.kind !== 'run') throw new EvidenceError('line 1: it is not the start of a run')
  if (head.schemaVersion !== 1)
    throw new EvidenceError(`line 1: schemaVersion must be 1, not ${String(head.schemaVersion)}`)
  const performances = new Map<string, Performance>()
  const generated: Case[] = []
  let end: EndLine | undefined
  for (const line of rest) {
    if (line.kind === 'end') end = line
    else if (line.kind === 'born') generated.push(newCase(line.case, generated))
    else if (line.kind === 'run')
      throw new EvidenceError('it has the evidence of more than one run')
    else {
      const before = performances.get(line.case) ?? { caseId: line.case, exchanges: [] }
      performances.set(line.case, withLine(before, line))
    }
  }
  return { head, performances, generated, ...(end ? { end } : {}) }
}

/** A case that no file defines; it must not take the place of one that a file does, nor of another one. */
function newCase(testCase: Case | null | undefined, before: readonly Case[]): Case {
  // Anyone may have written it; its form is checked later.
  const { id }: Partial<Case> = testCase ?? {}
  const taken = id === FUZZING || before.some((other) => other.id === id)
  if (typeof id === 'string' && (taken || !id.startsWith('fuzzing/')))
    throw new EvidenceError(`a generated case has the id ${shownId(id)}, which no run gives it`)
  return testCase as Case
}

const shownId = (id: string): string => (/^[\w/-]{1,80}$/.test(id) ? id : 'of another kind')

function withLine(
  before: Performance,
  line: ExchangeLine | NotPerformedLine | ProgramLine,
): Performance {
  if (line.kind === 'program') return { ...before, program: line.program }
  if (line.kind === 'not performed') {
    const { owner, reason } = line
    return { ...before, notPerformed: { owner, reason } }
  }
  return line.again
    ? { ...before, repeated: [...(before.repeated ?? []), line.exchange] }
    : { ...before, exchanges: [...before.exchanges, line.exchange] }
}

const KINDS: ReadonlySet<string> = new Set<Line['kind']>([
  'run',
  'exchange',
  'program',
  'not performed',
  'born',
  'end',
])

/** Claims of a token may nest to a limit, and stand some levels down in a line. */
const DEPTH = MAX_DEPTH + 16

function lineOf(text: string, number: number): Line {
  if (isTooDeep(text, DEPTH)) throw new EvidenceError(`line ${number}: it nests too deep`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new EvidenceError(`line ${number}: it is not JSON`)
  }
  if (typeof value !== 'object' || value === null || !KINDS.has((value as Line).kind))
    throw new EvidenceError(`line ${number}: no run writes a line of its kind`)
  return value as Line
}
