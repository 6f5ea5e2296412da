/** The doctor's result for a terminal: a grade and a line for each note, with its fix below. */
import type { Diagnosis, DoctorStep, Note } from '../../../fixtures/doctor/diagnosis.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import { plain, type Palette } from '../text/colours.ts'
import { TERMINAL_WIDTH, wrapped } from '../text/columns.ts'

export function doctorText(diagnosis: Diagnosis, palette: Palette = plain): string {
  const { target, steps, requests, exit } = diagnosis
  const where = target.embedded
    ? `the embedded reference server (${target.baseUrl})`
    : (target.baseUrl ?? 'no usable base URL')
  const ready = steps.every(({ outcome }) => outcome !== 'problem')
  const verdict = ready ? palette.green('ready to run') : palette.red('not ready')
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

/** Wide enough for the longest grade, and for the longest step. */
const GRADE = 9
const STEP = 11
const INDENT = 2 + GRADE + STEP

/** Problems first. A note without a problem has a grade only as the first of its step. */
function lines({ id, outcome, notes }: DoctorStep, palette: Palette): string[] {
  const sorted = (['problem', 'warning', 'ok'] as const).flatMap((grade) =>
    notes.filter((note) => note.grade === grade),
  )
  if (outcome === 'not-reached' || outcome === 'not-needed') {
    const reason = outcome === 'not-reached' ? 'not reached, ' : ''
    return sorted.map(({ text }) =>
      palette.dim(`  ${'-'.padEnd(GRADE)}${id.padEnd(STEP)}${reason}${inert(text)}`),
    )
  }
  return sorted.flatMap((note, at) => {
    const grade = at > 0 && note.grade === 'ok' ? ' '.repeat(GRADE) : gradeText(note, palette)
    const [first = '', ...more] = wrapped(inert(note.text), INDENT, TERMINAL_WIDTH)
    return [
      `  ${grade}${(at === 0 ? id : '').padEnd(STEP)}${first.trimStart()}`,
      ...more,
      ...(note.mend === undefined
        ? []
        : wrapped(`fix: ${inert(note.mend)}`, INDENT, TERMINAL_WIDTH)),
    ]
  })
}

function gradeText({ grade }: Note, { red, green, yellow }: Palette): string {
  const colour = { ok: green, warning: yellow, problem: red }[grade]
  return colour(grade.padEnd(GRADE))
}
