/** `keygen`: generates a key pair for certificates, one key to sign and one to verify. */
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { keyId } from '../../../reports/certificate/dsse.ts'
import { printedText } from '../../../reports/formats/text/printed.ts'
import { unwritable } from '../../../spec/lib/fs-error.ts'
import type { Arguments } from '../lib/types.ts'

export async function keygen({ operand = '' }: Arguments): Promise<number> {
  const pub = `${operand}.pub`
  const taken = [operand, pub].find((file) => existsSync(file))
  if (taken !== undefined)
    throw new ConfigurationError(
      `${taken} already exists, and keygen never overwrites a key; use another file name`,
    )
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  writeKey(operand, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600)
  try {
    writeKey(pub, publicKey.export({ type: 'spki', format: 'pem' }), 0o644)
  } catch (error) {
    // One key alone is useless, and this file is new.
    rmSync(operand)
    throw error
  }
  process.stdout.write(
    printedText(
      [
        `keyid    ${keyId(publicKey)}`,
        `private  ${operand}`,
        '         Keep it secret. A run signs with it: FORMFLOW_SIGNING_KEY_FILE=<file>',
        `public   ${pub}`,
        '         Give it, with the keyid, to those who verify: verify --key <file>',
        '',
      ].join('\n'),
    ),
  )
  return 0
}

/** Fails if the file exists, even if it was made a moment ago. */
function writeKey(file: string, text: string | Buffer, mode: number): void {
  try {
    writeFileSync(file, text, { mode, flag: 'wx' })
  } catch (error) {
    throw new ConfigurationError(`${file} ${unwritable(error)}`)
  }
}
