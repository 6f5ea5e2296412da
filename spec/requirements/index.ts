/** The requirements: loaded, validated, frozen. A bad file stops everything with its path and the reason. */
import type { Requirement, Source } from '../model.ts'
import { validated } from '../lib/json-file.ts'

interface RequirementFile {
  readonly source: Source
  readonly document: string
  readonly requirements: readonly Omit<Requirement, 'source'>[]
}

const folder = import.meta.dirname
const files = ['contract', 'docs', 'standards', 'security']

/** All requirements, contract first, in the order of their files. */
export const requirements: readonly Requirement[] = files.flatMap((name) => {
  const file = validated<RequirementFile>(folder, `${name}.json`)
  return file.requirements.map((data) => Object.freeze({ ...data, source: file.source }))
})

const byId = new Map(requirements.map((each) => [each.id, each]))
if (byId.size !== requirements.length) throw new Error('spec/requirements: an id is used twice')

/** @throws Error for an id that no file defines: a mistake in the suite's own data. */
export function requirement(id: string): Requirement {
  const found = byId.get(id)
  if (!found) throw new Error(`unknown requirement ${id}`)
  return found
}

/** Those that checks verify; the others are excluded with a reason. */
export const checkedRequirements = requirements.filter((each) => each.excluded === undefined)

/** Whether a violation lets a stranger in, or tells one what he should not know. */
export const isSecurity = ({ source, security }: Requirement): boolean =>
  source === 'security' || security === true
