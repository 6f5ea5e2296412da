/** The description of a case with something to explain: expected and observed, what it means, how to repeat the request. */
import { namesIn } from '../../spec/lib/json-pointer.ts'
import { inertJson } from '../../spec/lib/sanitize.ts'
import type { Requirement } from '../../spec/model.ts'
import { code, escaped } from '../formats/text/html.ts'
import type { CaseView, ViolatedRequirement } from './case-view.ts'
import { changesOf } from './changes.ts'
import { block, table } from './html-parts.ts'

/** @returns `undefined` for a case that passed without a remark */
export function descriptionOf(view: CaseView): string | undefined {
  const { violated, reason } = view
  const remarks = view.parts.flatMap(({ findings }) =>
    findings.flatMap(({ requirement: id, remark }) => (remark ? [{ id, remark }] : [])),
  )
  if (violated.length + remarks.length === 0 && reason === undefined && view.crash === undefined)
    return undefined
  return [
    ...view.excuses.map((line) => `<p><b>Known failure.</b> ${escaped(line)}</p>`),
    ...(reason === undefined ? [] : [`<p><b>Not tested</b> because ${escaped(reason)}</p>`]),
    comparison(violated),
    changes(view),
    token(view),
    repeat(view),
    ...violated.map((item) => explanation(item.requirement, view.run.document)),
    ...remarks.map(({ id, remark }) => `<p><b>Remark</b> (${code(id)}): ${escaped(remark)}</p>`),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function comparison(violated: readonly ViolatedRequirement[]): string {
  const rows = violated.flatMap(({ requirement: { id, level }, violations }) =>
    violations.map(({ where, expected, actual }) => [
      `${code(id)} ${level}`,
      escaped(where),
      escaped(expected),
      escaped(actual),
    ]),
  )
  return rows.length > 0 ? table(['Requirement', 'Where', 'Expected', 'Observed'], rows) : ''
}

function changes({ parts, run }: CaseView): string {
  const sent = parts.filter(({ performance }) => performance.exchanges.length > 0)
  const lines = sent.flatMap(({ testCase }) =>
    testCase.steps.flatMap((step) => {
      const { words } = changesOf(step, run.control)
      return words.length > 0
        ? [`<li>${escaped(step.name)}: ${words.map(code).join(', ')}</li>`]
        : []
    }),
  )
  return lines.length > 0
    ? `<h4>Changes from the control request</h4><ul>${lines.join('')}</ul>`
    : ''
}

/** A requirement of the contract comes with its part of the document, which has no address to link to. */
function explanation(
  { id, level, statement, why, source, reference }: Requirement,
  document: unknown,
): string {
  const excerpt = source === 'contract' ? excerptOf(document, reference) : undefined
  return [
    `<h4>${code(id)} (${level})</h4>`,
    `<p>${escaped(statement)}<br><b>Why it matters:</b> ${escaped(why)}<br><b>Source:</b> ${source}: ${code(reference)}</p>`,
    excerpt === undefined ? '' : block(excerpt),
  ].join('')
}

/** Lines of an excerpt. */
const MAX_LINES = 24

/** @returns the value at a JSON pointer, or the object around it for a single word; `undefined` if there is none */
export function excerptOf(document: unknown, pointer: string): string | undefined {
  let [parent, value] = [document, document]
  for (const name of namesIn(pointer)) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined
    ;[parent, value] = [value, value[name]]
  }
  const lines = inertJson(isObject(value) ? value : parent).split('\n')
  return [...lines.slice(0, MAX_LINES), ...(lines.length > MAX_LINES ? ['…'] : [])].join('\n')
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Header and claims of each token that a violation is about. */
function token({ parts }: CaseView): string {
  const texts = new Set(
    parts.flatMap(({ reported }) =>
      reported.violations.flatMap((violation) => violation.token ?? []),
    ),
  )
  return texts.size > 0 ? `<h4>The token</h4>${block([...texts].join('\n'))}` : ''
}

function repeat({ parts }: CaseView): string {
  const lines = new Set(
    parts.flatMap(({ reported }) => reported.violations.flatMap(({ reproduce = [] }) => reproduce)),
  )
  return lines.size > 0 ? `<h4>Repeat the request</h4>${block([...lines].join('\n'))}` : ''
}
