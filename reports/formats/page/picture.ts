/** All requirements as marks, subject by subject. The marks differ without colours and without a style, too. */
import { byGroup, type Group } from '../../report/groups.ts'
import type { Report, ReportedRequirement } from '../../report/report.ts'
import { clipped, element, escaped, row } from '../text/html.ts'
import { anchorOf } from './anchor.ts'
import { subjectOf, subjects } from './guidance.ts'

type Mark = readonly [group: Group, kind: string, sign: string, meaning: string]

const OPEN: Mark = ['not tested', 'open', '?', 'not tested']

/** In the order of the legend. */
const MARKS: readonly Mark[] = [
  ['violated', 'violated', '✗', 'violated'],
  ['known', 'known', '!', 'violated, but known'],
  ['remarked', 'remarked', '!', 'violated, but only advice'],
  OPEN,
  ['not selected', 'open', '?', 'not selected'],
  ['not in this profile', 'open', '?', 'not in this profile'],
  ['not applicable', 'none', '–', 'not applicable'],
  ['satisfied', 'satisfied', '✓', 'satisfied'],
]

/** A page with more marks would be no picture. */
const MAX_MARKS = 400

export function picture(report: Report): string {
  const groups = byGroup(report)
  const shown = report.requirements.slice(0, MAX_MARKS)
  const rows = subjects.flatMap((subject) => {
    const members = shown.filter(({ id }) => subjectOf(id) === subject)
    if (members.length === 0) return []
    const fine = members.filter((requirement) => groups.satisfied.includes(requirement)).length
    return [
      row([
        element('th', '', [escaped(subject)]),
        element(
          'td',
          'marks',
          members.map((requirement) => mark(requirement, groups)),
        ),
        element('td', 'count', [`${fine} of ${members.length}`]),
      ]),
    ]
  })
  const heads = ['Subject', 'Requirements', 'Satisfied'].map((head) => element('th', '', [head]))
  return [
    bar(groups),
    '<div class="wide">',
    element('table', 'subjects', [row(heads), ...rows]),
    '</div>',
    legend(groups),
  ].join('\n')
}

type Groups = ReturnType<typeof byGroup>

function mark(requirement: ReportedRequirement, groups: Groups): string {
  const { id, level, statement } = requirement
  const [group, kind, sign, meaning] =
    MARKS.find(([name]) => groups[name].includes(requirement)) ?? OPEN
  const title = `${id} (${level}): ${meaning}. ${clipped(statement, 160)}`
  const attributes = `class="mark ${kind}" title="${escaped(title)}"`
  return group === 'violated'
    ? `<a ${attributes} href="#${anchorOf(id)}">${sign}</a> `
    : `<span ${attributes}>${sign}</span> `
}

/** Units of the drawing. */
const WIDTH = 1000

const FILLS: Readonly<Record<string, string>> = {
  violated: '#b42318',
  known: '#8a5a00',
  remarked: '#c98a00',
  open: '#8793a3',
  none: '#c9d0d9',
  satisfied: '#1a7f37',
}

/** Colours are attributes, because pages in some CI systems have no style. */
function bar(groups: Groups): string {
  const total = Object.values(groups).reduce((sum, { length }) => sum + length, 0)
  const counts = countsOf(groups)
  let left = 0
  const parts = counts.map(([kind, , count]) => {
    const width = (WIDTH * count) / total
    const part = `<rect class="${kind}" fill="${FILLS[kind]}" x="${left.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="24"/>`
    left += width
    return part
  })
  const text = counts.map(([, meaning, count]) => `${count} ${meaning}`).join(', ')
  return `<svg class="bar" role="img" aria-label="${text}" viewBox="0 0 ${WIDTH} 24" width="100%" height="24" preserveAspectRatio="none">${parts.join('')}</svg>`
}

const countsOf = (groups: Groups): (readonly [kind: string, meaning: string, count: number])[] =>
  MARKS.flatMap(([group, kind, , meaning]) =>
    groups[group].length === 0 ? [] : [[kind, meaning, groups[group].length] as const],
  )

const legend = (groups: Groups): string =>
  element('p', 'legend', [
    MARKS.flatMap(([group, kind, sign, meaning]) =>
      groups[group].length === 0
        ? []
        : [`<span class="mark ${kind}">${sign}</span> ${groups[group].length} ${meaning}`],
    ).join(' &nbsp; '),
  ])
