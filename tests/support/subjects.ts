/**
 * The subjects of the catalogue. A subject is a file of `spec/checks` (what is read in an answer) or of
 * `fixtures/cases` (what is sent). Faults and freedoms stand in files of the same names; where a subject has more
 * files than one, they are listed here.
 */
import { cases } from '../../fixtures/cases/index.ts'
import { faultsByFile } from '../../fixtures/server/faults/index.ts'
import { checksBySubject } from '../../spec/checks/index.ts'
import { provenBy } from '../../spec/proves.ts'

/** Subject -> the files of faults and freedoms that belong to it and have another name. */
export const MORE_FILES: Readonly<Record<string, readonly string[]>> = {
  // What is sent.
  'valid-credentials': ['strictness', 'requests', 'request-forms', 'arrival'],
  'missing-credentials': ['missing-members', 'member-names'],
  'wrong-types': ['validation'],
  'malformed-bodies': ['malformed-input', 'lenient-json', 'text-encoding', 'duplicate-members'],
  'invalid-credentials': [
    'credentials',
    'credential-forms',
    'credential-stores',
    'designed-values',
    'injection',
    'login-cache',
    'loose-comparison',
    'partial-values',
  ],
  methods: ['routing'],
  'protected-operation': [
    'bad-token-status',
    'fresh-token',
    'guards',
    'refusal-status',
    'signatures',
    'token-verification',
    'two-nodes',
    'unstopped-refusals',
  ],
  'authorization-bypass': ['path-spellings', 'trusted-requests'],
  // What is read in an answer.
  status: ['frameworks', 'idiomatic', 'intermediaries', 'refusals', 'refusal-forms'],
  'media-types': ['error-bodies'],
  'success-body': ['success-encoding', 'expires-in'],
  jwt: ['encrypted-tokens', 'signature-forms', 'tokens'],
  caching: ['headers', 'limits'],
  transport: ['connections', 'framing'],
  secrecy: ['given-away', 'secret-hashes', 'sessions', 'token-echo', 'token-leaks'],
  traces: ['debug-output', 'stack-frames'],
  enumeration: ['reason-codes'],
  stability: ['concurrency'],
}

export const SUBJECTS: readonly string[] = [
  ...new Set([
    ...Object.keys(checksBySubject),
    ...cases.map(({ id }) => id.split('/', 1)[0] ?? id),
  ]),
]

/** `login/blank-values` -> `blank-values`. */
export const nameOf = (file: string): string => file.replace(/^.*\//, '')

/** @returns the subject of a file of faults or freedoms; `undefined` if its name is none and no subject lists it */
export function subjectOf(file: string): string | undefined {
  const name = nameOf(file)
  if (SUBJECTS.includes(name)) return name
  return Object.keys(MORE_FILES).find((subject) => MORE_FILES[subject]?.includes(name))
}

/** What the checks of a subject verify and its cases prove. */
export function requirementsOf(subject: string): ReadonlySet<string> {
  const verified = (checksBySubject[subject] ?? []).map(({ verifies }) => verifies)
  const proven = cases.filter(({ id }) => id.startsWith(`${subject}/`)).flatMap(provenBy)
  return new Set([...verified, ...proven])
}

/** Where a fault that breaks the requirement belongs: the files of its subjects, as paths from the root. */
export function faultFilesFor(requirement: string): string[] {
  const all = SUBJECTS.filter((subject) => requirementsOf(subject).has(requirement))
  // Of what the status alone proves, the cases tell more.
  const subjects = all.length > 1 ? all.filter((subject) => subject !== 'status') : all
  return Object.keys(faultsByFile)
    .filter((file) => subjects.includes(subjectOf(file) ?? ''))
    .map((file) => `fixtures/server/faults/${file}.ts`)
}
