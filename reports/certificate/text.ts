/** The result of verifying a certificate, for a terminal. */
import { inert } from '../../spec/lib/sanitize.ts'
import type { Verification } from './verify.ts'
import type { VerifyStep } from './verify-steps.ts'
import { columns, TERMINAL_WIDTH, wrapped } from '../formats/text/columns.ts'
import { plain, type Palette } from '../formats/text/colours.ts'

/** @param file as it was named */
export function verificationText(
  file: string,
  { steps, verdict, exit, certificate }: Verification,
  palette: Palette = plain,
): string {
  const { bold, green, red, yellow } = palette
  const colours = { ok: green, failed: red, 'not checked': yellow, note: yellow }
  const paint = (line: string, { outcome }: VerifyStep): string =>
    line.replace(outcome, (word) => colours[outcome](word))
  const heads = columns(steps.map(({ outcome, name }) => [outcome, name, '|']))
  const indent = heads[0]?.indexOf('|') ?? 0
  const target = certificate
    ? `  ${inert(certificate.target.program ?? certificate.target.baseUrl)}`
    : ''
  const colour = verdict === 'verified' ? green : verdict === 'not vouched for' ? yellow : red
  return [
    '',
    `${bold('Certificate')}  ${inert(file)}`,
    '',
    ...steps.flatMap((step, at) =>
      wrapped(inert(step.detail), indent, TERMINAL_WIDTH).map((line, nth) =>
        nth === 0 ? paint((heads[at] ?? '').slice(0, indent), step) + line.trimStart() : line,
      ),
    ),
    '',
    `${bold(colour(titles[verdict]))}${target}`,
    ...wrapped(meaning(verdict, steps), 2, TERMINAL_WIDTH),
    '',
    `exit ${exit}`,
    '',
  ].join('\n')
}

const titles: Readonly<Record<Verification['verdict'], string>> = {
  verified: 'VERIFIED',
  'not certified': 'NOT CERTIFIED',
  'not vouched for': 'SIGNATURE NOT CHECKED',
  refused: 'REFUSED',
}

function meaning(verdict: Verification['verdict'], steps: readonly VerifyStep[]): string {
  const named = (wanted: VerifyStep['outcome']): string =>
    steps.flatMap(({ name, outcome }) => (outcome === wanted ? [name] : [])).join(', ')
  const open = named('not checked')
  return {
    verified: `genuine, valid and certified${open === '' ? '' : `; NOT CHECKED: ${open}`}`,
    'not certified': 'NO PASS: it is genuine, but states that the target is not certified',
    'not vouched for':
      'NO PASS: without --key the signature is not checked; anyone could have written it',
    refused: `NO PASS: do not trust it; failed: ${named('failed')}`,
  }[verdict]
}
