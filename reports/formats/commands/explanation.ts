/** What an id from a report means: a requirement, a case, a fault or a freedom. */
import { commandLine } from '../../../spec/lib/suite.ts'
import { operationOf } from '../../../spec/operations/index.ts'
import type { Case, Requirement, StatusRange, Step } from '../../../spec/model.ts'
import { provenBy } from '../../../spec/proves.ts'
import { curlLine } from '../../report/curl.ts'
import type { ShellName } from '../../report/shells.ts'
import { columns, counted, wrapped } from '../text/columns.ts'

interface Variation {
  readonly id: string
  readonly title: string
  readonly breaks: readonly string[]
}

export interface Catalogue {
  readonly requirements: readonly Requirement[]
  readonly cases: readonly Case[]
  readonly faults: readonly Variation[]
  readonly freedoms: readonly Variation[]
}

/**
 * @param shell for which curl lines are written
 * @returns a part per kind that has the id; `undefined` when no kind has it
 */
export function explanation(
  id: string,
  catalogue: Catalogue,
  shell: ShellName = 'posix',
): string | undefined {
  const { requirements, cases, faults, freedoms } = catalogue
  const withId = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] =>
    items.filter((item) => item.id === id)
  const parts = [
    ...withId(requirements).map((requirement) => requirementLines(requirement, catalogue, shell)),
    ...withId(cases).map((testCase) => caseLines(testCase, catalogue, shell)),
    ...withId(faults).map((fault) => variationLines('fault', fault, catalogue)),
    ...withId(freedoms).map((freedom) => variationLines('freedom', freedom, catalogue)),
  ]
  return parts.length > 0 ? parts.map((lines) => lines.join('\n')).join('\n\n') : undefined
}

function requirementLines(
  requirement: Requirement,
  { cases, faults }: Catalogue,
  shell: ShellName,
): string[] {
  const { id, level, statement, why, source, reference, excluded } = requirement
  const proving = cases.filter((testCase) => provenBy(testCase).includes(id))
  const breaking = faults.filter(({ breaks }) => breaks.includes(id))
  return [
    `${id}  requirement, ${level}`,
    ...wrapped(statement, 2),
    '',
    ...columns([
      ['why', why],
      ['source', `${source}: ${reference}`],
      ...(excluded === undefined ? [] : [['excluded', excluded]]),
    ]),
    '',
    ...(proving.length > 0
      ? listed('Cases that test it', proving)
      : excluded === undefined
        ? ['Checked in every response of every case', '']
        : []),
    ...listed('Faults that violate it', breaking),
    ...examples(proving[0], id, shell),
  ]
}

function caseLines(testCase: Case, { requirements }: Catalogue, shell: ShellName): string[] {
  const { id, chapter, title, profile, cost, keep, steps } = testCase
  const proven = requirements.filter((requirement) => provenBy(testCase).includes(requirement.id))
  return [
    `${id}  case, ${chapter}`,
    ...wrapped(title, 2),
    '',
    ...columns([
      ['profile', profile === 'exhaustive' ? profile : `${profile} and larger`],
      [
        'costs',
        `${counted(cost.requests, 'request')}, ${counted(cost.failedLogins, 'failed login')}`,
      ],
      ...(keep === undefined ? [] : [['kept', keep]]),
    ]),
    '',
    ...listed(
      'Tests',
      proven.map((requirement) => ({
        id: requirement.id,
        title: `${requirement.level} ${requirement.statement}`,
      })),
    ),
    ...steps.flatMap((step) => stepLines(step, id, shell)),
  ]
}

function variationLines(
  kind: string,
  { id, title, breaks }: Variation,
  catalogue: Catalogue,
): string[] {
  const broken = catalogue.requirements.filter((requirement) => breaks.includes(requirement.id))
  return [
    `${id}  ${kind} of a server`,
    ...wrapped(title, 2),
    '',
    ...listed(
      'Violates',
      broken.map((requirement) => ({
        id: requirement.id,
        title: `${requirement.level} ${requirement.statement}`,
      })),
    ),
    `  ${commandLine(`--${kind} ${id}`)}`,
  ]
}

/** The steps of a case that test the requirement: what is sent, and which responses are allowed. */
const examples = (proving: Case | undefined, id: string, shell: ShellName): string[] => {
  const steps = proving?.steps.filter(({ proves }) => proves.includes(id)) ?? []
  return proving
    ? [`For example ${proving.id}`, ...steps.flatMap((step) => stepLines(step, proving.id, shell))]
    : []
}

function stepLines(step: Step, caseId: string, shell: ShellName): string[] {
  const { path } = operationOf(step)
  const { status, tolerate, open } = step.expect
  return [
    `  ${step.name}`,
    `    ${(isWritten(step) ? curlLine(step, path, shell) : undefined) ?? commandLine(`ask ${caseId}`)}`,
    `    allowed ${statusText(status)}`,
    ...(tolerate ? [`    tolerated ${statusText(tolerate.status)}: ${tolerate.because}`] : []),
    ...(open ? [`    not tested if ${statusText(open.status)}: ${open.because}`] : []),
  ]
}

/** The request line has nothing but the path of the operation, so it can be written before a run. */
const isWritten = ({ path, query }: Step): boolean => path === undefined && query === undefined

const statusText = (status: readonly StatusRange[]): string => status.join(', ')

const listed = (
  heading: string,
  items: readonly { readonly id: string; readonly title: string }[],
): string[] =>
  items.length > 0
    ? [`${heading} (${items.length})`, ...columns(items.map(({ id, title }) => [id, title])), '']
    : []
