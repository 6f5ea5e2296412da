/** The parts of the page after the failures: known failures, remarks, what was not tested, and what changed. */
import { dayOf } from '../../../spec/lib/date.ts'
import type { Cause } from '../../report/causes.ts'
import { byReason, type byGroup } from '../../report/groups.ts'
import type { Report, ReportedRequirement } from '../../report/report.ts'
import { untestedText } from '../../report/untested.ts'
import { counted } from '../text/columns.ts'
import { clipped, code, element, escaped, list, row, section } from '../text/html.ts'
import type { Violated } from './failure.ts'

/** Rows of a table, and ids of a list; report.json has all of them. */
const MAX_ROWS = 40
const MAX_IDS = 60
const MAX_TEXT = 300

const cut = (text: string): string => escaped(clipped(text, MAX_TEXT))
const id = (name: string): string => code(clipped(name, 120))

/** A table whose first row has the names of the columns; it scrolls where the page is narrow. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const more = rows.length - MAX_ROWS
  return [
    '<div class="wide" tabindex="0">',
    element('table', 'rows', [
      row(heads.map((head) => `<th scope="col">${head}</th>`)),
      ...rows
        .slice(0, MAX_ROWS)
        .map((cells) => row(cells.map((cell) => element('td', '', [cell])))),
    ]),
    '</div>',
    more > 0 ? `<p class="dim">And ${more} more in report.json.</p>` : '',
  ].join('\n')
}

/** Violations that do not fail the run, or for which the page had no more room; one row for the first cause of each. */
export function inShort(title: string, note: string, group: readonly Violated[]): string {
  if (group.length === 0) return ''
  const rows = group.map(({ requirement, causes: [first, ...more] }) => [
    `${id(requirement.id)} (${requirement.level}) ${cut(requirement.statement)}`,
    first ? differenceOf(first, more.length) : '',
  ])
  return section(
    title,
    `(${group.length})`,
    `<p>${note}</p>\n${table(['Requirement', 'Difference'], rows)}`,
  )
}

function differenceOf({ difference, cases: [first] }: Cause, more: number): string {
  const rest = more > 0 ? `, and ${counted(more, 'more difference')}` : ''
  return `${cut(difference)}, in ${id(first.id)}${rest}`
}

export function baselineSection({ baseline }: Report): string {
  if (!baseline) return ''
  const rows = baseline.entries.map(
    ({ requirement, case: testCase, state, expires, owner, reason }) => [
      state === 'not judged' ? 'not tested' : state,
      id(requirement) + (testCase === undefined ? '' : ` in ${id(testCase)}`),
      escaped(expires),
      cut(owner),
      cut(reason),
    ],
  )
  return section(
    'Baseline',
    `(${baseline.entries.length})`,
    `<p>${id(baseline.file)}</p>\n${table(['State', 'Requirement', 'Until', 'Owner', 'Reason'], rows)}`,
  )
}

/** What could not be tested, and how to supply it: the reasons say both. */
export function untestedSection({ must }: Report, groups: ReturnType<typeof byGroup>): string {
  if (must.judged === 0) return section('Not tested', '', '<p>Nothing was tested.</p>')
  const open = groups['not tested']
  const rows = [...byReason(open)].map(([, members]) => [
    members
      .map(({ id: name, level }) => `${id(name)} (${level})`)
      .slice(0, MAX_IDS)
      .join(', '),
    cut(sentence(members[0])),
  ])
  return [
    open.length === 0
      ? ''
      : section(
          'Not tested, and how to test it',
          `(${open.length})`,
          table(['Requirements', 'Reason, and what to supply'], rows),
        ),
    others('Not in this profile', 'A larger profile tests them.', groups['not in this profile']),
    others('Not selected', 'The selection left out the cases for them.', groups['not selected']),
    others(
      'Not applicable',
      'They are about responses of which this run had none.',
      groups['not applicable'],
    ),
  ].join('\n')
}

function sentence(requirement: ReportedRequirement | undefined): string {
  const words = requirement ? (untestedText(requirement) ?? '') : ''
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function others(title: string, note: string, group: readonly ReportedRequirement[]): string {
  if (group.length === 0) return ''
  const named = group.slice(0, MAX_IDS).map(({ id: name, level }) => `${id(name)} (${level})`)
  const more = group.length - named.length
  return section(
    title,
    `(${group.length})`,
    `<p>${note}</p>\n<p class="ids">${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}</p>`,
  )
}

/** Without an earlier run the page says how to get a comparison. */
export function changesSection({ changes }: Report): string {
  if (!changes)
    return section(
      'Changes since the last run',
      '',
      '<p>There was no earlier run to compare with. <code>--history file</code> keeps one, and <code>--earlier report.json</code> names the report of a release.</p>',
    )
  const { since, verdict, failing, passing, stillFailing, noLongerTested } = changes
  const groups = [
    ['Failing now, not before', failing],
    ['Passing now, failing before', passing],
    ['Failing in both', stillFailing],
    ['Tested before, not now', noLongerTested],
  ] as const
  const lines = groups.flatMap(([title, names]) =>
    names.length === 0 ? [] : [`<b>${title} (${names.length}):</b> ${idsOf(names)}`],
  )
  const same = failing.length + passing.length + noLongerTested.length === 0
  return section(
    'Changes since the last run',
    `${dayOf(since)}, ${verdict}`,
    `${same ? '<p>No case changed.</p>' : ''}${list(lines)}`,
  )
}

const idsOf = (names: readonly string[]): string =>
  names.slice(0, MAX_IDS).map(id).join(', ') +
  (names.length > MAX_IDS ? ` and ${names.length - MAX_IDS} more` : '')
