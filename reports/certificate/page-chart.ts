/** All requirements as marks: by level in a bar, by source in a list. The marks differ without colours, too. */
import { escaped } from '../formats/text/html.ts'
import type { Certificate, CertifiedRequirement } from './statement.ts'

type Requirements = readonly CertifiedRequirement[]

/** In the order of the bars. */
const MARKS = [
  ['satisfied', '✓', 'satisfied'],
  ['violated', '✗', 'violated'],
  ['inconclusive', '?', 'not tested'],
  ['inapplicable', '–', 'not applicable'],
  ['excluded', '·', 'not testable from outside'],
] as const satisfies readonly (readonly [CertifiedRequirement['outcome'], string, string])[]

const SOURCES = [
  ['contract', 'Contract'],
  ['docs', 'Documentation'],
  ['standard', 'Standards'],
  ['security', 'Security'],
  [undefined, 'Not checked'],
] as const

export const requirementChart = ({ requirements }: Pick<Certificate, 'requirements'>): string =>
  `<section><h2>All requirements</h2>
<div class="bars">${(['MUST', 'SHOULD', 'MAY'] as const).map((level) => bar(level, requirements)).join('\n')}</div>
<div class="list">${SOURCES.map((source) => group(source, requirements)).join('\n')}</div>
${legend(requirements)}</section>`

function bar(level: CertifiedRequirement['level'], all: Requirements): string {
  const checked = all.filter(
    (requirement) => requirement.level === level && requirement.outcome !== 'excluded',
  )
  const parts = MARKS.flatMap(([outcome, , meaning]) => {
    const count = checked.filter((requirement) => requirement.outcome === outcome).length
    return count === 0 ? [] : [{ text: `${count} ${meaning}`, cells: mark(outcome).repeat(count) }]
  })
  if (parts.length === 0) return ''
  return `<div class="${level.toLowerCase()}"><p><b>${level}</b> ${parts.map(({ text }) => text).join(', ')}</p>
<p class="cells" aria-hidden="true">${parts.map(({ cells }) => cells).join('')}</p></div>`
}

function group([source, name]: (typeof SOURCES)[number], all: Requirements): string {
  const members = all.filter((requirement) => requirement.source === source)
  return members.length === 0 ? '' : `<h3>${name}</h3><ul>${members.map(item).join('\n')}</ul>`
}

const item = ({ id, level, outcome, known }: CertifiedRequirement): string =>
  `<li class="${level.toLowerCase()}">${mark(outcome)} ${known ? '<b>°</b>' : ''}${escaped(id)}</li>`

function legend(all: Requirements): string {
  const used = MARKS.filter(([outcome]) =>
    all.some((requirement) => requirement.outcome === outcome),
  )
  const marks = used.map(([outcome, , meaning]) => `${mark(outcome)} ${meaning}`)
  const known = all.some((requirement) => requirement.known) ? ['° known failure (baseline)'] : []
  const levels = '<b>bold</b> MUST, normal SHOULD, <i>italic</i> MAY'
  return `<p class="legend">${[...marks, levels, ...known].join(' &nbsp; ')}</p>`
}

function mark(outcome: CertifiedRequirement['outcome']): string {
  const [, sign, meaning] = MARKS.find(([marked]) => marked === outcome) ?? MARKS[2]
  return `<span class="mark ${outcome}" title="${meaning}">${sign}</span>`
}
