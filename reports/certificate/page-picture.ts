/** Every requirement as one mark: by level in a bar, by source in a list. It needs no colour to be read. */
import { escaped } from '../formats/html.ts'
import type { Certificate, CertifiedRequirement } from './statement.ts'

type Kind = 'satisfied' | 'violated' | 'open' | 'idle' | 'excluded'

const kinds: Readonly<Record<CertifiedRequirement['outcome'], Kind>> = {
  satisfied: 'satisfied',
  violated: 'violated',
  inconclusive: 'open',
  inapplicable: 'idle',
  excluded: 'excluded',
}

const SIGNS: Readonly<Record<Kind, readonly [sign: string, meaning: string]>> = {
  satisfied: ['✓', 'satisfied'],
  violated: ['✗', 'violated'],
  open: ['?', 'not judged'],
  idle: ['–', 'nothing to look at'],
  excluded: ['·', 'nobody can check it from outside'],
}

const levels = ['MUST', 'SHOULD', 'MAY'] as const

const sources = [
  ['contract', 'Contract'],
  ['docs', 'Documentation'],
  ['standard', 'Standards'],
  ['security', 'Security'],
  [undefined, 'Not checked'],
] as const

export const picture = ({ requirements }: Pick<Certificate, 'requirements'>): string =>
  `<section class="picture"><h2>Every requirement</h2>
<table class="bars">${levels.map((level) => bar(level, requirements)).join('\n')}</table>
<div class="list">${sources
    .map(([source, name]) =>
      group(
        name,
        requirements.filter((each) => each.source === source),
      ),
    )
    .join('\n')}</div>
<p class="legend">${Object.keys(SIGNS)
    .filter((kind) => requirements.some(({ outcome }) => kinds[outcome] === kind))
    .map((kind) => `${mark(kind as Kind)} ${SIGNS[kind as Kind][1]}`)
    .join(' &nbsp; ')} &nbsp; <b>bold</b> MUST, plain SHOULD, <i>slanted</i> MAY</p></section>`

function bar(level: CertifiedRequirement['level'], all: readonly CertifiedRequirement[]): string {
  const own = all.filter((each) => each.level === level && each.outcome !== 'excluded')
  if (own.length === 0) return ''
  const order = (each: CertifiedRequirement): number =>
    Object.keys(SIGNS).indexOf(kinds[each.outcome])
  const cells = own
    .toSorted((a, b) => order(a) - order(b))
    .map(({ outcome }) => mark(kinds[outcome]))
  const told = Object.entries(SIGNS).flatMap(([kind, [, meaning]]) => {
    const count = own.filter(({ outcome }) => kinds[outcome] === kind).length
    return count > 0 ? [`${count} ${meaning}`] : []
  })
  return `<tr><th>${level}</th><td class="cells" aria-hidden="true">${cells.join('')}</td><td>${told.join(', ')}</td></tr>`
}

const group = (name: string, own: readonly CertifiedRequirement[]): string =>
  own.length === 0 ? '' : `<h3>${name}</h3><ul>${own.map(item).join('')}</ul>`

const item = ({ id, level, outcome, known }: CertifiedRequirement): string =>
  `<li class="${level.toLowerCase()}">${mark(kinds[outcome])} ${escaped(id)}${known ? ' (known)' : ''}</li>`

const mark = (kind: Kind): string => {
  const [sign, meaning] = SIGNS[kind]
  return `<span class="mark ${kind}" title="${meaning}">${sign}</span>`
}
