/** The requirements: loaded, validated, frozen. An invalid file stops everything with its path and the reason. */
import { readdirSync } from 'node:fs'
import type { Requirement, Source } from '../model.ts'
import { validated } from '../lib/json-file.ts'

interface RequirementFile {
  readonly source: Source
  readonly side?: 'client'
  readonly document: string
  readonly requirements: readonly Omit<Requirement, 'source'>[]
}

/** In the order of the reports. */
const SOURCES: readonly Source[] = ['contract', 'docs', 'standard', 'security']

const folder = import.meta.dirname
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'schema.json')
  .map((name) => ({ name, ...validated<RequirementFile>(folder, name) }))
  .toSorted((a, b) => SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source))

/** Of both sides, in the order of their sources and of their files. */
const all: readonly Requirement[] = files.flatMap(({ source, side, requirements: stated }) =>
  stated.map((data) => Object.freeze({ ...data, source, ...(side ? { side } : {}) })),
)

/** All requirements on a server. */
export const requirements = all.filter(({ side }) => side === undefined)

/** All requirements on a client. */
export const clientRequirements = all.filter(({ side }) => side === 'client')

/** The file in this folder that states the requirement; `undefined` for an unknown one. */
export const fileOf = (id: string): string | undefined =>
  files.find((file) => file.requirements.some((data) => data.id === id))?.name

const byId = new Map(all.map((data) => [data.id, data]))
if (byId.size !== all.length) throw new Error('spec/requirements: an id is used twice')

/** How the ids of requirements, and of files of cases, begin that a user keeps privately: so every report marks them. */
export const PRIVATE = 'private-'

/** Of a requirement, or of a case. */
export const isPrivate = (id: string): boolean => id.startsWith(PRIVATE)

const added: Requirement[] = []

/** Requirements of the user; they are in none of the lists above, and no certificate counts them. */
export const privateRequirements: readonly Requirement[] = added

/** @throws Error for an id that is in use */
export function addPrivateRequirement(data: Requirement): void {
  if (byId.has(data.id)) throw new Error(`the id ${data.id} is used twice`)
  byId.set(data.id, Object.freeze(data))
  added.push(data)
}

/** @throws Error for an id that no file defines: a mistake in the data of this suite */
export function requirement(id: string): Requirement {
  const found = byId.get(id)
  if (!found) throw new Error(`unknown requirement ${id}`)
  return found
}

/** Requirements that checks verify. All others are excluded with a reason. */
export const checkedRequirements = requirements.filter(({ excluded }) => excluded === undefined)

/** Whether a violation gives unauthorized access, or discloses what helps an attacker. */
export const isSecurity = ({ source, security }: Requirement): boolean =>
  source === 'security' || security === true

/** Whether a run that does not test it does not count it; false for an id of another version of the suite. */
export const isOptional = (id: string): boolean => byId.get(id)?.optional === true

export const isConditional = (id: string): boolean => byId.get(id)?.conditional === true
