/** A comparison as one page: offline, without a script, in light and dark. */
import { counted } from '../../formats/text/columns.ts'
import { code, element, escaped, list, row, section } from '../../formats/text/html.ts'
import { page as htmlPage } from '../../formats/text/html-page.ts'
import type { ComparisonPage, Detail, Entry, Line, Section, SideRow } from './comparison-page.ts'
import { style } from './style.ts'

export const comparisonHtml = (page: ComparisonPage): string =>
  htmlPage({
    title: page.headline,
    style,
    inside: [
      element('header', page.worse ? 'bad' : 'good', [
        element('p', 'kicker', [`Formflow token endpoint: ${page.subject} compared`]),
        element('h1', '', [escaped(page.headline)]),
        list(page.problems.map(escaped)),
      ]),
      warning(page.conditions),
      section('Compared', '', sides(page.sides)),
      ...page.sections.map(sectionOf),
    ],
  })

const warning = (conditions: readonly SideRow[]): string =>
  conditions.length === 0
    ? ''
    : element('aside', '', [
        element('h2', '', ['Warning: the two are not directly comparable']),
        list(
          conditions.map(
            ([what, old, now]) => `different ${escaped(what)}: ${code(old)} → ${code(now)}`,
          ),
        ),
      ])

const sides = (rows: readonly SideRow[]): string =>
  element('table', 'sides', [
    row(['What', 'Old', 'New'].map((head) => element('th', '', [head]))),
    ...rows.map(([what, old, now]) =>
      row([
        element('th', '', [what]),
        element('td', '', [escaped(old)]),
        element('td', old === now ? '' : 'changed', [escaped(now)]),
      ]),
    ),
  ])

const sectionOf = ({ title, count, note, entries }: Section): string =>
  section(
    title,
    count === undefined ? '' : String(count),
    [
      note === undefined ? '' : element('p', 'dim', [escaped(note)]),
      entries.length === 0 ? '' : element('table', '', entries.map(entryRow)),
    ].join(''),
  )

const entryRow = ({ label, tone, lines, details }: Entry): string =>
  row([
    element('th', '', [element('b', `tag ${tone}`, [escaped(label)])]),
    element('td', '', lines.map(lineOf)),
    element('td', 'dim', details.map(detailOf)),
  ])

const lineOf = ({ name, text, note }: Line): string =>
  element('p', '', [
    [
      ...(name === undefined ? [] : [code(name)]),
      ...(text === undefined ? [] : [escaped(text)]),
    ].join(' '),
    note === undefined ? '' : element('small', '', [` ${escaped(note)}`]),
  ])

function detailOf(detail: Detail): string {
  if ('text' in detail) return element('p', '', [escaped(`${detail.label} ${detail.text}`.trim())])
  const [first = '', ...others] = detail.names
  const rest =
    others.length === 0
      ? ''
      : element('details', '', [
          element('summary', '', [`and ${counted(others.length, `other ${detail.noun}`)}`]),
          escaped(others.join(', ')),
        ])
  return element('div', '', [`${detail.label} `, code(first), rest])
}
