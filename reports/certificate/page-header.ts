/** The header of a certificate's page, and the stamp across the page. */
import { dayOf } from '../../spec/lib/date.ts'
import { isLoopbackAddress } from '../../spec/lib/loopback.ts'
import { clipped, escaped } from '../formats/text/html.ts'
import { whichTarget } from '../formats/text/run-text.ts'
import { verdictWords } from '../formats/text/verdict-text.ts'
import type { Certificate } from './statement.ts'
import { countsAsMust } from './status.ts'

/** @param keyid `undefined`: not signed */
export function header(certificate: Certificate, keyid: string | undefined): string {
  const { status, side, target, issuer, issued, must, conditions = [] } = certificate
  const certified = status === 'certified'
  const signed = keyid !== undefined
  const title = !certified ? 'Not certified' : signed ? 'Certified' : 'Certified, not signed'
  const local = !side && !target.embedded && isLoopbackAddress(target.baseUrl)
  const look = lookOf(certificate, signed && !local)
  return `<header class="${look}">
<p class="kind">${side ? 'Conformance of a client of the Formflow API' : 'Conformance of the token endpoint, POST /api/token'}</p>
<h1>${title}</h1>
<p class="target">${escaped(clipped(side ? whichTarget(target) : target.baseUrl, 130))}</p>
${target.embedded ? embeddedNote(target.variation) : local ? LOCAL_NOTE : ''}<p>Issued ${day(issued)}${issuer === undefined ? '' : ` by ${escaped(clipped(issuer, 100))}`}${validity(certificate, signed)}. ${signed ? `Signed by the key ${escaped(keyid.slice(0, 16))}…` : '<strong>Not signed: anyone could have written it.</strong>'}</p>
<p><strong>${must.judged} of ${must.total}</strong> MUST requirements tested; verdict: <strong>${verdictWords(certificate)}</strong></p>
${conditions.map((text) => `<p>Condition: ${escaped(clipped(text, 160))}</p>\n`).join('')}</header>`
}

/** Red is for what is violated, green for a public service and a signed certificate. */
function lookOf(
  { status, target, requirements, strict }: Certificate,
  isVouchedFor: boolean,
): 'good' | 'bad' | 'unsure' {
  const isViolated = requirements.some(
    (requirement) => requirement.outcome === 'violated' && countsAsMust(requirement, strict),
  )
  if (status !== 'certified') return isViolated ? 'bad' : 'unsure'
  return isVouchedFor && !target.embedded ? 'good' : 'unsure'
}

/** What is not certified has no time in which it is valid. */
function validity({ status, expires }: Certificate, signed: boolean): string {
  if (status !== 'certified' || expires === undefined) return ''
  return `, ${signed ? 'valid until' : 'expires'} ${day(expires)}`
}

const LOCAL_NOTE =
  '<p class="embedded">A loopback address: this certificate cannot be tied to a public service.</p>\n'

const day = (iso: string): string => escaped(dayOf(iso))

const embeddedNote = (variation: string | undefined): string =>
  `<p class="embedded">The reference server of the suite${variation === undefined ? '' : `, with the variation ${escaped(clipped(variation, 60))}`}: this is not a real service.</p>\n`

/**
 * The one warning in large letters across the page: the worst. The text of the page says it too, with all others, so it
 * is for eyes only.
 */
export function stamp(certificate: Certificate, keyid: string | undefined): string {
  const { status, target } = certificate
  const text =
    status !== 'certified'
      ? 'Not certified'
      : target.embedded
        ? 'Reference server'
        : keyid === undefined
          ? 'Not signed'
          : undefined
  return text === undefined
    ? ''
    : `<p class="stamp ${lookOf(certificate, false)}" aria-hidden="true"><span>${text}</span></p>`
}
