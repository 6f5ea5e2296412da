/** Observed facts in words. */
import type { FactChange } from '../diff/model.ts'
import { caseWords, shown } from './diff-words.ts'

export const factWords = ({ old, new: now }: FactChange): string => {
  if (old === null) return `added${valueOf(now)}`
  if (now === null) return `removed${valueOf(old)}`
  return `${shown(old)} → ${shown(now)}`
}

const valueOf = (value: string | null): string =>
  value === null || value === 'present' ? '' : ` (${shown(value)})`

function countWords({ subject, answers, of, cases }: FactChange): string {
  const where = answers === of ? '' : `: ${caseWords(cases.map(shown)).join('')}`
  return `on ${answers} of ${of} ${nouns[subject]}${where}`
}

/** Facts that the same answers show, side by side. */
export interface Cluster {
  readonly changes: readonly FactChange[]
  /** On how many answers, and where. */
  readonly count: string
}

export function clusters(changes: readonly FactChange[]): Cluster[] {
  const byCount = new Map<string, Cluster>()
  for (const each of changes) {
    const key = JSON.stringify([each.answers, each.cases])
    const before = byCount.get(key)?.changes ?? []
    byCount.set(key, { changes: [...before, each], count: countWords(each) })
  }
  return [...byCount.values()]
}

const nouns: Readonly<Record<FactChange['subject'], string>> = {
  status: 'answers',
  protocol: 'answers',
  header: 'answers',
  'refusal body': 'refusals',
  'success body': 'success answers',
  token: 'tokens',
}

export const subjectTitles: Readonly<Record<FactChange['subject'], string>> = {
  status: 'Status',
  protocol: 'HTTP version',
  header: 'Headers',
  'refusal body': 'Bodies of refusals',
  'success body': 'Body of success',
  token: 'Token',
}

export const operationTitles = {
  token: 'the token operation',
  protected: 'the protected operation',
} as const

export const milliseconds = (value: number): string =>
  `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ms`
