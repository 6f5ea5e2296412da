/** The part of docs/detection.md about servers that nobody of this project wrote. */
import { table } from '../../../reports/formats/text/markdown-table.ts'

/** What a run of `certify` found on one set of servers, when it saw them for the first time. */
export interface BlindSet {
  /** Of the only measurement: `2026-11-27`. */
  readonly date: string
  readonly stacks: string
  readonly must: Share
  readonly security: Share
  /** How many correct servers the set has. */
  readonly correct: number
  /** Correct servers that violated a MUST: how many, and why. */
  readonly accused: readonly { readonly servers: number; readonly what: string }[]
  /** Faults of which no MUST was found violated. */
  readonly escaped: readonly { readonly level: 'MUST' | 'SECURITY'; readonly title: string }[]
  /** What was changed because of the result. */
  readonly changed: string
}

interface Share {
  readonly found: number
  readonly of: number
}

export const blindSection = (sets: readonly BlindSet[]): string[] => [
  '## Servers that nobody here wrote',
  '',
  'People who had seen neither the faults nor the cases wrote faulty and correct servers in other languages and frameworks. A',
  'set is measured once, after the cases were frozen and before any case was changed for it. A fault counts as found if a',
  'MUST is violated. The first result stays here.',
  '',
  ...table(
    ['Date', 'Written in', 'MUST faults', 'Security faults', 'Correct servers accused'],
    sets.map(({ date, stacks, must, security, correct, accused }) => [
      date,
      stacks,
      shareOf(must),
      shareOf(security),
      `${accused.reduce((sum, { servers }) => sum + servers, 0)} of ${correct}`,
    ]),
    [],
  ),
  '',
  ...sets.flatMap(({ date, stacks, accused, escaped, changed }) => [
    `What escaped on ${date} (${stacks}):`,
    '',
    ...escaped.map(({ level, title }) => `- ${level}: ${title}`),
    '',
    ...accusedLines(accused),
    changed,
    '',
  ]),
]

const accusedLines = (accused: BlindSet['accused']): string[] =>
  accused.length === 0
    ? []
    : [
        'Who was accused:',
        '',
        ...accused.map(
          ({ servers, what }) => `- ${servers === 1 ? '' : `${servers} times: `}${what}`,
        ),
        '',
      ]

const shareOf = ({ found, of }: Share): string =>
  `${found} of ${of} (${Math.round((100 * found) / of)} %)`
