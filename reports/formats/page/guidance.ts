/** Requirement -> its subject, and how to fix a violation: in words, and in the code of common frameworks. */
import { guidanceOfAccess } from './guidance-access.ts'
import { guidanceOfLogins } from './guidance-logins.ts'
import type { Guidance } from './guidance-model.ts'

/** In the order in which a reader sees the subjects. */
export const guidance: readonly Guidance[] = [...guidanceOfLogins, ...guidanceOfAccess]

/** The subject of a requirement that no guidance names. */
const OTHER = 'Other'

/** All subjects, in order. */
export const subjects: readonly string[] = [
  ...new Set(guidance.map(({ subject }) => subject)),
  OTHER,
]

const byRequirement: ReadonlyMap<string, Guidance> = new Map(
  guidance.flatMap((entry) => entry.requirements.split(' ').map((id) => [id, entry] as const)),
)

/** @returns `undefined` for a requirement that is newer than this table, or of a vendor */
export const guidanceFor = (requirement: string): Guidance | undefined =>
  byRequirement.get(requirement)

export const subjectOf = (requirement: string): string => guidanceFor(requirement)?.subject ?? OTHER
