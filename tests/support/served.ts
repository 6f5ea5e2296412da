/** A server in the process of the test, as a target for the command line. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Credentials } from '../../fixtures/cases/template.ts'
import { createApp } from '../../fixtures/server/app.ts'
import { mintExpired } from '../../fixtures/server/mint.ts'
import { reference } from '../../fixtures/server/reference.ts'
import { closed, KEEP_ALIVE_MS, listening } from '../../fixtures/server/sockets.ts'
import { varied, type Variation } from '../../fixtures/server/variation.ts'
import { createWorld, type World } from '../../fixtures/server/world.ts'
import { faultless } from '../../fixtures/run/in-memory.ts'

export interface Served {
  readonly baseUrl: string
  readonly credentials: Credentials
  /** The environment of a run against it. */
  readonly env: Readonly<Record<string, string>>
  /** What a run with a second client has beside it. */
  readonly secondEnv: Readonly<Record<string, string>>
  readonly world: World
  readonly close: () => Promise<void>
}

/** Answers a request in place of the server. @returns whether it did */
export type Gate = (request: IncomingMessage, reply: ServerResponse) => boolean

export async function served(
  variation: Variation = faultless,
  prefix = '',
  gate?: Gate,
): Promise<Served> {
  const world = await createWorld(variation.world)
  const behaviour = varied(reference, variation)
  const app = createApp(behaviour, world, { prefix })
  const server = gate
    ? createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, reply) => {
        if (!gate(request, reply)) app.handle(request, reply)
      })
    : undefined
  const baseUrl = `http://127.0.0.1:${await (server ? listening(server) : app.listen())}${prefix}`
  const { credentials, second } = world
  return {
    baseUrl,
    credentials,
    world,
    env: {
      FORMFLOW_BASE_URL: baseUrl,
      FORMFLOW_CLIENT_ID: credentials.clientId,
      FORMFLOW_CLIENT_SECRET: credentials.clientSecret,
      FORMFLOW_ORGANIZATION_ID: credentials.organizationId,
      FORMFLOW_EXPIRED_TOKEN: await mintExpired(behaviour, world),
    },
    secondEnv: {
      FORMFLOW_SECOND_CLIENT_ID: second.clientId,
      FORMFLOW_SECOND_CLIENT_SECRET: second.clientSecret,
      FORMFLOW_SECOND_ORGANIZATION_ID: second.organizationId,
    },
    close: () => (server ? closed(server) : app.close()),
  }
}
