/** The part that a team writes itself, the same under every framework: who gets a token, and which token opens. */
import { jwtVerify, SignJWT } from 'jose'
import type { Credentials } from '../../../fixtures/cases/template.ts'
import type { Keys } from '../../../fixtures/server/world.ts'

export interface Grant {
  readonly token: string
  readonly expires_in: number
  readonly token_type: 'Bearer'
}

export interface Application {
  /** Nothing for credentials that are not those of the one client. */
  readonly issue: (given: Credentials) => Promise<Grant | undefined>
  readonly accepts: (token: string) => Promise<boolean>
  /** A token of ours that expired an hour ago, for the question whether it is refused. */
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

/** The three members, if the body is an object that has them all as text. */
export function credentialsIn(body: unknown): Credentials | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { clientId, clientSecret, organizationId } = body as Record<string, unknown>
  return typeof clientId === 'string' &&
    typeof clientSecret === 'string' &&
    typeof organizationId === 'string'
    ? { clientId, clientSecret, organizationId }
    : undefined
}

/** What the protected operation shows: a list without an entry. */
export const templates = { data: [], page: 1, pageCount: 0, dataCount: 0 }
