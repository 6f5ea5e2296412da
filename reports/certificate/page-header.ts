/** The header of a certificate's page, and the stamps across the page. */
import { dayOf } from '../../spec/lib/date.ts'
import { isOpen } from '../../spec/verdict/judge.ts'
import { isLoopbackAddress } from '../../spec/lib/loopback.ts'
import { clipped, escaped } from '../formats/text/html.ts'
import { whichTarget } from '../formats/text/run-text.ts'
import { verdictWords } from '../formats/text/verdict-text.ts'
import type { Certificate } from './statement.ts'
import { countsAsMust, isPartial } from './status.ts'

/** @param keyid `undefined`: not signed */
export function header(certificate: Certificate, keyid: string | undefined): string {
  const { status, side, target, issued, expires, must, conditions = [] } = certificate
  const certified = status === 'certified'
  const signed = keyid !== undefined
  const title = !certified ? 'Not certified' : signed ? 'Certified' : 'Certified, not signed'
  // Green is for a public service and a signed certificate.
  const local = !side && !target.embedded && isLoopbackAddress(target.baseUrl)
  const look = !certified ? 'bad' : signed && !target.embedded && !local ? 'good' : 'unsure'
  return `<header class="${look}">
<p class="kind">${side ? 'Conformance of a client of the Formflow API' : 'Conformance of the token endpoint, POST /api/token'}</p>
<h1>${title}</h1>
<p class="target">${escaped(clipped(side ? whichTarget(target) : target.baseUrl, 130))}</p>
${target.embedded ? embeddedNote(target.variation) : local ? LOCAL_NOTE : ''}<p>Issued ${day(issued)}${validity(certified, signed, expires)}. ${signed ? `Signed by the key ${escaped(keyid.slice(0, 16))}…` : '<strong>Not signed: anyone could have written it.</strong>'}</p>
<p><strong>${must.judged} of ${must.total}</strong> MUST requirements tested; verdict: <strong>${verdictWords(certificate)}</strong></p>
${conditions.map((text) => `<p>Condition: ${escaped(clipped(text, 160))}</p>\n`).join('')}</header>`
}

/** What is not certified has no time in which it is valid. */
function validity(certified: boolean, signed: boolean, expires: string): string {
  if (!certified) return ''
  return `, ${signed ? 'valid until' : 'expires'} ${day(expires)}`
}

const LOCAL_NOTE =
  '<p class="embedded">A loopback address: this certificate cannot be tied to a public service.</p>\n'

const day = (iso: string): string => escaped(dayOf(iso))

const embeddedNote = (variation: string | undefined): string =>
  `<p class="embedded">The reference server of the suite${variation === undefined ? '' : `, with the variation ${escaped(clipped(variation, 60))}`}: this is not a real service.</p>\n`

/** Warnings in large letters across the page. The text of the page says the same, so they are for eyes only. */
export function stamps(certificate: Certificate, keyid: string | undefined): string {
  const { status, target, profile, strict, requirements, run } = certificate
  const open = requirements.some(
    (requirement) => countsAsMust(requirement, strict) && isOpen(requirement.outcome),
  )
  const texts = [
    ...(status === 'certified' ? [] : ['Not certified']),
    ...(isPartial(profile) || open || run.cases.asked < run.cases.of ? ['Partial'] : []),
    ...(target.embedded ? ['Reference server'] : []),
    ...(keyid === undefined ? ['Not signed'] : []),
  ]
  const lines = texts.map((text) => `<span>${text}</span>`).join('')
  return texts.length === 0 ? '' : `<p class="stamps" aria-hidden="true">${lines}</p>`
}
