/** The drift of a document in words. */
import { brief } from '../../../spec/lib/digest.ts'
import type { Drift, DriftChange } from '../../../spec/drift/model.ts'
import { counted } from '../../formats/text/columns.ts'

export const driftHeadline = ({ breaking, other }: Drift): string => {
  if (breaking.length > 0) return counted(breaking.length, 'breaking change')
  return other.length > 0
    ? `no breaking change; ${counted(other.length, 'other change')}`
    : 'nothing changed'
}

/** Where a schema is used in many places, the first ones are told. */
export const placesOf = ({ places: [first = '', ...others] }: DriftChange): string =>
  others.length > 0 ? `${first} and ${counted(others.length, 'other place')}` : first

export function pointersOf({ old, new: now }: DriftChange): string {
  if (old === undefined) return `new ${now ?? ''}`
  if (now === undefined) return `old ${old}`
  return old === now ? old : `${old} → ${now}`
}

export const drifted = ({ old, new: now }: Drift): [what: string, old: string, now: string][] => [
  ['file', old.file, now.file],
  ['document', `${old.title} ${old.version}`, `${now.title} ${now.version}`],
  ['OpenAPI', old.openapi, now.openapi],
  ['sha256', brief(old.sha256), brief(now.sha256)],
]
