/** The commands about certificates, with their options. */
import type { Command, Option } from './lib/types.ts'

/** @param json prints JSON */
export const certificateCommands = (json: Option): readonly Command[] => [
  {
    name: 'verify',
    about:
      'check whether a certificate can be trusted; sends nothing (exit 0: yes, 1: no, 2: no key given)',
    operand: '<certificate.json>',
    options: [
      {
        name: 'key',
        value: '<file>',
        about: 'public key of the issuer; get it from the issuer',
      },
      {
        name: 'target',
        value: '<url>',
        about: 'base URL that the certificate must be for; without it, check the printed one',
      },
      {
        name: 'evidence',
        value: '<file>',
        about: 'evidence to judge again (default: evidence.ndjson beside the certificate)',
      },
      {
        name: 'report',
        value: '<file>',
        about: 'report of the run (default: report.json beside the certificate)',
      },
      json,
    ],
    examples: [['verify certificate.json --key issuer.pub', 'with the key of the issuer']],
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'keygen',
    about:
      'generate a key pair for certificates: a private key to sign, and `.pub` beside it to verify',
    operand: '<file>',
    options: [],
    examples: [['keygen formflow.pem', 'writes formflow.pem and formflow.pem.pub']],
    load: async () => (await import('./commands/keygen.ts')).keygen,
  },
]
