/** Tests the server of a framework like any target: real transport, real clock, all cases of `certify`. */
import { casesIn } from '../../fixtures/cases/index.ts'
import { certification, type Certification } from '../../fixtures/run/certify.ts'
import { gatewayTo } from '../../fixtures/run/gateways.ts'
import { generateCredentials, generateKeys } from '../../fixtures/server/world.ts'
import { createApplication } from './shared/application.ts'
import type { Start } from './shared/listening.ts'

const keys = generateKeys()

/** Run one at a time: it mutes the console, because frameworks log requests with their secrets. */
export async function certifyServer(start: Start): Promise<Certification> {
  const credentials = generateCredentials()
  const application = createApplication(credentials, await keys)
  const { baseUrl, close } = await start(application)
  const planned = casesIn('certify')
  const gateway = gatewayTo(baseUrl, {
    credentials,
    expiredToken: await application.expired(),
    planned: () => planned,
    // Every failure costs requests that find its cause: room for all cases, as a user may give it.
    maxRequests: 200,
  })
  const { error } = console
  console.error = () => undefined
  try {
    return await certification(gateway, planned)
  } finally {
    console.error = error
    await close()
  }
}
