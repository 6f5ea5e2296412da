/** All situations, in the order of the page. */
import { foreignResponses } from './answers.ts'
import { rawResponses } from './bytes.ts'
import { midRunChanges } from './mid-run.ts'
import { networkProblems } from './network.ts'
import { unusualServers } from './unusual.ts'
import type { Situation } from './model.ts'

export interface SituationGroup {
  readonly title: string
  readonly situations: readonly Situation[]
}

export const groups: readonly SituationGroup[] = [
  { title: 'The network', situations: networkProblems },
  { title: 'Broken responses', situations: rawResponses },
  { title: 'Responses that are not from the API', situations: foreignResponses },
  { title: 'In the middle of a run', situations: midRunChanges },
  { title: 'Unusual, but correct', situations: unusualServers },
]

export const situations: readonly Situation[] = groups.flatMap((group) => group.situations)
