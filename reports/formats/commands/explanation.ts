/** What an id from a report means: a requirement, a case, a fault or a freedom. */
import { commandLine } from '../../../spec/lib/suite.ts'
import type { ClientCase } from '../../../spec/clients/lib/model.ts'
import { operationOf } from '../../../spec/operations/index.ts'
import type { Case, Requirement, StatusRange, Step } from '../../../spec/model.ts'
import { provenBy } from '../../../spec/proves.ts'
import { curlLine } from '../../report/curl.ts'
import type { ShellName } from '../../report/shells.ts'
import { columns, counted, wrapped } from '../text/columns.ts'
import { playLines } from './play.ts'

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
  readonly 'client-requirements': readonly Requirement[]
  readonly 'client-cases': readonly ClientCase[]
  readonly 'client-faults': readonly Variation[]
  readonly 'client-freedoms': readonly Variation[]
}

/** The part of the catalogue that is about one side. */
type Side = Pick<Catalogue, 'requirements' | 'faults'> & { readonly cases: readonly Case[] }

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
  const clients: Side = {
    requirements: catalogue['client-requirements'],
    cases: catalogue['client-cases'],
    faults: catalogue['client-faults'],
  }
  const withId = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] =>
    items.filter((item) => item.id === id)
  const parts = [
    ...withId(requirements).map((requirement) => requirementLines(requirement, catalogue, shell)),
    ...withId(cases).map((testCase) => caseLines(testCase, catalogue, shell)),
    ...withId(faults).map((fault) => variationLines('fault', fault, catalogue)),
    ...withId(freedoms).map((freedom) => variationLines('freedom', freedom, catalogue)),
    ...withId(clients.requirements).map((requirement) =>
      clientRequirementLines(requirement, clients),
    ),
    ...withId(catalogue['client-cases']).map((testCase) => [
      ...headOf(testCase, clients.requirements),
      ...playLines(testCase),
    ]),
    ...withId(clients.faults).map((fault) => ofClient('fault', fault, clients)),
    ...withId(catalogue['client-freedoms']).map((freedom) => ofClient('freedom', freedom, clients)),
  ]
  return parts.length > 0 ? parts.map((lines) => lines.join('\n')).join('\n\n') : undefined
}

const requirementLines = (requirement: Requirement, side: Side, shell: ShellName): string[] => [
  ...demandOf(requirement, side),
  ...examples(provingIn(side, requirement)[0], requirement.id, shell),
]

const clientRequirementLines = (requirement: Requirement, side: Side): string[] => [
  ...demandOf(requirement, side),
  `  ${commandLine(`client --grep @${requirement.id} -- <command>`)}`,
]

const provingIn = ({ cases }: Side, { id }: Requirement): Case[] =>
  cases.filter((testCase) => provenBy(testCase).includes(id))

function demandOf(requirement: Requirement, side: Side): string[] {
  const { faults } = side
  const { id, level, statement, why, source, reference, excluded } = requirement
  const proving = provingIn(side, requirement)
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
  ]
}

const caseLines = (testCase: Case, { requirements }: Side, shell: ShellName): string[] => [
  ...headOf(testCase, requirements),
  ...testCase.steps.flatMap((step) => stepLines(step, testCase.id, shell)),
]

function headOf(testCase: Case, requirements: readonly Requirement[]): string[] {
  const { id, chapter, title, profile, cost, keep } = testCase
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
  ]
}

/** The suite can start a server with it. */
const variationLines = (kind: string, variation: Variation, side: Side): string[] => [
  ...deviationOf(`${kind} of a server`, variation, side),
  `  ${commandLine(`--${kind} ${variation.id}`)}`,
]

const ofClient = (kind: string, variation: Variation, side: Side): string[] =>
  deviationOf(`${kind} of a client`, variation, side)

function deviationOf(what: string, { id, title, breaks }: Variation, side: Side): string[] {
  const broken = side.requirements.filter((requirement) => breaks.includes(requirement.id))
  return [
    `${id}  ${what}`,
    ...wrapped(title, 2),
    '',
    ...listed(
      'Violates',
      broken.map((requirement) => ({
        id: requirement.id,
        title: `${requirement.level} ${requirement.statement}`,
      })),
    ),
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
