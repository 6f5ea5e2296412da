/** What a user named and cannot be used is a matter of configuration. */
import { ConfigurationError } from '../../../fixtures/config/index.ts'

/**
 * @param kind the error that says so
 * @param told its message, in a sentence that names the mend
 * @throws ConfigurationError in its place; any other error as it is
 */
export function usable<Result>(
  attempt: () => Result,
  kind: new (message: string) => Error,
  told: (message: string) => string = (message) => message,
): Result {
  try {
    return attempt()
  } catch (error) {
    throw error instanceof kind ? new ConfigurationError(told(error.message)) : error
  }
}
