/** `certificate.html`: one page of paper, for somebody who will never read a report. No script, nothing from elsewhere. */
import { createHash } from 'node:crypto'
import { clipped, escaped } from '../formats/html.ts'
import { factRows } from './page-facts.ts'
import { picture } from './page-picture.ts'
import { STYLE } from './page-style.ts'
import type { Certificate, Statement } from './statement.ts'
import { countsAsMust, isOpen } from './status.ts'

const styleHash = createHash('sha256').update(STYLE).digest('base64')
const POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`

/** @param keyid of the key that signed the statement; `undefined`: nobody did */
export function certificatePage(
  { subject, predicate }: Statement,
  keyid: string | undefined,
): string {
  const { formflow } = predicate
  const { status, target, issued, expires, reasons, must } = formflow
  const sure = status === 'certified' && keyid !== undefined
  const title = `${status === 'certified' ? 'Certified' : 'Not certified'}: ${target.baseUrl}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(clipped(title, 120))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${stampsOf(formflow, keyid)}
<header class="${sure ? 'good' : status === 'certified' ? 'unsure' : 'bad'}">
<p class="kind">Conformance of the token endpoint, POST /api/token</p>
<h1>${status === 'certified' ? 'Certified' : 'Not certified'}</h1>
<p class="target">${escaped(clipped(target.baseUrl, 160))}</p>
${target.embedded ? embedded(target.variation) : ''}<p class="dates">Issued ${day(issued)}, ${sure ? 'valid' : 'would be valid'} until ${day(expires)}. ${keyid === undefined ? '<strong>Not signed: nobody vouches for it.</strong>' : 'Signed.'}</p>
<p class="judged"><strong>${must.judged} of ${must.total}</strong> requirements that must hold were judged; verdict: <strong>${formflow.verdict}</strong></p>
</header>
${reasonsList(reasons)}
${picture(formflow)}
<section class="facts"><h2>What was judged, and how</h2><table>${factRows(formflow)}</table></section>
<section class="meaning"><div><h2>What a certificate means</h2>
<p>On that day this server, asked these questions, broke nothing that its contract, its documentation or a standard demands with MUST. The checks are known to find known faults.</p></div>
<div><h2>What it does not mean</h2>
<p>That the server is secure, that it behaves so under load, for other clients or after its next release, or that the rest of the API works. It is the word of whoever holds the key.</p></div></section>
<footer><h2>How to verify</h2>
<p>This page proves nothing: anyone can print one. <code>certificate.json</code> does, with the public key of whoever issued it, had from them and not from here:</p>
<pre>npm run conformance -- verify certificate.json --key KEY.pub</pre>
<table class="digests">
<tr><th>key</th><td>${keyid === undefined ? 'none: NOT SIGNED' : escaped(keyid)}</td></tr>
${subject.map(digestRow).join('\n')}
${predicate.configuration.map(digestRow).join('\n')}
</table></footer>
</main>
</body>
</html>
`
}

const day = (iso: string): string => escaped(iso.slice(0, 10))

const digestRow = ({ name, digest }: Statement['subject'][number]): string =>
  `<tr><th>${escaped(clipped(name, 40))}</th><td>${escaped(digest.sha256)}</td></tr>`

const embedded = (variation: string | undefined): string =>
  `<p class="embedded">This is the reference server that comes with the suite${variation === undefined ? '' : `, given the variation ${escaped(variation)}`}; it is nobody’s service.</p>\n`

/** What nobody may miss stands across the whole page. */
function stampsOf(
  { status, target, profile, strict, requirements, run }: Certificate,
  keyid: string | undefined,
): string {
  const open = requirements.some((each) => countsAsMust(each, strict) && isOpen(each.outcome))
  const stamps = [
    ...(status === 'certified' ? [] : ['Not certified']),
    ...(profile === 'smoke' || open || run.cases.asked < run.cases.of ? ['Partial'] : []),
    ...(target.embedded ? ['Reference server'] : []),
    ...(keyid === undefined ? ['Not signed'] : []),
  ]
  const lines = stamps.map((each) => `<span>${each}</span>`).join('')
  return stamps.length === 0 ? '' : `<p class="stamps">${lines}</p>`
}

/** So many fit on the page; there are no more kinds of them. */
const reasonsList = (reasons: readonly string[]): string =>
  reasons.length === 0
    ? ''
    : `<section class="reasons"><h2>Why not</h2><ul>${reasons.map((each) => `<li>${escaped(clipped(each, 220))}</li>`).join('')}</ul></section>`
