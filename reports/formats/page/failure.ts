/** A violated requirement in full: what was seen, how to see it again, why it matters, and how to fix it. */
import { inert } from '../../../spec/lib/sanitize.ts'
import type { Exchange } from '../../../spec/model.ts'
import type { Cause } from '../../report/causes.ts'
import { httpText } from '../../report/http-text.ts'
import type { Performances } from '../../report/material.ts'
import { referenceLinks } from '../../report/reference-links.ts'
import type { ReportedRequirement } from '../../report/report.ts'
import { clipped, code, element, escaped, row } from '../text/html.ts'
import { anchorOf } from './anchor.ts'
import { FRAMEWORKS, type Framework } from './guidance-model.ts'
import { guidanceFor } from './guidance.ts'

/** Causes that are shown of one requirement; report.json has all of them. */
const MAX_CAUSES = 3
/** Characters of one text, and of a request with its response. */
const MAX_TEXT = 600
const MAX_EXCHANGE = 3000
/** A longer shell line would help nobody. */
const MAX_LINE = 2000

export interface Violated {
  readonly requirement: ReportedRequirement
  readonly causes: readonly Cause[]
}

export function failure({ requirement, causes }: Violated, performances?: Performances): string {
  const { id, level, statement, why } = requirement
  const more = causes.length - MAX_CAUSES
  return [
    `<article class="failure" id="${anchorOf(id)}">`,
    element('h3', '', [code(clipped(id, 120)), ' ', element('b', 'tag', [level])]),
    element('p', 'statement', [text(statement)]),
    element('p', '', ['<b>Why it matters:</b> ', text(why)]),
    ...causes.slice(0, MAX_CAUSES).map((cause) => causeOf(cause, performances)),
    more > 0 ? `<p class="dim">And ${more} more differences in report.json.</p>` : '',
    fix(id),
    source(requirement),
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const text = (foreign: string, most = MAX_TEXT): string => escaped(clipped(foreign, most))

function causeOf(cause: Cause, performances: Performances | undefined): string {
  const { violation, shown, cases } = cause
  const [first, ...others] = cases
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  const rows: readonly (readonly [string, string])[] = [
    ['Where', text(violation.where)],
    ['Expected', element('b', 'expected', [text(violation.expected)])],
    ['Observed', element('b', 'observed', [text(violation.actual)])],
    ['Case', `${text(first.title)} (${code(clipped(first.id, 120))})${more}`],
    ...(shown.answer === undefined
      ? []
      : [['Response', code(clipped(shown.answer, MAX_TEXT))] as const]),
    ...(shown.token === undefined
      ? []
      : [['Token', code(clipped(shown.token, MAX_TEXT))] as const]),
  ]
  return [
    element(
      'table',
      'cause',
      rows.map(([head, cell]) => row([`<th scope="row">${head}</th>`, element('td', '', [cell])])),
    ),
    shellLine(shown.reproduce),
    exchangeOf(cause, performances),
  ].join('\n')
}

/** A line that is changed or cut sends another request. */
function shellLine(reproduce: string | undefined): string {
  if (reproduce === undefined) return ''
  const whole =
    reproduce.length <= MAX_LINE && reproduce.split('\n').every((line) => line === inert(line))
  return whole
    ? `<p class="label">Send it again</p>\n${block(reproduce)}`
    : '<p class="dim">report.json has the line that sends it again.</p>'
}

const block = (lines: string): string =>
  `<pre tabindex="0">${lines.split('\n').map(escaped).join('\n')}</pre>`

function exchangeOf(
  { requirement, cases: [first] }: Cause,
  performances: Performances | undefined,
): string {
  const { exchanges = [], repeated = exchanges } = performances?.get(first.id) ?? {}
  const step = first.violations.find((violation) => violation.requirement === requirement)?.step
  const exchange: Exchange | undefined =
    repeated.find((candidate) => candidate.step === step) ?? repeated.at(-1)
  if (!exchange) return ''
  return `<details><summary>Request and response</summary>\n${block(clipped(httpText(exchange).trimEnd(), MAX_EXCHANGE))}\n</details>`
}

function fix(id: string): string {
  const found = guidanceFor(id)
  if (!found) return ''
  const examples = Object.entries(found.code ?? {}).map(
    ([framework, lines]) =>
      `<dt>${FRAMEWORKS[framework as Framework]}</dt>\n<dd>${block(lines)}</dd>`,
  )
  const inFrameworks =
    examples.length === 0
      ? ''
      : `\n<details><summary>In ${Object.keys(found.code ?? {})
          .map((name) => FRAMEWORKS[name as Framework])
          .join(', ')}</summary>\n<dl>${examples.join('\n')}</dl>\n</details>`
  return `<p><b>How to fix it:</b> ${escaped(found.advice)}</p>${inFrameworks}`
}

function source({ source: kind, reference }: ReportedRequirement): string {
  const links = referenceLinks(reference).map(
    ({ name, url }) => `<a href="${escaped(url)}" rel="noreferrer">${escaped(name)}</a>`,
  )
  return element('p', 'dim', [
    `Source: ${kind}, `,
    links.length > 0 ? links.join(', ') : code(clipped(reference, 200)),
  ])
}
