/** The page of a case that is worth a word: expected and observed side by side, what it means, how to ask again. */
import { namesIn } from '../../spec/lib/json-pointer.ts'
import { inertJson } from '../../spec/lib/sanitize.ts'
import type { Requirement } from '../../spec/model.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { code, escaped } from '../formats/text/html.ts'
import { reproduction } from '../report/curl.ts'
import { changesOf } from './changes.ts'
import { block, table } from './html-parts.ts'
import { violatedOf, type Part, type Told } from './case-view.ts'

/** @returns `undefined` for a case of which there is nothing to say but that it holds */
export function descriptionOf(told: Told): string | undefined {
  const { unjudged, findings, known } = told
  const violated = violatedOf(told)
  const remarks = findings.flatMap(({ requirement: id, remark }) =>
    remark ? [{ id, remark }] : [],
  )
  if (violated.length + remarks.length === 0 && !unjudged && told.crash === undefined)
    return undefined
  const requirements = violated.map(({ requirement: id }) => requirement(id))
  return [
    ...known.map((line) => `<p><b>Known failure.</b> ${escaped(line)}</p>`),
    ...(unjudged ? [`<p><b>Not judged</b>: ${escaped(unjudged.reason)}</p>`] : []),
    comparison(told),
    changed(told),
    again(told),
    ...requirements.map((each) => why(each, told.around.document)),
    ...remarks.map(({ id, remark }) => `<p><b>Remark</b> (${code(id)}): ${escaped(remark)}</p>`),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function comparison(told: Told): string {
  const rows = violatedOf(told).flatMap(({ requirement: id, violations }) =>
    violations.map(({ where, expected, actual }) => [
      `${code(id)} ${requirement(id).level}`,
      escaped(where),
      escaped(expected),
      escaped(actual),
    ]),
  )
  return rows.length > 0 ? table(['Requirement', 'Where', 'Expected', 'Observed'], rows) : ''
}

function changed({ parts, around }: Told): string {
  const sent = parts.filter(({ performance }) => performance.exchanges.length > 0)
  const lines = sent.flatMap(({ each }) =>
    each.steps.flatMap((step) => {
      const { words } = changesOf(step, around.control)
      return words.length > 0
        ? [`<li>${escaped(step.name)}: ${words.map(code).join(', ')}</li>`]
        : []
    }),
  )
  return lines.length > 0
    ? `<h4>Changed against the control request</h4><ul>${lines.join('')}</ul>`
    : ''
}

/** With the sentence of the contract, where it points into that: the document has no address to link to. */
function why(
  { id, level, statement, why: matters, source, reference }: Requirement,
  document: unknown,
): string {
  const excerpt = source === 'contract' ? excerptOf(document, reference) : undefined
  return [
    `<h4>${code(id)} (${level})</h4>`,
    `<p>${escaped(statement)}<br><b>Why it matters:</b> ${escaped(matters)}<br><b>Source:</b> ${source}: ${code(reference)}</p>`,
    excerpt === undefined ? '' : block(excerpt),
  ].join('')
}

const SHOWN = 24

/** What stands in the document at a JSON pointer, or around a single word there; `undefined` if nothing does. */
export function excerptOf(document: unknown, pointer: string): string | undefined {
  let [around, value] = [document, document]
  for (const name of namesIn(pointer)) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined
    ;[around, value] = [value, value[name]]
  }
  const lines = inertJson(isObject(value) ? value : around).split('\n')
  return [...lines.slice(0, SHOWN), ...(lines.length > SHOWN ? ['…'] : [])].join('\n')
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function again({ parts, around, fuzz }: Told): string {
  const lines = parts.flatMap(({ each, performance, findings }: Part) => {
    const broken = findings
      .filter(({ outcome }) => outcome === 'violated')
      .map((finding) => finding.requirement)
    return broken.length > 0 ? [reproduction(each, performance, broken, around.prefix, fuzz)] : []
  })
  return lines.length > 0 ? `<h4>Ask again</h4>${block([...new Set(lines)].join('\n'))}` : ''
}
