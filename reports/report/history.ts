/** `FORMFLOW_HISTORY`: a line per run, in the form that Allure 3 reads, with target, attempt and verdict added. */
import { createHash } from 'node:crypto'
import { STATUS, type CaseStatus, type EarlierRun } from './changes.ts'
import type { Report, ReportedCase } from './report.ts'

/** One line. It holds ids and outcomes only: nothing from the target, so the file stays small and holds no secret. */
export interface HistoryEntry {
  readonly uuid: string
  readonly name: string
  /** Epoch milliseconds. */
  readonly timestamp: number
  readonly target: string
  /** The number of this run of the target, from 1; it counts runs whose lines were removed too. */
  readonly attempt: number
  readonly verdict: Report['verdict']
  readonly testResults: Readonly<Record<string, HistoryCase>>
}

interface HistoryCase {
  readonly id: string
  /** Allure compares runs by it. */
  readonly historyId: string
  readonly status: CaseStatus
  /** Start of the run, in epoch milliseconds. */
  readonly start: number
  /** Milliseconds. */
  readonly duration: number
}

/** Runs of each target that are kept. */
const MAX_RUNS = 50

/** The embedded server has another port in each run, so its address is left out. */
export const nameOfTarget = ({
  embedded,
  baseUrl,
}: Pick<Report['target'], 'embedded' | 'baseUrl'>): string =>
  embedded ? 'embedded reference server' : baseUrl

/** @returns what is wrong with a file that should be a history; `undefined` if nothing is */
export function historyProblem(text: string): string | undefined {
  const bad = text.split('\n').findIndex((line) => !isBlank(line) && entryOf(line) === undefined)
  return bad < 0 ? undefined : `line ${bad + 1} is not a run of a history`
}

/** @returns how many runs of the target there were, as far as the file knows */
export function attemptsIn(text: string, target: string): number {
  const attempts = linesOf(text).flatMap((line) => {
    const entry = entryOf(line)
    return entry?.target === target ? [entry.attempt ?? 0] : []
  })
  return Math.max(attempts.length, ...attempts)
}

/** The last run of the target; `undefined`: the file has none. */
export function lastRunIn(text: string, target: string): EarlierRun | undefined {
  const entry = linesOf(text)
    .map(entryOf)
    .findLast((found) => found?.target === target && isVerdict(found.verdict))
  const startedAt = new Date(entry?.timestamp ?? Number.NaN)
  if (!isVerdict(entry?.verdict) || Number.isNaN(startedAt.getTime())) return undefined
  const cases = Object.values(entry.testResults).filter(isHistoryCase)
  return {
    startedAt: startedAt.toISOString(),
    verdict: entry.verdict,
    statuses: new Map(cases.map(({ id, status }) => [id, status])),
  }
}

const VERDICTS = ['conformant', 'non-conformant', 'undetermined'] as const

const isVerdict = (verdict: unknown): verdict is Report['verdict'] =>
  VERDICTS.some((known) => known === verdict)

/**
 * The lines of one target, for Allure: other targets have no place in its trend. Anyone may have written the file, and
 * Allure makes links of some members, so only those are passed on that a run writes.
 */
export const historyOf = (text: string, target: string): string =>
  joined(
    linesOf(text).flatMap((line) => {
      const entry = entryOf(line)
      return entry?.target === target ? [JSON.stringify(knownMembers(entry))] : []
    }),
  )

function knownMembers({ uuid, name, timestamp, testResults }: Entry): object {
  const cases = Object.entries(testResults).flatMap(([key, value]) =>
    isHistoryCase(value) ? [[key, value] as const] : [],
  )
  return {
    uuid: String(uuid),
    name: String(name),
    timestamp,
    testResults: Object.fromEntries(
      cases.map(([key, { id, historyId, status, start, duration }]) => [
        key,
        { id, historyId, status, start, duration },
      ]),
    ),
  }
}

function isHistoryCase(value: unknown): value is HistoryCase {
  if (typeof value !== 'object' || value === null) return false
  const { id, historyId, status, start, duration } = value as Partial<HistoryCase>
  return (
    typeof id === 'string' &&
    typeof historyId === 'string' &&
    /^(failed|passed|skipped|broken|unknown)$/.test(String(status)) &&
    typeof start === 'number' &&
    typeof duration === 'number'
  )
}

/** @returns the whole file, with this run as its last line */
export function withRun(text: string, report: Report): string {
  const entry = entryFor(report, attemptsIn(text, nameOfTarget(report.target)) + 1)
  const earlier = linesOf(text).filter((line) => entryOf(line)?.target === entry.target)
  const removed = new Set(earlier.slice(0, Math.max(0, earlier.length - MAX_RUNS + 1)))
  const kept = linesOf(text).filter((line) => !removed.has(line))
  return joined([...kept, JSON.stringify(entry)])
}

function entryFor(report: Report, attempt: number): HistoryEntry {
  const target = nameOfTarget(report.target)
  const timestamp = Date.parse(report.startedAt)
  // Cases that fuzzing generated are different in each run.
  const generated = new Set(report.fuzz?.found.map((found) => found.case))
  const cases = report.cases.filter(({ id }) => !generated.has(id))
  return {
    uuid: md5(`${target} ${report.startedAt}`),
    name: `${target}: ${report.verdict}`,
    timestamp,
    target,
    attempt,
    verdict: report.verdict,
    testResults: Object.fromEntries(
      cases.map((reportedCase) => [
        historyIdOf(reportedCase.id),
        historyCase(reportedCase, timestamp),
      ]),
    ),
  }
}

const historyCase = ({ id, outcome, durationMs }: ReportedCase, start: number): HistoryCase => ({
  id,
  historyId: historyIdOf(id),
  status: STATUS[outcome],
  start,
  duration: durationMs,
})

/** As Allure 3 makes it from the id of a test and its parameters, of which our tests have none. */
export const historyIdOf = (caseId: string): string => `${md5(caseId)}.${md5('')}`

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

const isBlank = (line: string): boolean => line.trim() === ''

const linesOf = (text: string): string[] => text.split('\n').filter((line) => !isBlank(line))

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** Certificates show the number that follows. */
const isCount = (attempt: number | undefined): boolean =>
  attempt === undefined || (Number.isSafeInteger(attempt) && attempt > 0)

type Entry = Pick<HistoryEntry, 'timestamp' | 'testResults'> & Partial<HistoryEntry>

/** Lines of Allure, without our members, are valid too; they count for no target. */
function entryOf(line: string): Entry | undefined {
  try {
    const value = JSON.parse(line) as HistoryEntry | null
    const valid = typeof value?.timestamp === 'number' && typeof value.testResults === 'object'
    return valid && value.testResults !== null && isCount(value.attempt) ? value : undefined
  } catch {
    return undefined
  }
}
