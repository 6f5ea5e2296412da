/** `list`: everything of one kind, a line each, or as JSON for scripts. */
import { didYouMean, nearest } from '../../../spec/lib/suggest.ts'
import { columns } from '../../../reports/formats/text/columns.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { provenBy } from '../../../spec/proves.ts'
import { catalogue } from '../lib/catalogue.ts'
import { badOption } from '../lib/parse.ts'
import type { Given } from '../lib/types.ts'

type Row = { readonly id: string } & Readonly<Record<string, unknown>>

const variations = (all: typeof catalogue.faults): Row[] =>
  all.map(({ id, breaks, title }) => ({ id, title, breaks }))

const kinds: Readonly<Record<string, () => readonly Row[]>> = {
  requirements: () => catalogue.requirements.map((requirement) => ({ ...requirement })),
  cases: () =>
    catalogue.cases.map(({ steps, ...each }) => ({
      ...each,
      proves: provenBy({ ...each, steps }),
    })),
  faults: () => variations(catalogue.faults),
  freedoms: () => variations(catalogue.freedoms),
}

export async function list({ operand = '', values }: Given): Promise<number> {
  const rows = Object.hasOwn(kinds, operand) ? kinds[operand]?.() : undefined
  if (!rows) {
    const near = nearest(operand, Object.keys(kinds), 1)
    throw badOption(`list knows ${Object.keys(kinds).join(', ')}${didYouMean(near)}`)
  }
  process.stdout.write(
    values['json'] === undefined ? `${columns(rows.map(toldOf), 0).join('\n')}\n` : jsonText(rows),
  )
  return 0
}

/** The words that help to choose: of a requirement its level, of a case its profile. */
const toldOf = ({ id, level, profile, title, statement }: Row): string[] =>
  [id, level ?? profile, title ?? statement].filter((each) => typeof each === 'string')
