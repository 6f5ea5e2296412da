/** The application, which is the same on every framework: it issues and verifies tokens. */
import { jwtVerify, SignJWT } from 'jose'
import type { Credentials } from '../../../fixtures/cases/template.ts'
import type { Keys } from '../../../fixtures/server/world.ts'

export interface Grant {
  readonly token: string
  readonly expires_in: number
  readonly token_type: 'Bearer'
}

export interface Application {
  /** `undefined` for wrong credentials. */
  readonly issue: (given: Credentials) => Promise<Grant | undefined>
  readonly accepts: (token: string) => Promise<boolean>
  /** A token that expired an hour ago. */
  readonly expired: () => Promise<string>
}

const LIFETIME_S = 3600

export function createApplication(client: Credentials, keys: Keys): Application {
  const sign = (issuedAt: number): Promise<string> =>
    new SignJWT({ org: client.organizationId })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setSubject(client.clientId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_S)
      .sign(keys.privateKey)
  const now = (): number => Math.floor(Date.now() / 1000)
  return {
    issue: async ({ clientId, clientSecret, organizationId }) => {
      const known =
        clientId === client.clientId &&
        clientSecret === client.clientSecret &&
        organizationId === client.organizationId
      if (!known) return undefined
      return { token: await sign(now()), expires_in: LIFETIME_S, token_type: 'Bearer' }
    },
    accepts: async (token) => {
      try {
        await jwtVerify(token, keys.publicKey, { algorithms: ['RS256'] })
        return true
      } catch {
        return false
      }
    },
    expired: () => sign(now() - 2 * LIFETIME_S),
  }
}

/** The three members, if the body is an object with all of them as strings. */
export function credentialsIn(body: unknown): Credentials | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { clientId, clientSecret, organizationId } = body as Record<string, unknown>
  return typeof clientId === 'string' &&
    typeof clientSecret === 'string' &&
    typeof organizationId === 'string'
    ? { clientId, clientSecret, organizationId }
    : undefined
}

/** The response of the protected operation: an empty list. */
export const templates = { data: [], page: 1, pageCount: 0, dataCount: 0 }
