/** The difference of two runs -> its page. */
import { brief } from '../../../spec/lib/digest.ts'
import { counted } from '../../formats/text/columns.ts'
import { profileWords, seconds, whichTarget } from '../../formats/text/run-text.ts'
import type { Diff, Regression, RequirementChange, Side } from '../model.ts'
import { caseEntries } from './case-entries.ts'
import {
  outcomeArrow,
  outcomeText,
  shown,
  type ComparisonPage,
  type Entry,
  type Section,
  type SideRow,
  type Tone,
} from './comparison-page.ts'
import { factSection } from './fact-section.ts'

export const diffPage = (diff: Diff): ComparisonPage => ({
  subject: 'two runs',
  headline: headline(diff),
  worse: diff.regressions.length > 0,
  problems: diff.regressions.map(regressionText),
  sides: sideRows(diff),
  conditions: diff.unlike.map(({ what, old, new: now }) => [shown(what), shown(old), shown(now)]),
  sections: [
    ...section('Requirements', diff.requirements.length, requirementEntries(diff.requirements)),
    ...section('Cases', diff.cases.length, caseEntries(diff.cases), 10),
    factSection(diff.observed),
  ],
})

function headline({ regressions, requirements, cases, observed }: Diff): string {
  if (regressions.length > 0) return counted(regressions.length, 'regression')
  const facts = observed.compared ? observed.changes.length : 0
  const changes = [
    ...(requirements.length > 0 ? [counted(requirements.length, 'requirement')] : []),
    ...(cases.length > 0 ? [counted(cases.length, 'case')] : []),
    ...(facts > 0 ? [counted(facts, 'observed fact')] : []),
  ]
  return changes.length > 0
    ? `no regression; other changes: ${changes.join(', ')}`
    : 'nothing changed'
}

function regressionText({ kind, requirement = '', old, new: now }: Regression): string {
  if (kind === 'verdict') return `the verdict was ${shown(old)} and is now ${shown(now)}`
  return kind === 'violated'
    ? `${shown(requirement)} was satisfied and is now violated`
    : `${shown(requirement)} was tested (${shown(outcomeText(old))}) and is not tested now`
}

function sideRows({ old, new: now }: Diff): SideRow[] {
  const after = sideFacts(now)
  return sideFacts(old).map(([what, value], at) => [what, value, after[at]?.[1] ?? ''])
}

function sideFacts(side: Side): [what: string, value: string][] {
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
    ['MUST tested', `${must.judged} of ${must.total}`],
    ['requests', String(requests)],
    ['failed logins', String(failedLogins)],
    ['duration', seconds(durationMs)],
  ]
}

const section = (
  title: string,
  count: number,
  entries: readonly Entry[],
  limit = Infinity,
): Section[] => (count === 0 ? [] : [{ title, count, entries, limit }])

/** Requirements to which the same happened share an entry. */
function requirementEntries(changes: readonly RequirementChange[]): Entry[] {
  const groups = new Map<string, Entry>()
  for (const change of changes) {
    const { id, level, statement, kind, old, new: now, reason } = change
    const text = outcomeArrow(old, now) + (reason === undefined ? '' : `: ${shown(reason)}`)
    const key = JSON.stringify([kind, text, toneOf(change)])
    groups.set(key, {
      label: kind.replace('judged', 'tested'),
      tone: toneOf(change),
      lines: [
        ...(groups.get(key)?.lines ?? []),
        { name: `${shown(id)} (${level})`, note: shown(statement) },
      ],
      details: [{ label: '', text }],
    })
  }
  return [...groups.values()]
}

/** A violation that the old run did not have is bad news, also when the old run did not look for it. */
function toneOf({ kind, level, new: now }: RequirementChange): Tone {
  if (kind === 'regression' || (level === 'MUST' && now === 'violated')) return 'bad'
  return kind === 'fixed' || (kind === 'now judged' && now === 'satisfied') ? 'good' : 'other'
}
