/** Everything with an id, by kind. */
import { cases } from '../../../fixtures/cases/index.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import type { Variation } from '../../../fixtures/server/variation.ts'
import type { Case, Requirement } from '../../../spec/model.ts'
import { requirements } from '../../../spec/requirements/index.ts'

export interface Catalogue {
  readonly requirements: readonly Requirement[]
  readonly cases: readonly Case[]
  readonly faults: readonly Variation[]
  readonly freedoms: readonly Variation[]
}

export const catalogue: Catalogue = { requirements, cases, faults, freedoms }
