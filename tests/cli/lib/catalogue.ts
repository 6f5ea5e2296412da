/** Everything with an id, by kind. */
import { cases } from '../../../fixtures/cases/index.ts'
import { clientCases } from '../../../fixtures/client/cases/index.ts'
import { clientFaults } from '../../../fixtures/client/faults/index.ts'
import { clientFreedoms } from '../../../fixtures/client/freedoms/index.ts'
import type { ClientVariation } from '../../../fixtures/client/reference/decisions.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import type { Variation } from '../../../fixtures/server/variation.ts'
import type { ClientCase } from '../../../spec/clients/lib/model.ts'
import type { Case, Requirement } from '../../../spec/model.ts'
import { clientRequirements, requirements } from '../../../spec/requirements/index.ts'

export interface Catalogue {
  readonly requirements: readonly Requirement[]
  readonly cases: readonly Case[]
  readonly faults: readonly Variation[]
  readonly freedoms: readonly Variation[]
  readonly 'client-requirements': readonly Requirement[]
  readonly 'client-cases': readonly ClientCase[]
  readonly 'client-faults': readonly ClientVariation[]
  readonly 'client-freedoms': readonly ClientVariation[]
}

export const catalogue: Catalogue = {
  requirements,
  cases,
  faults,
  freedoms,
  'client-requirements': clientRequirements,
  'client-cases': clientCases,
  'client-faults': clientFaults,
  'client-freedoms': clientFreedoms,
}
