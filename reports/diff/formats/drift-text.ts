/** The drift of a document for a terminal: what breaks first. */
import type { Drift, DriftChange } from '../../../spec/drift/model.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import { wrapped } from '../../formats/text/columns.ts'
import { shown } from './words.ts'
import { drifted, driftHeadline, placesOf, pointersOf } from './drift-words.ts'
import { plain, type Palette } from '../../formats/text/colours.ts'
import { sides } from '../../formats/text/two-columns.ts'

export function driftText(drift: Drift, palette: Palette = plain): string {
  const { bold, red, green, yellow } = palette
  const bad = drift.breaking.length > 0
  return [
    bold((bad ? red : green)(driftHeadline(drift).toUpperCase())),
    '',
    ...sides(drifted(drift).map(([what, was, is]) => [what, shown(was), shown(is)] as const)),
    '',
    ...part('Breaking', drift.breaking, red, palette),
    ...part('Other', drift.other, yellow, palette),
    `exit ${bad ? 1 : 0}`,
  ].join('\n')
}

function part(
  title: string,
  changes: readonly DriftChange[],
  colour: (text: string) => string,
  { bold, dim }: Palette,
): string[] {
  if (changes.length === 0) return []
  return [
    bold(`${title} (${changes.length})`),
    ...changes.flatMap((driftChange) => [
      ...wrapped(colour(shown(driftChange.what)), 2),
      ...wrapped(`in      ${shown(placesOf(driftChange))}`, 4),
      ...(driftChange.why === undefined ? [] : [`    why     ${driftChange.why}`]),
      ...(driftChange.requirements.length === 0
        ? []
        : wrapped(`touches ${driftChange.requirements.join(', ')}`, 4)),
      dim(`    at      ${inert(pointersOf(driftChange))}`),
    ]),
    '',
  ]
}
