/** `keygen`: a pair of keys, one to sign certificates with, one to give to those who verify them. */
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { keyId } from '../../../reports/certificate/dsse.ts'
import { unwritable } from '../../../spec/lib/fs-error.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import type { Given } from '../lib/types.ts'

export async function keygen({ operand = '' }: Given): Promise<number> {
  const pub = `${operand}.pub`
  const taken = [operand, pub].find((file) => existsSync(file))
  if (taken !== undefined)
    throw new ConfigurationError(
      `${taken} is there already, and keygen overwrites no key; name another file`,
    )
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  written(operand, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600)
  try {
    written(pub, publicKey.export({ type: 'spki', format: 'pem' }), 0o644)
  } catch (error) {
    // Half a pair is no use, and this file was not there before.
    rmSync(operand)
    throw error
  }
  process.stdout.write(
    [
      `keyid    ${keyId(publicKey)}`,
      `private  ${inert(operand)}: keep it secret; FORMFLOW_SIGNING_KEY_FILE names it to a run, which signs with it`,
      `public   ${inert(pub)}: give it, and the keyid, to whoever verifies; verify takes it as --key`,
      '',
    ].join('\n'),
  )
  return 0
}

/** Fails where a file is, also when it came a moment ago. */
function written(file: string, text: string | Buffer, mode: number): void {
  try {
    writeFileSync(file, text, { mode, flag: 'wx' })
  } catch (error) {
    throw new ConfigurationError(`${file} ${unwritable(error)}`)
  }
}
