/** The two files of a certificate. */
import type { KeyObject } from 'node:crypto'
import { dayOf } from '../../spec/lib/date.ts'
import { sha256 } from '../../spec/lib/digest.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import { counted } from '../formats/text/columns.ts'
import type { Report } from '../report/report.ts'
import { statementOf, type Facts } from './build.ts'
import { enveloped, keyId, type Envelope } from './dsse.ts'
import { envelopeText } from './envelope.ts'
import { certificatePage } from './page.ts'
import { payloadText } from './read.ts'
import type { Statement } from './statement.ts'

export interface CertificateFiles {
  readonly statement: Statement
  readonly signed: boolean
  readonly files: readonly (readonly [name: string, text: string])[]
}

/** @param key private, Ed25519; without it the certificate is not signed */
export function certificateFiles(
  report: Report,
  facts: Facts,
  key: KeyObject | undefined,
): CertificateFiles {
  const draft = statementOf(report, facts)
  const page = certificatePage(draft, key && keyId(key))
  // The page is about the statement, so the statement has its digest and the page does not.
  const ofPage = { name: 'certificate.html', digest: { sha256: sha256(page) } }
  const statement = { ...draft, subject: [...draft.subject, ofPage] }
  const envelope: Envelope = enveloped(payloadText(statement), key)
  return {
    statement,
    signed: key !== undefined,
    files: [
      ['certificate.html', page],
      // Last: when the disk is full, no certificate is left without its page.
      ['certificate.json', envelopeText(envelope)],
    ],
  }
}

const untilText = (expires: string | undefined): string =>
  expires === undefined ? '' : ` until ${dayOf(expires)}`

/** The result in one line, for the end of a run. */
export function certificateLine({ statement, signed }: CertificateFiles): string {
  const { status, side, reasons, expires, target } = statement.predicate.formflow
  const server = target.embedded ? ' (the reference server)' : side ? ' (client)' : ''
  const [first, ...more] = reasons
  const why = first === undefined ? untilText(expires) : `: ${inert(first)}`
  const rest = more.length > 0 ? ` (and ${counted(more.length, 'more reason')})` : ''
  const signature = signed ? 'signed' : 'not signed (set FORMFLOW_SIGNING_KEY_FILE to sign)'
  return `certificate: ${status}${server}${why}${rest}; ${signature}`
}
