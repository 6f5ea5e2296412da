/** What checks find in an exchange, one line for each violation. */
import { expect, test } from '@playwright/test'
import type { Sight } from '../../spec/checks/lib/check.ts'
import { checks } from '../../spec/checks/index.ts'
import type { Violation } from '../../spec/model.ts'
import { sight, type Scene } from './exchange.ts'

export const violationLine = ({ where, expected, actual }: Violation): string =>
  `${where}: ${expected}, is ${actual}`

/** What the checks of a requirement find; `not applicable` when none of them applies. */
export function findsOf(requirement: string, seen: Sight): readonly string[] | 'not applicable' {
  const group = checks.filter(({ verifies }) => verifies === requirement)
  if (group.length === 0) throw new Error(`no check verifies ${requirement}`)
  const applying = group.filter((check) => check.when(seen))
  if (applying.length === 0) return 'not applicable'
  return applying.flatMap((check) => [...check.violations(seen)].map(violationLine))
}

/** One row of a table: an exchange, and what the checks find in it. */
export interface Row {
  readonly title: string
  readonly scene: Scene
  readonly finds: readonly string[] | 'not applicable'
}

/** One test for each row, under the name of the requirement. */
export function checkFinds(requirement: string, rows: readonly Row[]): void {
  test.describe(requirement, () => {
    for (const { title, scene, finds } of rows)
      test(title, () => {
        expect(findsOf(requirement, sight(scene))).toEqual(finds)
      })
  })
}

/** Without a readable token nothing is read. */
export const unreadToken: readonly Row[] = [
  { title: 'a refusal is not applicable', scene: { status: 401 }, finds: 'not applicable' },
  {
    title: 'a token that cannot be read is not applicable',
    scene: { secrets: [] },
    finds: 'not applicable',
  },
]
