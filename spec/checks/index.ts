/** All checks, in the order of a request's way: connection, status, body, token, what it gives away. */
import { authorization } from './authorization.ts'
import { caching } from './caching.ts'
import type { Check } from './check.ts'
import { enumeration } from './enumeration.ts'
import { jwt } from './jwt.ts'
import { mediaTypes } from './media-type.ts'
import { methods } from './methods.ts'
import { secrecy } from './secrecy.ts'
import { stability } from './stability.ts'
import { status } from './status.ts'
import { tokenResponse } from './token-response.ts'
import { traceChecks } from './traces.ts'
import { transport } from './transport.ts'
import { transportSecurity } from './transport-security.ts'

export const checks: readonly Check[] = [
  ...transport,
  ...transportSecurity,
  ...status,
  ...stability,
  ...mediaTypes,
  ...tokenResponse,
  ...jwt,
  ...authorization,
  ...caching,
  ...secrecy,
  ...traceChecks,
  ...enumeration,
  ...methods,
]
