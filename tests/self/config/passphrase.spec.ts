/** The passphrase of a client's key. */
import { createPrivateKey } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { readGateAccess } from '../../../fixtures/config/index.ts'
import { temporary } from '../../support/exchange.ts'
import { certificate } from '../../support/tls-certificates.ts'

test('a wrong passphrase that decrypts a key to something is a wrong passphrase too', async () => {
  const client = await certificate()
  const key = createPrivateKey(client.key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'correct horse battery',
  })
  const words = (given: string): string => {
    try {
      createPrivateKey({ key, passphrase: given })
      return 'right'
    } catch (error) {
      return (error as Error).message
    }
  }
  // Some two hundred are refused for their padding before one passes by chance.
  const tries = Array.from({ length: 5000 }, (_, at) => `another ${at}`)
  const wrong = tries.find((given) => !/bad decrypt/i.test(words(given))) ?? ''
  expect(wrong).not.toBe('')
  const files = {
    FORMFLOW_BASE_URL: 'https://api.acme.dev',
    FORMFLOW_CLIENT_CERT_FILE: temporary('client.pem', client.cert),
    FORMFLOW_CLIENT_KEY_FILE: temporary('encrypted.key', String(key)),
    FORMFLOW_CLIENT_PASSPHRASE_FILE: temporary('wrong', wrong),
  }
  expect(() => readGateAccess(files)).toThrow(
    'the file of FORMFLOW_CLIENT_PASSPHRASE_FILE holds another passphrase than that of the key',
  )
})
