/** What checks say of an exchange, in one line for each violation. */
import { expect, test } from '@playwright/test'
import type { Sight } from '../../spec/checks/check.ts'
import { checks } from '../../spec/checks/index.ts'
import type { Violation } from '../../spec/model.ts'
import { sight, type Scene } from './exchange.ts'

export const inWords = ({ where, expected, actual }: Violation): string =>
  `${where}: ${expected}, is ${actual}`

/** What the checks of a requirement say of a sight; `nothing to look at` when none of them looks. */
export function told(requirement: string, seen: Sight): readonly string[] | 'nothing to look at' {
  const group = checks.filter(({ verifies }) => verifies === requirement)
  if (group.length === 0) throw new Error(`no check verifies ${requirement}`)
  const looking = group.filter((check) => check.when(seen))
  if (looking.length === 0) return 'nothing to look at'
  return looking.flatMap((check) => [...check.violations(seen)].map(inWords))
}

/** One row of a table: what is seen, and what the checks say of it. */
export interface Row {
  readonly title: string
  readonly scene: Scene
  readonly says: readonly string[] | 'nothing to look at'
}

/** One test for each row, under the requirement's name. */
export function tells(requirement: string, rows: readonly Row[]): void {
  test.describe(requirement, () => {
    for (const { title, scene, says } of rows)
      test(title, () => {
        expect(told(requirement, sight(scene))).toEqual(says)
      })
  })
}

/** Nothing of a token is read where there is none, or none that can be read. */
export const unreadToken: readonly Row[] = [
  { title: 'a refusal is not looked at', scene: { status: 401 }, says: 'nothing to look at' },
  {
    title: 'a token that cannot be read is not looked at',
    scene: { secrets: [] },
    says: 'nothing to look at',
  },
]
