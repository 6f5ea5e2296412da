/** The doctor's notes for a terminal: a mark and a line for each, and indented below what mends it. */
import type { Diagnosis, DoctorStep, Note } from '../../../fixtures/doctor/diagnosis.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import { plain, type Palette } from '../text/colours.ts'

export function doctorText(diagnosis: Diagnosis, palette: Palette = plain): string {
  const { target, steps, requests, exit } = diagnosis
  const where = target.embedded
    ? `the embedded reference server (${target.baseUrl})`
    : (target.baseUrl ?? 'no address yet')
  const problems = steps.filter(({ outcome }) => outcome === 'problem').length
  const verdict =
    problems === 0 ? palette.green('nothing stands in the way of a run') : palette.red('not yet')
  return [
    '',
    `${palette.bold('Doctor')}  ${inert(where)}`,
    '',
    ...steps.flatMap((doctorStep) => lines(doctorStep, palette)),
    '',
    `${palette.bold(verdict)}; ${requests.sent} of at most ${requests.limit} requests sent`,
    '',
    exit.code === 0 ? 'exit 0' : `exit ${exit.code}: ${exit.owner}`,
    '',
  ].join('\n')
}

/** Wide enough for the longest mark, and for the longest title. */
const MARK = 9
const TITLE = 11

/** What is wrong comes first; what was merely seen has no mark of its own. */
function lines({ id, outcome, notes }: DoctorStep, palette: Palette): string[] {
  const idle = outcome === 'not-reached' || outcome === 'not-needed'
  const sorted = (['problem', 'warning', 'ok'] as const).flatMap((grade) =>
    notes.filter((note) => note.grade === grade),
  )
  return sorted.flatMap((note, at) => {
    const mark = at > 0 && note.grade === 'ok' ? ' '.repeat(MARK) : marked(note, palette)
    const title = (at === 0 ? id : '').padEnd(TITLE)
    if (idle) {
      const why = outcome === 'not-reached' ? `not reached, ${note.text}` : note.text
      return [palette.dim(`  ${'-'.padEnd(MARK)}${title}${inert(why)}`)]
    }
    const told = `  ${mark}${title}${inert(note.text)}`
    return note.mend === undefined ? [told] : [told, mended(note.mend)]
  })
}

const mended = (mend: string): string => `${' '.repeat(2 + MARK + TITLE)}mend: ${inert(mend)}`

function marked({ grade }: Note, { red, green, yellow }: Palette): string {
  const colour = { ok: green, warning: yellow, problem: red }[grade]
  return colour(grade.padEnd(MARK))
}
