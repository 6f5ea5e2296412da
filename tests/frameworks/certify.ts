/** Tests the server of a framework like any target: real transport, real clock, all cases of `certify`. */
import { casesIn } from '../../fixtures/cases/index.ts'
import { needsSecondClient } from '../../fixtures/cases/second-client.ts'
import { certification, type Certification } from '../../fixtures/run/certify.ts'
import { gatewayTo } from '../../fixtures/run/gateways.ts'
import { generateCredentials, generateKeys } from '../../fixtures/server/world.ts'
import { createApplication } from './shared/application.ts'
import type { Start } from './shared/listening.ts'

const keys = generateKeys()

/** Run one at a time: it mutes the console, because frameworks log requests with their secrets. */
export async function certifyServer(start: Start): Promise<Certification> {
  // A parser quotes what follows its error; it is recognised if no character of it needs an escape.
  let credentials = generateCredentials()
  while (!/^\w{12}/.test(credentials.clientSecret)) credentials = generateCredentials()
  const application = createApplication(credentials, await keys)
  const { baseUrl, close } = await start(application)
  const planned = casesIn('certify').filter(
    // Whether a step is sent that waits depends on when a second of the clock begins.
    (testCase) =>
      !needsSecondClient(testCase) &&
      !testCase.steps.some(({ waits }) => waits === 'repeated-token'),
  )
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
