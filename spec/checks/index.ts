/** All checks, subject by subject: a subject is a file of this folder. */
import { authorizationBypass } from './authorization-bypass.ts'
import { caching } from './caching.ts'
import { challenges } from './challenges.ts'
import type { Check } from './lib/check.ts'
import { enumeration } from './enumeration.ts'
import { protectedOperation } from './protected-operation.ts'
import { extraMembers } from './extra-members.ts'
import { jwt } from './jwt.ts'
import { jwtTimes } from './jwt-times.ts'
import { mediaTypes } from './media-types.ts'
import { methods } from './methods.ts'
import { secondClient } from './second-client.ts'
import { secrecy } from './secrecy.ts'
import { stability } from './stability.ts'
import { status } from './status.ts'
import { successBody } from './success-body.ts'
import { traceChecks } from './traces.ts'
import { transport } from './transport.ts'
import { transportSecurity } from './transport-security.ts'
import { untrustedInput } from './untrusted-input.ts'

/** In the order of what a client sees: connection, status, body, token, what the answer gives away. */
export const checksBySubject: Readonly<Record<string, readonly Check[]>> = {
  transport,
  'transport-security': transportSecurity,
  status,
  stability,
  'media-types': mediaTypes,
  'success-body': successBody,
  jwt,
  'jwt-times': jwtTimes,
  'extra-members': extraMembers,
  'protected-operation': protectedOperation,
  challenges,
  caching,
  secrecy,
  traces: traceChecks,
  enumeration,
  methods,
  'authorization-bypass': authorizationBypass,
  'untrusted-input': untrustedInput,
  'second-client': secondClient,
}

export const checks: readonly Check[] = Object.values(checksBySubject).flat()
