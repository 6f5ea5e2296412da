/** The reference server behind TLS, in the process of the test. */
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../fixtures/server/app.ts'
import { reference } from '../../fixtures/server/reference.ts'
import { createWorld } from '../../fixtures/server/world.ts'
import { certificate, type CertificateOptions } from './tls-certificates.ts'
import { keys } from './doctor.ts'

/** The reference server behind TLS, on a free port. */
export async function servedByTls(options: CertificateOptions) {
  const { key, cert, ca } = await certificate(options)
  const world = await createWorld({ keys: await keys })
  const app = createApp(reference, world)
  const server = https.createServer({ key, cert }, app.handle)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { clientId, clientSecret, organizationId } = world.credentials
  return {
    ca,
    cert,
    env: {
      FORMFLOW_BASE_URL: baseUrl,
      FORMFLOW_CLIENT_ID: clientId,
      FORMFLOW_CLIENT_SECRET: clientSecret,
      FORMFLOW_ORGANIZATION_ID: organizationId,
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
