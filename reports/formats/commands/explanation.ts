/** One id, told to somebody who has just read it in a report. */
import { operationOf } from '../../../spec/operations/index.ts'
import type { Case, Requirement, StatusRange, Step } from '../../../spec/model.ts'
import { provenBy } from '../../../spec/proves.ts'
import { asCurl } from '../../report/curl.ts'
import { columns, counted, wrapped } from '../text/columns.ts'

interface Varied {
  readonly id: string
  readonly title: string
  readonly breaks: readonly string[]
}

export interface Known {
  readonly requirements: readonly Requirement[]
  readonly cases: readonly Case[]
  readonly faults: readonly Varied[]
  readonly freedoms: readonly Varied[]
}

/** @returns a part for each kind that has the id; `undefined` when none has */
export function explanation(id: string, known: Known): string | undefined {
  const named = <Each extends { readonly id: string }>(all: readonly Each[]): Each[] =>
    all.filter((each) => each.id === id)
  const parts = [
    ...named(known.requirements).map((requirement) => ofRequirement(requirement, known)),
    ...named(known.cases).map((testCase) => ofCase(testCase, known)),
    ...named(known.faults).map((varied) => ofVariation('fault', varied, known)),
    ...named(known.freedoms).map((varied) => ofVariation('freedom', varied, known)),
  ]
  return parts.length > 0 ? parts.map((lines) => lines.join('\n')).join('\n\n') : undefined
}

function ofRequirement(requirement: Requirement, { cases, faults }: Known): string[] {
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
      ? listed('Proved by', proving)
      : excluded === undefined
        ? ['Looked at in every answer of every case', '']
        : []),
    ...listed('Broken by', breaking),
    ...examples(proving[0], id),
  ]
}

function ofCase(testCase: Case, { requirements }: Known): string[] {
  const { id, chapter, title, profile, cost, keep, steps } = testCase
  const proven = requirements.filter((requirement) => provenBy(testCase).includes(requirement.id))
  return [
    `${id}  case, ${chapter}`,
    ...wrapped(title, 2),
    '',
    ...columns([
      ['profile', `from ${profile} on`],
      [
        'costs',
        `${counted(cost.requests, 'request')}, ${counted(cost.failedLogins, 'failed login')}`,
      ],
      ...(keep === undefined ? [] : [['kept', keep]]),
    ]),
    '',
    ...listed(
      'Proves',
      proven.map((requirement) => ({
        id: requirement.id,
        title: `${requirement.level} ${requirement.statement}`,
      })),
    ),
    ...steps.flatMap((step) => asked(step, id)),
  ]
}

function ofVariation(kind: string, { id, title, breaks }: Varied, known: Known): string[] {
  const broken = known.requirements.filter((requirement) => breaks.includes(requirement.id))
  return [
    `${id}  ${kind} of a server`,
    ...wrapped(title, 2),
    '',
    ...listed(
      'Breaks',
      broken.map((requirement) => ({
        id: requirement.id,
        title: `${requirement.level} ${requirement.statement}`,
      })),
    ),
    `  npm run conformance -- --${kind} ${id}`,
  ]
}

/** The steps of a case that prove the requirement: what is asked, and what may be answered. */
const examples = (proving: Case | undefined, id: string): string[] => {
  const steps = proving?.steps.filter(({ proves }) => proves.includes(id)) ?? []
  return proving
    ? [`For example ${proving.id}`, ...steps.flatMap((step) => asked(step, proving.id))]
    : []
}

function asked(step: Step, caseId: string): string[] {
  const { path } = operationOf(step)
  const { status, tolerate, open } = step.expect
  return [
    `  ${step.name}`,
    `    ${asCurl(step, path) ?? `npm run conformance -- --grep @${caseId}`}`,
    `    allowed ${told(status)}`,
    ...(tolerate ? [`    tolerated ${told(tolerate.status)}: ${tolerate.because}`] : []),
    ...(open ? [`    left open ${told(open.status)}: ${open.because}`] : []),
  ]
}

const told = (status: readonly StatusRange[]): string => status.join(', ')

const listed = (
  heading: string,
  all: readonly { readonly id: string; readonly title: string }[],
): string[] =>
  all.length > 0
    ? [`${heading} (${all.length})`, ...columns(all.map(({ id, title }) => [id, title])), '']
    : []
