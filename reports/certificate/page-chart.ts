/** Every requirement as one mark: by level in a bar, by source in a list. It needs no colour to be read. */
import { escaped } from '../formats/text/html.ts'
import type { Certificate, CertifiedRequirement } from './statement.ts'

type Requirements = readonly CertifiedRequirement[]

/** In the order of the bars. */
const MARKS = [
  ['satisfied', '✓', 'satisfied'],
  ['violated', '✗', 'violated'],
  ['inconclusive', '?', 'not judged'],
  ['inapplicable', '–', 'nothing to look at'],
  ['excluded', '·', 'nobody can check it from outside'],
] as const satisfies readonly (readonly [CertifiedRequirement['outcome'], string, string])[]

const SOURCES = [
  ['contract', 'Contract'],
  ['docs', 'Documentation'],
  ['standard', 'Standards'],
  ['security', 'Security'],
  [undefined, 'Not checked'],
] as const

export const picture = ({ requirements }: Pick<Certificate, 'requirements'>): string =>
  `<section><h2>Every requirement</h2>
<div class="bars">${(['MUST', 'SHOULD', 'MAY'] as const).map((level) => bar(level, requirements)).join('\n')}</div>
<div class="list">${SOURCES.map((each) => group(each, requirements)).join('\n')}</div>
${legend(requirements)}</section>`

function bar(level: CertifiedRequirement['level'], all: Requirements): string {
  const checked = all.filter(
    (certifiedRequirement) =>
      certifiedRequirement.level === level && certifiedRequirement.outcome !== 'excluded',
  )
  const runs = MARKS.flatMap(([outcome, , meaning]) => {
    const count = checked.filter(
      (certifiedRequirement) => certifiedRequirement.outcome === outcome,
    ).length
    return count === 0 ? [] : [{ told: `${count} ${meaning}`, cells: mark(outcome).repeat(count) }]
  })
  if (runs.length === 0) return ''
  return `<div class="${level.toLowerCase()}"><p><b>${level}</b> ${runs.map(({ told }) => told).join(', ')}</p>
<p class="cells" aria-hidden="true">${runs.map(({ cells }) => cells).join('')}</p></div>`
}

function group([source, name]: (typeof SOURCES)[number], all: Requirements): string {
  const own = all.filter((certifiedRequirement) => certifiedRequirement.source === source)
  return own.length === 0 ? '' : `<h3>${name}</h3><ul>${own.map(item).join('\n')}</ul>`
}

const item = ({ id, level, outcome, known }: CertifiedRequirement): string =>
  `<li class="${level.toLowerCase()}">${mark(outcome)} ${known ? '<b>°</b>' : ''}${escaped(id)}</li>`

function legend(all: Requirements): string {
  const used = MARKS.filter(([outcome]) =>
    all.some((certifiedRequirement) => certifiedRequirement.outcome === outcome),
  )
  const marks = used.map(([outcome, , meaning]) => `${mark(outcome)} ${meaning}`)
  const known = all.some((certifiedRequirement) => certifiedRequirement.known)
    ? ['° known from a baseline']
    : []
  const levels = '<b>bold</b> MUST, plain SHOULD, <i>slanted</i> MAY'
  return `<p class="legend">${[...marks, levels, ...known].join(' &nbsp; ')}</p>`
}

function mark(outcome: CertifiedRequirement['outcome']): string {
  const [, sign, meaning] = MARKS.find(([each]) => each === outcome) ?? MARKS[2]
  return `<span class="mark ${outcome}" title="${meaning}">${sign}</span>`
}
