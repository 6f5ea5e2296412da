/** Files that cannot be used are a problem of the configuration. */
import { ConfigurationError } from '../../../fixtures/config/index.ts'

/**
 * Calls a function, and turns one kind of error into a ConfigurationError.
 * @param explain makes the message of that error, with the fix
 * @throws ConfigurationError for that kind; any other error as it is
 */
export function asConfigurationError<Result>(
  attempt: () => Result,
  kind: new (message: string) => Error,
  explain: (message: string) => string = (message) => message,
): Result {
  try {
    return attempt()
  } catch (error) {
    throw error instanceof kind ? new ConfigurationError(explain(error.message)) : error
  }
}
