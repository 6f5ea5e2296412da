/** The diagnosis of the doctor for a terminal: a line per note, with its fix below. */
import type { Diagnosis, DoctorStep, Note } from '../../../fixtures/doctor/diagnosis.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import { plain, type Palette } from '../text/colours.ts'

export function doctorText(diagnosis: Diagnosis, palette: Palette = plain): string {
  const { target, steps, requests, exit } = diagnosis
  const where = target.embedded
    ? `the embedded reference server (${target.baseUrl})`
    : (target.baseUrl ?? 'no address yet')
  const problems = steps.filter(({ outcome }) => outcome === 'problem').length
  const verdict = problems === 0 ? palette.green('ready to run') : palette.red('not ready')
  return [
    '',
    `${palette.bold('Doctor')}  ${inert(where)}`,
    '',
    ...steps.flatMap((doctorStep) => stepLines(doctorStep, palette)),
    '',
    `${palette.bold(verdict)}; ${requests.sent} of at most ${requests.limit} requests sent`,
    '',
    exit.code === 0 ? 'exit 0' : `exit ${exit.code}: ${exit.owner}`,
    '',
  ].join('\n')
}

/** Wide enough for the longest grade, and for the longest title. */
const GRADE = 9
const TITLE = 11

/** Problems come first. Of several notes only the first has a title. */
function stepLines({ id, outcome, notes }: DoctorStep, palette: Palette): string[] {
  const idle = outcome === 'not-reached' || outcome === 'not-needed'
  const sorted = (['problem', 'warning', 'ok'] as const).flatMap((grade) =>
    notes.filter((note) => note.grade === grade),
  )
  return sorted.flatMap((note, at) => {
    const grade = at > 0 && note.grade === 'ok' ? ' '.repeat(GRADE) : colouredGrade(note, palette)
    const title = (at === 0 ? id : '').padEnd(TITLE)
    if (idle) {
      const reason = outcome === 'not-reached' ? `not reached, ${note.text}` : note.text
      return [palette.dim(`  ${'-'.padEnd(GRADE)}${title}${inert(reason)}`)]
    }
    const line = `  ${grade}${title}${inert(note.text)}`
    return note.mend === undefined ? [line] : [line, fixLine(note.mend)]
  })
}

const fixLine = (fix: string): string => `${' '.repeat(2 + GRADE + TITLE)}fix: ${inert(fix)}`

function colouredGrade({ grade }: Note, { red, green, yellow }: Palette): string {
  const colour = { ok: green, warning: yellow, problem: red }[grade]
  return colour(grade.padEnd(GRADE))
}
