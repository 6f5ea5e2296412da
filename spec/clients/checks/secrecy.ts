/** Where secrets and tokens are, and where they must not be. */
import type { Exposed } from '../../arrival.ts'
import type { Violation } from '../../model.ts'
import { isCall, ofRequest, whereProven, type ClientCheck } from '../lib/check.ts'
import type { Seen } from '../lib/model.ts'

const found = ({ where, kind }: Exposed): Violation => ({
  where,
  expected: 'neither the secret nor a token',
  actual: kind === 'secret' ? 'the client secret' : 'a token',
})

const isUrl = ({ where }: Exposed): boolean => where === 'URL'

const notInUrl = ofRequest(
  'client-secret-not-in-url',
  () => true,
  function* ({ arrival }) {
    yield* arrival.exposed.filter(isUrl).map(found)
  },
)

/** At another origin, or at a path of the base URL at which there is no operation. */
const isForeign = ({ arrival }: Seen): boolean =>
  arrival.otherOrigin === true || arrival.place === 'elsewhere'

const onlyToApi = ofRequest(
  'client-credentials-only-to-api',
  () => true,
  function* (seen) {
    const { exposed, otherOrigin } = seen.arrival
    const [first] = exposed
    if (isForeign(seen) && first)
      yield {
        where: otherOrigin
          ? 'the request to another origin'
          : `the request to ${seen.request.target}`,
        expected: 'no credentials',
        actual: first.kind === 'secret' ? 'the client secret' : 'a token',
      }
  },
)

const onlyInLoginBody = ofRequest(
  'client-secret-only-in-login-body',
  (seen) => !isForeign(seen),
  function* ({ arrival }) {
    yield* arrival.exposed.filter((one) => one.kind === 'secret' && !isUrl(one)).map(found)
  },
)

const inOnePlace = ofRequest('client-token-in-one-place', isCall, function* ({ arrival }) {
  const also = arrival.exposed.find(({ kind }) => kind === 'token')
  if (arrival.call?.presented === 'issued' && also)
    yield {
      where: also.where,
      expected: 'the token only in Authorization',
      actual: 'the token again',
    }
})

/** A check of what the program printed, wrote and started. */
const ofProgram = (
  verifies: string,
  unseen: 'output' | 'files' | 'command line',
  is: (exposed: Exposed) => boolean,
): ClientCheck => ({
  verifies,
  when: ({ program }) => !program.unseen.includes(unseen),
  *violations({ program }) {
    yield* program.exposed.filter(is).map(found)
  },
})

const isOutput = ({ where }: Exposed): boolean => where.startsWith('standard ')
const isFile = ({ where }: Exposed): boolean => where.startsWith('file ')

export const secrecyChecks: readonly ClientCheck[] = [
  notInUrl,
  onlyToApi,
  onlyInLoginBody,
  inOnePlace,
  ofProgram('client-secret-not-printed', 'output', (one) => isOutput(one) && one.kind === 'secret'),
  ofProgram('client-token-not-printed', 'output', (one) => isOutput(one) && one.kind === 'token'),
  ofProgram('client-secret-not-in-files', 'files', (one) => isFile(one) && one.kind === 'secret'),
  ofProgram('client-token-not-in-files', 'files', (one) => isFile(one) && one.kind === 'token'),
  ofProgram('client-command-line-without-secrets', 'command line', ({ where }) =>
    where.startsWith('command line'),
  ),
  whereProven({
    verifies: 'client-tls-verified',
    *violations({ case: { play }, requests, program }) {
      if (play.certificate === 'valid') return
      if (requests.length > 0 || program.result === 'succeeded')
        yield {
          where: 'the connection',
          expected: `refused: the certificate is ${play.certificate}`,
          actual: `${requests.length} requests`,
        }
    },
    open: ({ case: { play }, program }) =>
      play.certificate === 'valid' && program.result !== 'succeeded'
        ? 'the client trusts no certificate of the throw-away authority (FORMFLOW_CA_FILE names its file)'
        : undefined,
  }),
]
