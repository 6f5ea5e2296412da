/** How the token endpoint is reached. */
import { ofResponse, type Check } from './lib/check.ts'

const httpsOnly = ofResponse(
  'https-only',
  // Nobody can read traffic on the loopback interface.
  (_, { exchange }) => exchange.scheme !== 'http on loopback',
  function* (_, { exchange }) {
    if (exchange.scheme === 'http') yield { where: 'base URL', expected: 'https', actual: 'http' }
  },
)

export const transportSecurity: readonly Check[] = [
  {
    ...httpsOnly,
    open: ({ exchange }) =>
      exchange.scheme === 'https, not verified'
        ? 'the certificate of the server was not verified (NODE_TLS_REJECT_UNAUTHORIZED=0)'
        : undefined,
  },
]
