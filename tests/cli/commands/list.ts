/** `list`: everything of one kind, for people or as JSON for scripts. */
import { didYouMean, nearest } from '../../../spec/lib/suggest.ts'
import { TERMINAL_WIDTH, wrapped } from '../../../reports/formats/text/columns.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import type { Case, Requirement } from '../../../spec/model.ts'
import { provenBy } from '../../../spec/proves.ts'
import { catalogue } from '../lib/catalogue.ts'
import { badOption } from '../lib/parse.ts'
import type { Arguments } from '../lib/types.ts'

type Row = { readonly id: string } & Readonly<Record<string, unknown>>

const variations = (
  all: readonly {
    readonly id: string
    readonly title: string
    readonly breaks: readonly string[]
  }[],
): Row[] => all.map(({ id, breaks, title }) => ({ id, title, breaks }))

const requirementRows = (all: readonly Requirement[]): Row[] =>
  all.map((requirement) => ({ ...requirement }))

const caseRows = (all: readonly Case[]): Row[] =>
  all.map(({ steps, ...testCase }) => ({
    ...testCase,
    proves: provenBy({ ...testCase, steps }),
  }))

const kinds: Readonly<Record<keyof typeof catalogue, () => readonly Row[]>> = {
  requirements: () => requirementRows(catalogue.requirements),
  cases: () => caseRows(catalogue.cases),
  faults: () => variations(catalogue.faults),
  freedoms: () => variations(catalogue.freedoms),
  'client-requirements': () => requirementRows(catalogue['client-requirements']),
  'client-cases': () => caseRows(catalogue['client-cases']),
  'client-faults': () => variations(catalogue['client-faults']),
  'client-freedoms': () => variations(catalogue['client-freedoms']),
}

const isKind = (name: string): name is keyof typeof kinds => Object.hasOwn(kinds, name)

export async function list({ operand = '', values }: Arguments): Promise<number> {
  const rows = isKind(operand) ? kinds[operand]() : undefined
  if (!rows) {
    const near = nearest(operand, Object.keys(kinds), 1)
    throw badOption(`list needs one of ${Object.keys(kinds).join(', ')}${didYouMean(near)}`)
  }
  process.stdout.write(
    values['json'] === undefined
      ? printedText(`${rows.flatMap(lines).join('\n')}\n`)
      : printedJson(jsonText(rows)),
  )
  return 0
}

/** The id, with the level of a requirement or the profile of a case, and its text below. */
const lines = ({ id, level, profile, title, statement }: Row): string[] => [
  [id, level ?? profile].filter(Boolean).join('  '),
  ...wrapped(String(title ?? statement), 4, TERMINAL_WIDTH),
]
