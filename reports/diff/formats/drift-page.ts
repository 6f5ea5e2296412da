/** The difference of two OpenAPI documents -> its page. */
import { brief } from '../../../spec/lib/digest.ts'
import type { Drift, DriftChange } from '../../../spec/drift/model.ts'
import { counted } from '../../formats/text/columns.ts'
import { shown, type ComparisonPage, type Entry, type Section } from './comparison-page.ts'

export const driftPage = (drift: Drift): ComparisonPage => ({
  subject: 'two OpenAPI documents',
  headline: headline(drift),
  worse: drift.breaking.length > 0,
  problems: [],
  sides: [
    ['file', shown(drift.old.file), shown(drift.new.file)],
    ['document', titleOf(drift.old), titleOf(drift.new)],
    ['OpenAPI', shown(drift.old.openapi), shown(drift.new.openapi)],
    ['sha256', brief(drift.old.sha256), brief(drift.new.sha256)],
  ],
  conditions: [],
  sections: [
    ...section('Breaking changes', 'bad', drift.breaking),
    ...section('Other changes', 'other', drift.other),
  ],
})

function headline({ breaking, other }: Drift): string {
  if (breaking.length > 0) return counted(breaking.length, 'breaking change')
  return other.length > 0
    ? `no breaking change; ${counted(other.length, 'other change')}`
    : 'nothing changed'
}

const titleOf = ({ title, version }: Drift['old']): string => shown(`${title} ${version}`)

const section = (
  title: string,
  tone: Entry['tone'],
  changes: readonly DriftChange[],
): Section[] => {
  if (changes.length === 0) return []
  const entries = changes.map((change): Entry => {
    const { what, why, places, requirements } = change
    return {
      label: '',
      tone,
      lines: [{ text: shown(what), ...(why === undefined ? {} : { note: why }) }],
      details: [
        { label: 'in', names: places.map(shown), noun: 'place' },
        ...(requirements.length === 0 ? [] : [{ label: 'affects', text: requirements.join(', ') }]),
        { label: 'at', text: shown(pointersOf(change)) },
      ],
    }
  })
  return [{ title, count: changes.length, entries }]
}

function pointersOf({ old, new: now }: DriftChange): string {
  if (old === undefined) return `${now ?? ''} (new)`
  if (now === undefined) return `${old} (old)`
  return old === now ? old : `${old} → ${now}`
}
