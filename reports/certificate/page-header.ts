/** What the page of a certificate says first, and what it says across everything else. */
import { dayOf } from '../../spec/lib/date.ts'
import { isOpen } from '../../spec/verdict/judge.ts'
import { isLoopbackAddress } from '../../spec/lib/loopback.ts'
import { clipped, escaped } from '../formats/text/html.ts'
import type { Certificate } from './statement.ts'
import { countsAsMust } from './status.ts'

/** @param keyid `undefined`: not signed */
export function header(certificate: Certificate, keyid: string | undefined): string {
  const { status, target, issued, expires, must, verdict } = certificate
  const certified = status === 'certified'
  const signed = keyid !== undefined
  const word = !certified ? 'Not certified' : signed ? 'Certified' : 'Certified, not signed'
  // Green is for a service that somebody vouches for.
  const local = !target.embedded && isLoopbackAddress(target.baseUrl)
  const look = !certified ? 'bad' : signed && !target.embedded && !local ? 'good' : 'unsure'
  return `<header class="${look}">
<p class="kind">Conformance of the token endpoint, POST /api/token</p>
<h1>${word}</h1>
<p class="target">${escaped(clipped(target.baseUrl, 130))}</p>
${target.embedded ? embedded(target.variation) : local ? LOCAL : ''}<p>Issued ${day(issued)}, ${certified && signed ? 'valid until' : 'expires'} ${day(expires)}. ${signed ? `Signed by the key ${escaped(keyid.slice(0, 16))}…` : '<strong>Not signed: nobody vouches for it.</strong>'}</p>
<p><strong>${must.judged} of ${must.total}</strong> requirements that must hold were judged; verdict: <strong>${verdict}</strong></p>
</header>`
}

const LOCAL =
  '<p class="embedded">This address is the machine of whoever ran it; nobody else knows what answered there.</p>\n'

const day = (iso: string): string => escaped(dayOf(iso))

const embedded = (variation: string | undefined): string =>
  `<p class="embedded">This is the reference server that comes with the suite${variation === undefined ? '' : `, given the variation ${escaped(clipped(variation, 60))}`}; it is nobody’s service.</p>\n`

/** What nobody may miss. */
export function stamps(certificate: Certificate, keyid: string | undefined): string {
  const { status, target, profile, strict, requirements, run } = certificate
  const open = requirements.some(
    (certifiedRequirement) =>
      countsAsMust(certifiedRequirement, strict) && isOpen(certifiedRequirement.outcome),
  )
  const own = [
    ...(status === 'certified' ? [] : ['Not certified']),
    ...(profile === 'smoke' || open || run.cases.asked < run.cases.of ? ['Partial'] : []),
    ...(target.embedded ? ['Reference server'] : []),
    ...(keyid === undefined ? ['Not signed'] : []),
  ]
  const lines = own.map((each) => `<span>${each}</span>`).join('')
  return own.length === 0 ? '' : `<p class="stamps">${lines}</p>`
}
