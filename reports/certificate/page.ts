/** `certificate.html`: one printable page for readers who do not read reports. No script, no external content. */
import { commandLine } from '../../spec/lib/suite.ts'
import { clipped, escaped } from '../formats/text/html.ts'
import { page } from '../formats/text/html-page.ts'
import { factRows, factsOf } from './page-facts.ts'
import { header, stamp } from './page-header.ts'
import { requirementChart } from './page-chart.ts'
import { STYLE } from './page-style.ts'
import type { Certificate, Statement } from './statement.ts'

/** So many characters of reasons and facts fit on the page in the normal size. */
const NORMAL_SIZE = 800

/** @param keyid of the key that signed the statement; `undefined`: not signed */
export function certificatePage(statement: Statement, keyid: string | undefined): string {
  const { formflow } = statement.predicate
  const reasons = formflow.reasons.map((reason) => clipped(reason, 240))
  const facts = factsOf(formflow)
  const violated = violatedTexts(formflow)
  const variable = [...reasons, ...violated, ...facts.map(([, text]) => text)].join('')
  return page({
    title: clipped(
      `${formflow.status}: ${formflow.target.program ?? formflow.target.baseUrl}`,
      120,
    ),
    style: STYLE,
    kind: variable.length > NORMAL_SIZE ? 'dense' : '',
    inside: [
      stamp(formflow, keyid),
      header(formflow, keyid),
      reasonsList(reasons),
      violatedList(violated),
      requirementChart(formflow),
      `<section class="facts"><h2>What was tested, and how</h2><table>${factRows(facts)}</table></section>`,
      meaning(formflow.side),
      footer(statement, keyid),
    ],
  })
}

/** A sentence for each violated requirement. */
function violatedTexts({ requirements }: Certificate): string[] {
  const found = requirements.filter(({ outcome }) => outcome === 'violated')
  const violated = (['MUST', 'SHOULD', 'MAY'] as const).flatMap((level) =>
    found.filter((requirement) => requirement.level === level),
  )
  return violated.map(({ id, level, statement = '' }) =>
    clipped(`${id} (${level}): ${statement}`, 240),
  )
}

const violatedList = (texts: readonly string[]): string =>
  texts.length === 0
    ? ''
    : `<section class="reasons violations"><h2>Violated</h2><ul>${texts.map((text) => `<li>${escaped(text)}</li>`).join('\n')}</ul></section>`

const reasonsList = (reasons: readonly string[]): string =>
  reasons.length === 0
    ? ''
    : `<section class="reasons"><h2>Reasons</h2><ul>${reasons.map((reason) => `<li>${escaped(reason)}</li>`).join('\n')}</ul></section>`

const meaning = (side: 'client' | undefined): string => `<section class="meaning">
<div><h2>What certified means</h2>
<p>On that day, in these tests, this ${side ?? 'server'} violated no MUST of ${side ? 'the' : 'its'} contract, ${side ? 'the' : 'its'} documentation or a standard. The suite is itself tested with faulty ${side ?? 'server'}s, and finds their faults.</p></div>
<div><h2>What it does not mean</h2>
<p>It does not say that the ${side ?? 'server'} is secure, that it works under load${side ? ' ' : ', for other clients '}or after its next release, or that ${side ? 'it uses the rest of the API rightly' : 'the rest of the API works'}. It is a statement by the owner of the key.</p></div>
</section>`

const footer = ({ subject, predicate }: Statement, keyid: string | undefined): string =>
  `<footer><h2>How to verify</h2>
<p>This page is no proof: anyone can make one. Verify <code>certificate.json</code> with the public key of the issuer. Get the key from the issuer, not from this page:</p>
<pre>${commandLine('verify certificate.json --key KEY.pub')}</pre>
<table class="digests">
${[
  ['key', keyid ?? 'none (not signed)'] as const,
  // The two from which everything else can be made again; the page has room for no more.
  ...[...subject.slice(0, 2), ...predicate.configuration].map(
    ({ name, digest }) => [name, digest.sha256] as const,
  ),
]
  .map(([name, text]) => `<tr><th>${escaped(clipped(name, 40))}</th><td>${escaped(text)}</td></tr>`)
  .join('\n')}
</table></footer>`
