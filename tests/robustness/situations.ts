/** Every situation, in the order of the page. */
import { ofAnswers } from './answers.ts'
import { ofBytes } from './bytes.ts'
import { ofOddities } from './odd.ts'
import { ofTurns } from './turns.ts'
import { ofWays } from './ways.ts'
import type { Situation } from './model.ts'

export interface Group {
  readonly title: string
  readonly situations: readonly Situation[]
}

export const groups: readonly Group[] = [
  { title: 'The way to the server', situations: ofWays },
  { title: 'Bytes', situations: ofBytes },
  { title: 'Answers of somebody else', situations: ofAnswers },
  { title: 'In the middle of a run', situations: ofTurns },
  { title: 'Odd, and correct', situations: ofOddities },
]

export const situations: readonly Situation[] = groups.flatMap((group) => group.situations)
