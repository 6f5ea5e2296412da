/** `certificate.html`: one page of paper, for somebody who will never read a report. No script, nothing from elsewhere. */
import { clipped, escaped } from '../formats/text/html.ts'
import { page } from '../formats/text/html-page.ts'
import { factRows, factsOf } from './page-facts.ts'
import { header, stamps } from './page-header.ts'
import { picture } from './page-chart.ts'
import { STYLE } from './page-style.ts'
import type { Statement } from './statement.ts'

/** So many characters of reasons and facts fit on the page in letters of the usual size. */
const ROOMY = 800

/** @param keyid of the key that signed the statement; `undefined`: nobody did */
export function certificatePage(statement: Statement, keyid: string | undefined): string {
  const { formflow } = statement.predicate
  const reasons = formflow.reasons.map((reason) => clipped(reason, 240))
  const facts = factsOf(formflow)
  const said = [...reasons, ...facts.map(([, text]) => text)].join('')
  return page({
    title: clipped(`${formflow.status}: ${formflow.target.baseUrl}`, 120),
    style: STYLE,
    kind: said.length > ROOMY ? 'dense' : '',
    inside: [
      stamps(formflow, keyid),
      header(formflow, keyid),
      reasonsList(reasons),
      picture(formflow),
      `<section class="facts"><h2>What was judged, and how</h2><table>${factRows(facts)}</table></section>`,
      MEANING,
      footer(statement, keyid),
    ],
  })
}

const reasonsList = (reasons: readonly string[]): string =>
  reasons.length === 0
    ? ''
    : `<section class="reasons"><h2>Why not</h2><ul>${reasons.map((reason) => `<li>${escaped(reason)}</li>`).join('\n')}</ul></section>`

const MEANING = `<section class="meaning">
<div><h2>What certified means</h2>
<p>On that day this server, asked these questions, broke nothing that its contract, its documentation or a standard demands with MUST. The checks are known to find known faults.</p></div>
<div><h2>What it does not mean</h2>
<p>That the server is secure, that it behaves so under load, for other clients or after its next release, or that the rest of the API works. It is the word of whoever holds the key.</p></div>
</section>`

const footer = ({ subject, predicate }: Statement, keyid: string | undefined): string =>
  `<footer><h2>How to verify</h2>
<p>This page proves nothing: anyone can print one. <code>certificate.json</code> does, with the public key of whoever issued it, had from them and not from here:</p>
<pre>npm run conformance -- verify certificate.json --key KEY.pub</pre>
<table class="digests">
${[
  ['key', keyid ?? 'none: NOT SIGNED'] as const,
  ...[...subject, ...predicate.configuration].map(
    ({ name, digest }) => [name, digest.sha256] as const,
  ),
]
  .map(([name, text]) => `<tr><th>${escaped(clipped(name, 40))}</th><td>${escaped(text)}</td></tr>`)
  .join('\n')}
</table></footer>`
