/** The reference server behind TLS, in the process of the test; also behind a gate that lets only some requests through. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import https from 'node:https'
import { createApp } from '../../fixtures/server/app.ts'
import { mintExpired } from '../../fixtures/server/mint.ts'
import { reference } from '../../fixtures/server/reference.ts'
import { listening } from '../../fixtures/server/sockets.ts'
import { createWorld } from '../../fixtures/server/world.ts'
import { certificate, type CertificateOptions } from './tls-certificates.ts'
import { keys } from './doctor.ts'

/** What stands in front of the server. */
export interface Gate {
  /** How it takes connections: whether it wants a client certificate, for example. */
  readonly tls?: https.ServerOptions
  /** Answers a request in place of the server. @returns whether it did */
  readonly answers?: (request: IncomingMessage, reply: ServerResponse) => boolean
}

/** The reference server behind TLS, on a free port. */
export async function servedByTls(options: CertificateOptions, gate: Gate = {}) {
  const { key, cert, ca } = await certificate(options)
  const world = await createWorld({ keys: await keys })
  const app = createApp(reference, world)
  const seen: IncomingMessage[] = []
  const server = https.createServer({ key, cert, ...gate.tls }, (request, reply) => {
    seen.push(request)
    if (!gate.answers?.(request, reply)) app.handle(request, reply)
  })
  const port = await listening(server)
  const { clientId, clientSecret, organizationId } = world.credentials
  return {
    ca,
    cert,
    port,
    world,
    /** Requests that arrived, those that the gate refused included. */
    seen: (): readonly IncomingMessage[] => seen,
    env: {
      FORMFLOW_BASE_URL: `https://127.0.0.1:${port}`,
      FORMFLOW_CLIENT_ID: clientId,
      FORMFLOW_CLIENT_SECRET: clientSecret,
      FORMFLOW_ORGANIZATION_ID: organizationId,
    },
    expiredToken: await mintExpired(reference, world),
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
