/** A token that the reference server issued, and the vault that knows it. */
import { stillClock } from '../../fixtures/http/rate-limit.ts'
import { createVault, type IssuedToken, type Vault } from '../../fixtures/redaction/vault.ts'
import { reference } from '../../fixtures/server/reference.ts'
import { createWorld, generateKeys, type World } from '../../fixtures/server/world.ts'
import { present } from './exchange.ts'

/** The value as the token of a login, in a vault of its own. */
export const issue = (value: string): readonly [IssuedToken, Vault] => {
  const vault = createVault('conformance-secret', [])
  return [
    present(vault.keepGrant(JSON.stringify({ token: value }), { sentAt: 0, receivedAt: 0 })),
    vault,
  ]
}

const keys = generateKeys()

/** A server at noon, always with the same keys. */
export const noon = async (): Promise<World> =>
  createWorld({ keys: await keys, now: stillClock().now })

/** A token of that server. */
export const realToken = async (): Promise<string> => {
  const world = await noon()
  return reference.sign(reference.claims(world.credentials, world), world)
}
