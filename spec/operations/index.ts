/** The operations of the API. Code asks what an operation is, and never for its name. */
import { validated } from '../lib/json-file.ts'
import type { Operation } from '../model.ts'

const { operations } = validated<{ readonly operations: readonly Operation[] }>(
  import.meta.dirname,
  'operations.json',
)

function first(is: (operation: Operation) => boolean, what: string): Operation {
  const found = operations.find(is)
  if (!found) throw new Error(`spec/operations/operations.json: no operation ${what}`)
  return found
}

/** The operation under test. */
export const issuing = first(({ issues }) => issues !== undefined, 'issues a token')

/** The operation that shows whether a token works. Its path is a default: FORMFLOW_PROTECTED_PATH names another. */
export const guarded = first(({ auth }) => auth === 'bearer', 'takes a token')

/** As the OpenAPI document spells it. */
export const TOKEN_PATH = issuing.path

export const PROTECTED_PATH = guarded.path

/**
 * The operation of a step or of an exchange.
 * @throws Error for a name that no operation has: evidence of another version of the suite
 */
export const operationOf = ({ operation }: { readonly operation: string }): Operation =>
  first(({ name }) => name === operation, `is called "${operation}"`)

/** The operation shows the keys with which tokens are verified. */
export const isKeySet = ({ operation }: { readonly operation: string }): boolean =>
  operation === 'jwks'
