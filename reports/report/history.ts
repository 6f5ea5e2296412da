/** `FORMFLOW_HISTORY`: earlier runs, a line each, in the form that Allure 3 reads; what they were of and came to is ours. */
import { createHash } from 'node:crypto'
import type { Report, ReportedCase } from './report.ts'

/** One line. Ids and outcomes: nothing that a target said, so that the file stays small and tells no secret. */
export interface Remembered {
  readonly uuid: string
  readonly name: string
  /** Epoch milliseconds. */
  readonly timestamp: number
  readonly target: string
  /** How often this target had been run when this ended, itself included; lines may be gone, the count is not. */
  readonly attempt: number
  readonly verdict: Report['verdict']
  readonly testResults: Readonly<Record<string, RememberedCase>>
}

interface RememberedCase {
  readonly id: string
  /** Allure compares runs by it. */
  readonly historyId: string
  readonly status: 'failed' | 'passed' | 'skipped'
  /** When the run began, in epoch milliseconds. */
  readonly start: number
  /** Milliseconds that the target took. */
  readonly duration: number
}

/** So many runs of each target are kept. */
const KEPT = 50

/** What a run was of: the embedded server has another port each time. */
export const nameOfTarget = ({ embedded, baseUrl }: Report['target']): string =>
  embedded ? 'embedded reference server' : baseUrl

/** @returns what is wrong with a file that should be a history; `undefined` if nothing is */
export function historyProblem(text: string): string | undefined {
  const bad = text.split('\n').findIndex((line) => !isBlank(line) && entryOf(line) === undefined)
  return bad < 0 ? undefined : `line ${bad + 1} is no run of a history`
}

/** @returns how often this target has been run before, by what the file remembers */
export function attemptsIn(text: string, target: string): number {
  const own = linesOf(text).flatMap((line) => {
    const entry = entryOf(line)
    return entry?.target === target ? [entry.attempt ?? 0] : []
  })
  return Math.max(own.length, ...own)
}

/** The lines of one target's runs: others have no place in its trend. */
export const historyOf = (text: string, target: string): string =>
  joined(linesOf(text).filter((line) => entryOf(line)?.target === target))

/** @returns the whole file, with this run as its last line */
export function remembering(text: string, report: Report): string {
  const entry = remembered(report, attemptsIn(text, nameOfTarget(report.target)) + 1)
  const own = linesOf(text).filter((line) => entryOf(line)?.target === entry.target)
  const gone = new Set(own.slice(0, Math.max(0, own.length - KEPT + 1)))
  const kept = linesOf(text).filter((line) => !gone.has(line))
  return joined([...kept, JSON.stringify(entry)])
}

function remembered(report: Report, attempt: number): Remembered {
  const target = nameOfTarget(report.target)
  const timestamp = Date.parse(report.startedAt)
  // Cases that were drawn are other ones each time.
  const drawn = new Set(report.fuzz?.found.map((found) => found.case))
  const cases = report.cases.filter(({ id }) => !drawn.has(id))
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
        rememberedCase(reportedCase, timestamp),
      ]),
    ),
  }
}

const STATUS = {
  violated: 'failed',
  known: 'passed',
  satisfied: 'passed',
  inconclusive: 'skipped',
} as const

const rememberedCase = (
  { id, outcome, durationMs }: ReportedCase,
  start: number,
): RememberedCase => ({
  id,
  historyId: historyIdOf(id),
  status: STATUS[outcome],
  start,
  duration: durationMs,
})

/** As Allure 3 makes it of the id of a test and of its parameters, of which ours have none. */
export const historyIdOf = (caseId: string): string => `${md5(caseId)}.${md5('')}`

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

const isBlank = (line: string): boolean => line.trim() === ''

const linesOf = (text: string): string[] => text.split('\n').filter((line) => !isBlank(line))

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** A certificate counts on from it. */
const isCount = (attempt: number | undefined): boolean =>
  attempt === undefined || (Number.isSafeInteger(attempt) && attempt > 0)

/** Allure's own lines are a history too; they count for no target. */
function entryOf(
  line: string,
): (Pick<Remembered, 'timestamp' | 'testResults'> & Partial<Remembered>) | undefined {
  try {
    const value = JSON.parse(line) as Remembered | null
    const good = typeof value?.timestamp === 'number' && typeof value.testResults === 'object'
    return good && value.testResults !== null && isCount(value.attempt) ? value : undefined
  } catch {
    return undefined
  }
}
