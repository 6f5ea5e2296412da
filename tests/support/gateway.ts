/** Gateways to the reference server in memory, whose responses a test may replace. */
import {
  gatewayInMemory,
  type InMemory,
  type InMemoryOptions,
} from '../../fixtures/run/gateways.ts'
import { faultless } from '../../fixtures/run/in-memory.ts'
import type { World } from '../../fixtures/server/world.ts'
import type { Target } from '../../fixtures/gateway/request/target.ts'
import type { RawOutcome, RawRequest } from '../../fixtures/http/transport.ts'
import { targetWith } from './scripted-target.ts'

/** Replaces the response to the request with this number, from 0; `undefined` leaves it. */
export type Instead = (at: number, request: RawRequest) => RawOutcome | undefined

export interface Setting extends Omit<InMemoryOptions, 'target' | 'transport'> {
  readonly instead?: Instead
  readonly target?: Partial<Target>
  readonly world?: Partial<World>
  /** The target is given the credentials of one client alone. */
  readonly withoutSecondClient?: true
}

export interface Observed extends InMemory {
  /** Every request that was sent, in order. */
  readonly sent: readonly RawRequest[]
}

export async function gatewayWith({
  instead,
  target: changes,
  world = {},
  withoutSecondClient,
  ...options
}: Setting = {}): Promise<Observed> {
  const sent: RawRequest[] = []
  const inMemory = await gatewayInMemory(
    { ...faultless, world },
    {
      maxFailedLogins: 16,
      published: [],
      ...options,
      // Nothing mints an expired token.
      target: ({ baseUrl, credentials, second }) =>
        targetWith({
          baseUrl,
          credentials,
          ...(second && !withoutSecondClient ? { second } : {}),
          ...changes,
        }),
      transport: (server) => {
        const respond = async (request: RawRequest): Promise<RawOutcome> => {
          sent.push(request)
          return instead?.(sent.length - 1, request) ?? server(request)
        }
        return async ({ followedBy, ...request }) => {
          const outcome = await respond(request)
          return followedBy ? { ...outcome, next: await respond(followedBy) } : outcome
        }
      },
    },
  )
  return { ...inMemory, sent }
}

/** Whether a request is the control, by its bytes. */
export const isControl = ({ credentials }: World, { method, target, body }: RawRequest): boolean =>
  method === 'POST' && target === '/api/token' && body?.toString() === JSON.stringify(credentials)
