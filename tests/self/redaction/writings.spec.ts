/** Every way to write a secret that the self-tests know is recognised, by the sealing and by the scan of files. */
import { expect, test } from '@playwright/test'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { writings } from '../../support/writings.ts'

const { clientSecret } = generateCredentials()

test('the list of writings is long', () => {
  expect(Object.keys(writings).length).toBeGreaterThanOrEqual(75)
})

/** Encodings within encodings of the same kind: the sealing reads them, the scan of files does not. */
const NESTED = ['in base64 three times', 'in hexadecimal of base64', 'in hexadecimal twice']

for (const [name, write] of Object.entries(writings)) {
  const places = {
    'a JSON member': (text: string) => JSON.stringify({ error: text }),
    'a page': (text: string) => `<p>Error: ${text} </p>`,
    'a line of text': (text: string) => `failed: ${text}\n`,
  }
  test(`the secret ${name} is sealed wherever it is, and found in a file`, () => {
    for (const [place, embed] of Object.entries(places)) {
      const text = embed(write(clientSecret))
      const vault = createVault(clientSecret, [])
      const { seals } = vault.seal(text, 'body')
      expect
        .soft(
          seals.map(({ mark }) => mark),
          `sealed in ${place}`,
        )
        .toContain('‹clientSecret›')
      expect.soft(vault.containsSecret(text), `found in ${place}`).toBe(!NESTED.includes(name))
    }
  })
}
