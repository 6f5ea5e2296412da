/** Gateways to the reference server in memory, whose answers a test may replace. */
import { createGateway, type Gateway, type GatewayOptions } from '../../fixtures/gateway/gateway.ts'
import { stillClock } from '../../fixtures/run/in-memory.ts'
import type { Clock } from '../../fixtures/http/rate-limit.ts'
import { memoryTransport } from '../../fixtures/server/memory.ts'
import { reference } from '../../fixtures/server/reference.ts'
import { createWorld, generateKeys, type World } from '../../fixtures/server/world.ts'
import type { Target } from '../../fixtures/gateway/target.ts'
import type { RawOutcome, RawRequest } from '../../fixtures/http/transport.ts'
import { targetWith } from './scripted-target.ts'

const keys = generateKeys()

/** Replaces the answer to the request with this number, from 0; `undefined` leaves it. */
export type Instead = (at: number, request: RawRequest) => RawOutcome | undefined

export interface Setting extends Partial<Omit<GatewayOptions, 'target'>> {
  readonly instead?: Instead
  readonly target?: Partial<Target>
  readonly world?: Partial<World>
}

export interface Observed {
  readonly gateway: Gateway
  readonly clock: Clock
  readonly world: World
  /** Every request that went out, in order. */
  readonly sent: readonly RawRequest[]
}

export async function gatewayWith({
  instead,
  target,
  world: more,
  ...options
}: Setting = {}): Promise<Observed> {
  const clock = stillClock()
  const world = await createWorld({ keys: await keys, now: clock.now, ...more })
  const server = memoryTransport(reference, world)
  const sent: RawRequest[] = []
  const answerTo = async (request: RawRequest): Promise<RawOutcome> => {
    sent.push(request)
    return instead?.(sent.length - 1, request) ?? server(request)
  }
  const gateway = createGateway({
    target: targetWith({
      baseUrl: new URL('https://formflow.example'),
      credentials: world.credentials,
      ...target,
    }),
    transport: async ({ followedBy, ...request }) => {
      const outcome = await answerTo(request)
      return followedBy ? { ...outcome, next: await answerTo(followedBy) } : outcome
    },
    clock,
    perMinute: 0,
    maxRequests: 120,
    maxFailedLogins: 16,
    maxWaitS: 5,
    published: [],
    planned: () => [],
    ...options,
  })
  return { gateway, clock, world, sent }
}

/** Whether a request is the control, by its bytes. */
export const isControl = ({ credentials }: World, { method, target, body }: RawRequest): boolean =>
  method === 'POST' && target === '/api/token' && body?.toString() === JSON.stringify(credentials)
