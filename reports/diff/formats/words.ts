/** What changed, in words; how they are set is for each format. */
import { brief } from '../../../spec/lib/digest.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import type {
  CaseChange,
  Diff,
  Regression,
  RequirementChange,
  SeenViolation,
  Side,
} from '../model.ts'
import { counted } from '../../formats/text/columns.ts'
import { profileWords, seconds, whichTarget } from '../../formats/text/run-text.ts'

/** So much of what a target says is shown; diff.json has it all. */
const SHOWN = 100
export const shown = (text: string): string => {
  const safe = inert(text)
  return safe.length > SHOWN ? `${safe.slice(0, SHOWN)}…` : safe
}

/** The first line of everything. */
export function headline({ regressions, requirements, cases, observed }: Diff): string {
  if (regressions.length > 0) return counted(regressions.length, 'regression')
  const facts = observed.compared ? observed.changes.length : 0
  const changes = [
    ...(requirements.length > 0 ? [counted(requirements.length, 'requirement')] : []),
    ...(cases.length > 0 ? [counted(cases.length, 'case')] : []),
    ...(facts > 0 ? [counted(facts, 'observed fact')] : []),
  ]
  return changes.length > 0 ? `no regression; other: ${changes.join(', ')}` : 'nothing changed'
}

export function sideFacts(side: Side): [what: string, told: string][] {
  const { file, read, target, contract, suite, startedAt, must, traffic } = side
  const { requests, failedLogins, durationMs } = traffic
  return [
    ['file', `${shown(file)}${read === 'evidence' ? ', judged again' : ''}`],
    ['run', shown(startedAt.slice(0, 19).replace('T', ' '))],
    ['target', shown(whichTarget(target))],
    ['contract', shown(`${contract.title} ${contract.version}, ${brief(contract.sha256)}`)],
    ['suite', shown(suite.version)],
    ['profile', profileWords(side)],
    ['verdict', side.verdict],
    ['MUST judged', `${must.judged} of ${must.total}`],
    ['requests', String(requests)],
    ['failed logins', String(failedLogins)],
    ['duration', seconds(durationMs)],
  ]
}

export function regressionWords({ kind, requirement = '', old, new: now }: Regression): string {
  if (kind === 'verdict') return `the verdict was ${shown(old)} and is ${shown(now)}`
  return kind === 'violated'
    ? `${shown(requirement)} was satisfied and is violated`
    : `${shown(requirement)} was judged (${shown(old)}) and no longer is`
}

/** A violation that was not seen before is bad news, whether it was looked for or not. */
export function toneOf({ kind, level, new: now }: RequirementChange): 'bad' | 'good' | 'other' {
  if (kind === 'regression' || (level === 'MUST' && now === 'violated')) return 'bad'
  return kind === 'fixed' || (kind === 'now judged' && now === 'satisfied') ? 'good' : 'other'
}

export const requirementWords = ({ old, new: now, reason }: RequirementChange): string =>
  `${shown(old ?? 'absent')} → ${shown(now ?? 'absent')}${reason === undefined ? '' : `: ${shown(reason)}`}`

const violationWords = ({ requirement, where, expected, actual }: SeenViolation): string =>
  `${shown(requirement)}: ${shown(where)}: expected ${shown(expected)}; observed ${shown(actual)}`

/** The same thing that happened to some cases, told once. */
export interface Cause {
  readonly sign: '' | '+' | '-'
  readonly words: string
  readonly cases: readonly string[]
}

/** Other outcomes first, then violations that appeared (`+`), then those that are gone (`-`). */
export function causes(changes: readonly CaseChange[]): Cause[] {
  const found = new Map<string, Cause>()
  const note = (sign: Cause['sign'], words: string, id: string): void => {
    const key = sign + words
    found.set(key, { sign, words, cases: [...(found.get(key)?.cases ?? []), shown(id)] })
  }
  for (const { id, old, new: now } of changes)
    if (old !== now) note('', `${shown(old ?? 'absent')} → ${shown(now ?? 'absent')}`, id)
  for (const [sign, part] of [
    ['+', 'appeared'],
    ['-', 'gone'],
  ] as const)
    for (const caseChange of changes)
      for (const violation of caseChange[part]) note(sign, violationWords(violation), caseChange.id)
  return [...found.values()]
}

/** The first case, and how many others there are. */
export const caseWords = ([first = '', ...others]: readonly string[]): [string, string] => [
  first,
  others.length > 0 ? ` and ${counted(others.length, 'other case')}` : '',
]
