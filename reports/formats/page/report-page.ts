/** `report.html`: one page for a decision, made from the report alone. It runs no script, and is readable without its style. */
import { brief } from '../../../spec/lib/digest.ts'
import { causesOf, isExcused } from '../../report/causes.ts'
import { byGroup } from '../../report/groups.ts'
import type { Performances } from '../../report/material.ts'
import type { Report, ReportedRequirement } from '../../report/report.ts'
import { counted } from '../text/columns.ts'
import { page } from '../text/html-page.ts'
import { clipped, element, escaped, list, row, section } from '../text/html.ts'
import { profileLine, targetLine } from '../text/run-text.ts'
import { certificationText, ownerPrefix, testedText, verdictText } from '../text/verdict-text.ts'
import { hints } from '../text/hints.ts'
import { failure, type Violated } from './failure.ts'
import { picture } from './picture.ts'
import { lookOf, releaseText } from './release.ts'
import { baselineSection, changesSection, inShort, untestedSection } from './sections.ts'
import { STYLE } from './style.ts'

/** Characters of failures in full; the page stays below 300 kB. */
const MAX_FAILURES = 200_000

/**
 * @param reasonsAgainst why the run is not certified; none: it is; absent: the page does not mention it
 * @param performances requests and responses of the failures; absent: the page shows the short response of the report
 */
export function reportPage(
  report: Report,
  reasonsAgainst?: readonly string[],
  performances?: Performances,
): string {
  const groups = byGroup(report)
  const causes = causesOf(report)
  const withCauses = (members: readonly ReportedRequirement[], known: boolean): Violated[] =>
    members.map((requirement) => ({
      requirement,
      causes: (causes.get(requirement.id) ?? []).filter((cause) => cause.known === known),
    }))
  const excused = report.requirements.filter(({ id }) => isExcused(causes.get(id)))
  const { full, short } = withinLimit(withCauses(groups.violated, false), performances)
  const body = [
    header(report),
    facts(report, reasonsAgainst),
    section('Requirements by subject', '', picture(report)),
    failures(full, groups.violated.length, short.length),
    inShort(
      'Violated, in short',
      'The page has no room for these in full; report.json has them.',
      short,
    ),
    inShort('Known', 'Excused by the baseline.', withCauses(excused, true)),
    inShort('Remarks', 'Advice, not part of the verdict.', withCauses(groups.remarked, false)),
    baselineSection(report),
    untestedSection(report, groups),
    changesSection(report),
  ].filter((part) => part !== '')
  return page({
    title: clipped(`${verdictText(report)}: ${report.target.baseUrl}`, 120),
    style: STYLE,
    sheet: 'report.css',
    inside: [...body, footer(report, body.join('\n'))],
  })
}

/** The failures that have room in full, and the others. */
function withinLimit(
  violated: readonly Violated[],
  performances: Performances | undefined,
): { readonly full: readonly string[]; readonly short: readonly Violated[] } {
  const full: string[] = []
  let length = 0
  for (const [at, item] of violated.entries()) {
    const html = failure(item, performances)
    // Requests and responses are also in other files.
    const smaller = length + html.length > MAX_FAILURES / 2 ? failure(item) : html
    length += smaller.length
    if (length > MAX_FAILURES) return { full, short: violated.slice(at) }
    full.push(smaller)
  }
  return { full, short: [] }
}

function failures(full: readonly string[], count: number, short: number): string {
  if (count === 0) return ''
  const note = short > 0 ? `(${count}, ${count - short} of them in full)` : `(${count})`
  return section('Violated', note, full.join('\n'))
}

const header = (report: Report): string =>
  [
    `<header class="${lookOf(report)}">`,
    '<p class="kicker">Formflow API, POST /api/token</p>',
    element('h1', '', [escaped(verdictText(report))]),
    element('p', 'target', [escaped(clipped(targetLine(report.target), 200))]),
    element('p', 'release', [
      `<b>For a release:</b> ${escaped(clipped(releaseText(report), 500))}`,
    ]),
    '</header>',
  ].join('\n')

function facts(report: Report, reasonsAgainst: readonly string[] | undefined): string {
  const { exit, contract, suite, startedAt, conditions = [] } = report
  const reason = exit.reason === undefined ? '' : `; ${ownerPrefix(exit)}${exit.reason}`
  const rows: readonly (readonly [string, string])[] = [
    ['Tested', testedText(report)],
    ['Exit code', `${exit.code}${reason}`],
    ...(reasonsAgainst
      ? [['Certificate', certificationText(reasonsAgainst, report)] as const]
      : []),
    ['Profile', profileLine(report)],
    ['Contract', `${contract.title} ${contract.version}, sha256 ${brief(contract.sha256)}`],
    ['Suite', `${suite.name} ${suite.version}`],
    ['Started', startedAt],
    ...conditions.map((text) => ['Condition', text] as const),
  ]
  return element(
    'table',
    'facts',
    rows.map(([name, text]) =>
      row([`<th scope="row">${name}</th>`, element('td', '', [escaped(clipped(text, 400))])]),
    ),
  )
}

function footer(report: Report, text: string): string {
  const notes = hints(report, text).map((hint) => escaped(hint.replaceAll('`', '')))
  const files =
    'report.json has everything on this page, exchanges.har and evidence.ndjson have all requests and responses.'
  return `<footer>${list(notes)}<p>${files} ${counted(report.cases.length, 'case')} in this run.</p></footer>`
}
