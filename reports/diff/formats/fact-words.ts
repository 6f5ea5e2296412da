/** Observed facts in words. */
import type { FactChange } from '../model.ts'
import { caseWords, shown } from './words.ts'

export const factWords = ({ old, new: now }: FactChange): string => {
  if (old === null) return `added${valueOf(now)}`
  if (now === null) return `removed${valueOf(old)}`
  return `${shown(old)} → ${shown(now)}`
}

const valueOf = (value: string | null): string =>
  value === null || value === 'present' ? '' : ` (${shown(value)})`

const countWords = ({ subject, answers, of }: FactChange): string =>
  `on ${answers} of ${of} ${nouns[subject]}`

/** Facts that the same answers show, side by side. */
export interface Cluster {
  readonly changes: readonly FactChange[]
  /** On how many answers. */
  readonly count: string
  /** In which case first, and in how many others; none: on all answers. */
  readonly where: readonly [first: string, others: string] | undefined
}

export function clusters(changes: readonly FactChange[]): Cluster[] {
  const byCount = new Map<string, Cluster>()
  for (const factChange of changes) {
    const key = JSON.stringify([factChange.answers, factChange.cases])
    const before = byCount.get(key)?.changes ?? []
    const where =
      factChange.answers === factChange.of ? undefined : caseWords(factChange.cases.map(shown))
    byCount.set(key, { changes: [...before, factChange], count: countWords(factChange), where })
  }
  return [...byCount.values()]
}

export const clusterWords = ({ count, where }: Cluster): string =>
  where ? `${count}: ${where.join('')}` : count

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
