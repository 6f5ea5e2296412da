/** The difference of two runs as one page: offline, without a script, in light and dark. */
import { subjects, type Diff, type NotObserved, type Observed } from '../model.ts'
import { latencyFigure } from './chart.ts'
import { style } from './style.ts'
import { clusters, clusterWords, factWords, subjectTitles } from './fact-words.ts'
import {
  caseWords,
  causes,
  headline,
  regressionWords,
  requirementWords,
  shown,
  sideFacts,
  toneOf,
} from './words.ts'
import { page } from '../../formats/text/html-page.ts'
import { code, element, escaped, list, row, section } from '../../formats/text/html.ts'

export function diffHtml(diff: Diff): string {
  const bad = diff.regressions.length > 0
  return page({
    title: headline(diff),
    style,
    inside: [
      element('header', bad ? 'bad' : 'good', [
        element('p', 'kicker', ['Formflow token endpoint: what changed between two runs']),
        element('h1', '', [escaped(headline(diff))]),
        list(diff.regressions.map((regression) => escaped(regressionWords(regression)))),
      ]),
      unlike(diff),
      sides(diff),
      requirements(diff),
      cases(diff),
      ...observed(diff.observed),
    ],
  })
}

function sides({ old, new: now }: Diff): string {
  const after = sideFacts(now)
  const rows = sideFacts(old).map(([what, was], at) => {
    const is = after[at]?.[1] ?? ''
    return row([element('th', '', [what]), cellOf(was), cellOf(is, was === is ? '' : 'changed')])
  })
  const heads = row(['', 'Old', 'New'].map((each) => element('th', '', [each])))
  return section('The two runs', '', element('table', 'sides', [heads, ...rows]))
}

const cellOf = (told: string, kind = ''): string => element('td', kind, [escaped(told)])

const unlike = ({ unlike: aspects }: Diff): string =>
  aspects.length === 0
    ? ''
    : element('aside', '', [
        element('h2', '', ['Not like with like']),
        list(
          aspects.map(({ what, old, new: now }) =>
            [`another ${what}:`, code(shown(old)), '→', code(shown(now))].join(' '),
          ),
        ),
      ])

const requirements = ({ requirements: changes }: Diff): string =>
  changes.length === 0
    ? ''
    : section(
        'Requirements',
        String(changes.length),
        element(
          'table',
          '',
          changes.map((requirementChange) =>
            row([
              element('td', '', [
                element('b', `tag ${toneOf(requirementChange)}`, [requirementChange.kind]),
              ]),
              element('td', '', [
                code(shown(requirementChange.id)),
                ` ${requirementChange.level}`,
                element('p', 'dim', [escaped(requirementChange.statement)]),
              ]),
              cellOf(requirementWords(requirementChange)),
            ]),
          ),
        ),
      )

const cases = ({ cases: changes }: Diff): string =>
  changes.length === 0
    ? ''
    : section(
        'Cases',
        String(changes.length),
        element(
          'table',
          '',
          causes(changes).map(({ sign, words, cases: ids }) =>
            row([
              element('td', '', [element('p', kinds[sign], [escaped(words)])]),
              element('td', '', [code(caseWords(ids)[0]), ids.length > 1 ? more(ids) : '']),
            ]),
          ),
        ),
      )

const kinds = { '': '', '+': 'appeared', '-': 'gone' }

const more = (ids: readonly string[]): string =>
  element('details', '', [
    element('summary', '', [escaped(caseWords(ids)[1])]),
    escaped(ids.slice(1).join(', ')),
  ])

function observed(value: Observed | NotObserved): string[] {
  if (!value.compared)
    return [
      section(
        'Observed',
        '',
        element('p', 'dim', [`Not compared: ${escaped(shown(value.reason))}`]),
      ),
    ]
  const { answers, changes, latency } = value
  const rows = subjects.flatMap((subject) =>
    clusters(changes.filter((factChange) => factChange.subject === subject)).map((cluster) =>
      row([
        element('th', '', [subjectTitles[subject]]),
        element(
          'td',
          '',
          cluster.changes.map((factChange) =>
            element('p', '', [code(shown(factChange.name)), ' ', escaped(factWords(factChange))]),
          ),
        ),
        cellOf(clusterWords(cluster), 'dim'),
      ]),
    ),
  )
  const none = element('p', 'dim', [`Nothing, in ${answers.both} answers.`])
  return [
    section(
      'Observed',
      String(changes.length),
      rows.length > 0 ? element('table', '', rows) : none,
    ),
    latency.length === 0
      ? ''
      : section(
          'Latency',
          'information, never a regression',
          element('div', 'figures', latency.map(latencyFigure)),
        ),
  ]
}
