/** A framework's server certified as any target is: the real transport, the real clock, all cases of `certify`. */
import { casesIn } from '../../fixtures/cases/index.ts'
import { certification, type Certification } from '../../fixtures/run/certify.ts'
import { createGateway } from '../../fixtures/gateway/gateway.ts'
import { systemClock } from '../../fixtures/http/rate-limit.ts'
import { generateCredentials, generateKeys } from '../../fixtures/server/world.ts'
import { schemeOf } from '../../fixtures/gateway/target.ts'
import { httpTransport } from '../../fixtures/http/transport.ts'
import { loadContract } from '../../spec/contract/index.ts'
import { PROTECTED_PATH } from '../../spec/operations/index.ts'
import { createApplication } from './shared/application.ts'
import type { Start } from './shared/listening.ts'

const keys = generateKeys()

/** One at a time: the console is silent meanwhile, for frameworks log what was sent, secret and all. */
export async function certifyServer(start: Start): Promise<Certification> {
  const credentials = generateCredentials()
  const application = createApplication(credentials, await keys)
  const { baseUrl, close } = await start(application)
  const planned = casesIn('certify')
  const gateway = createGateway({
    target: {
      baseUrl,
      embedded: false,
      credentials,
      protectedPath: PROTECTED_PATH,
      scheme: schemeOf(baseUrl),
      expiredToken: await application.expired(),
    },
    transport: httpTransport(baseUrl, 10_000),
    clock: systemClock,
    perMinute: 0,
    maxRequests: 120,
    maxFailedLogins: 20,
    maxWaitS: 5,
    published: [JSON.stringify(loadContract().document)],
    planned: () => planned,
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
