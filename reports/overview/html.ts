/** `overview.html`: all targets and the requirements that some of them violate. No script, and readable without its style. */
import { page } from '../formats/text/html-page.ts'
import { clipped, code, element, escaped, row, section } from '../formats/text/html.ts'
import { anchorOf } from '../formats/page/anchor.ts'
import { STYLE } from '../formats/page/style.ts'
import type { Overview, OverviewTarget } from './overview.ts'
import { cellOf, columnsOf, summaryOf, testedOf, trendOf, verdictOf } from './rows.ts'

/** Beside the page. */
export const SHEET = 'overview.css'

export const OVERVIEW_STYLE = `${STYLE}
main { max-width: 84rem; }
.fleet th, .fleet td { white-space: nowrap; }
.fleet thead th { vertical-align: bottom; }
.fleet .reason { white-space: normal; min-width: 22rem; }
.fleet .column { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 400; padding: .3rem 0; max-height: 14rem; }
.fleet tbody tr:hover { background: var(--panel); }
td.good { color: var(--good); } td.bad { color: var(--bad); } td.unsure { color: var(--unsure); }
`

export function overviewHtml(overview: Overview): string {
  const { targets, exit, requirements } = overview
  const columns = columnsOf(overview)
  return page({
    title: `${targets.length} targets: ${summaryOf(overview)}`,
    style: OVERVIEW_STYLE,
    sheet: SHEET,
    inside: [
      `<header class="${exit.code === 0 ? 'good' : exit.code === 1 ? 'bad' : 'unsure'}">`,
      '<p class="kicker">Formflow API, POST /api/token</p>',
      element('h1', '', [`${targets.length} targets`]),
      element('p', 'release', [escaped(summaryOf(overview))]),
      element('p', '', [`exit ${exit.code}: ${escaped(clipped(exit.reason, 400))}`]),
      '</header>',
      section('Targets', '', matrix(targets, columns)),
      columns.length === 0 ? '' : section('Violated', `(${columns.length})`, statements(columns)),
      `<footer><p>${requirements.length} requirements are not satisfied in every target. overview.json has all of them; the page of a target explains its failures.</p></footer>`,
    ],
  })
}

function matrix(targets: readonly OverviewTarget[], columns: Overview['requirements']): string {
  const heads = [
    ...['Target', 'Verdict', 'MUST tested', 'Since the last run'].map(
      (head) => `<th scope="col">${head}</th>`,
    ),
    ...columns.map(
      ({ id }) => `<th scope="col"><div class="column">${escaped(clipped(id, 40))}</div></th>`,
    ),
    '<th scope="col">Reason</th>',
  ]
  const rows = targets.map((target) =>
    row([
      `<th scope="row">${linkTo(target)}</th>`,
      element('td', lookOf(target), [verdictOf(target)]),
      element('td', '', [testedOf(target)]),
      element('td', '', [trendOf(target)]),
      ...columns.map(({ id }) => cell(target, id)),
      element('td', 'reason', [escaped(clipped(target.problem ?? '', 200))]),
    ]),
  )
  return `<div class="wide" tabindex="0" role="region" aria-label="Targets"><table class="fleet"><thead>${row(heads)}</thead><tbody>${rows.join('\n')}</tbody></table></div>`
}

const lookOf = ({ run, exit }: OverviewTarget): string =>
  run?.verdict === 'non-conformant'
    ? 'bad'
    : run?.verdict === 'conformant' && exit === 0 && run.must.judged === run.must.total
      ? 'good'
      : 'unsure'

const linkTo = ({ name, folder }: OverviewTarget): string =>
  folder === undefined
    ? escaped(name)
    : `<a href="${escaped(`${folder}/report.html`)}">${escaped(name)}</a>`

function cell(target: OverviewTarget, id: string): string {
  const [sign, kind, meaning] = cellOf(target, id)
  if (sign === '') return '<td></td>'
  const attributes = `class="mark ${kind}" title="${escaped(`${target.name}, ${id}: ${meaning}`)}"`
  const mark =
    kind === 'violated' && target.folder !== undefined
      ? `<a ${attributes} href="${escaped(`${target.folder}/report.html`)}#${anchorOf(id)}">${sign}</a>`
      : `<span ${attributes}>${sign}</span>`
  return `<td>${mark}</td>`
}

const statements = (columns: Overview['requirements']): string =>
  element('table', 'rows', [
    row(['Requirement', 'Statement'].map((head) => `<th scope="col">${head}</th>`)),
    ...columns.map(({ id, level, statement }) =>
      row([
        element('td', '', [`${code(id)} (${level})`]),
        element('td', '', [escaped(clipped(statement, 300))]),
      ]),
    ),
  ])
