/** The programs of `examples/`, how they are started, and what the suite finds in them. */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A program to copy: it satisfies every MUST. */
export interface Copied {
  readonly title: string
  /** The program that the machine must have. */
  readonly needs: string
  /** Its arguments; a folder for its output is added. */
  readonly prepare?: readonly string[]
  readonly line: (root: string, folder: string) => string[]
  /** Requirements that are not about it. */
  readonly notApplicable: readonly string[]
}

/** Options of a JVM for programs that run for a moment. */
export const startQuickly = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto']

export const copied: readonly Copied[] = [
  {
    title: 'Node',
    needs: 'node',
    line: (root) => ['node', join(root, 'examples/formflow-client.mjs')],
    notApplicable: [],
  },
  {
    title: 'Python',
    needs: 'python3',
    line: (root) => ['python3', join(root, 'examples/formflow_client.py')],
    notApplicable: ['client-reads-gzip'],
  },
  {
    title: 'Java',
    needs: 'javac',
    prepare: ['javac', 'examples/FormflowClient.java', '-d'],
    line: (_root, folder) => ['java', ...startQuickly, '-cp', folder, 'FormflowClient'],
    notApplicable: ['client-reads-gzip'],
  },
  {
    title: 'PHP',
    needs: 'php',
    line: (root) => ['php', join(root, 'examples/formflow_client.php')],
    notApplicable: ['client-parallel-succeeds', 'client-logins-shared', 'client-reads-gzip'],
  },
]

/** Writes a pair of keys for certificates. */
export function keyPair(folder: string): { readonly private: string; readonly public: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const files = { private: join(folder, 'key.pem'), public: join(folder, 'key.pub') }
  writeFileSync(files.private, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  writeFileSync(files.public, publicKey.export({ type: 'spki', format: 'pem' }))
  return files
}
