/** Certified or not: all reasons against it. Used to issue and to verify certificates. */
import { isCounted, isOpen } from '../../spec/verdict/judge.ts'
import { NOT_VERIFIED } from '../report/conditions.ts'
import type { Certificate, CertifiedRequirement } from './statement.ts'

export type Evaluated = Pick<
  Certificate,
  'profile' | 'strict' | 'verdict' | 'exit' | 'requirements' | 'baseline'
> &
  Pick<Certificate, 'connection'> & { readonly run: Pick<Certificate['run'], 'cases'> }

/** A profile that leaves MUST requirements untested on purpose. */
const isPartial = (profile: string): boolean => ['smoke', 'gate'].includes(profile)

/** @returns sentences; empty: certified */
export function reasonsAgainst({ run: { cases }, ...all }: Evaluated): string[] {
  const { profile, strict, verdict, exit, requirements, baseline, connection } = all
  const musts = requirements.filter((requirement) => countsAsMust(requirement, strict))
  const broken = musts.filter(({ outcome }) => outcome === 'violated')
  const open = musts.filter(({ outcome }) => isOpen(outcome))
  const excused = musts.filter(({ id }) =>
    baseline?.entries.some(({ requirement }) => requirement === id),
  )
  const cause = `${exit.owner}: ${exit.reason ?? 'the report has no reason'}`
  return [
    [isPartial(profile), `the profile ${profile} tests too little for a certificate`],
    [
      cases.asked < cases.of,
      `only ${cases.asked} of ${cases.of} cases of the profile were selected`,
    ],
    [connection?.verified === false, NOT_VERIFIED],
    [verdict === 'undetermined', `the run is undetermined; ${cause}`],
    [broken.length > 0, namesOf(broken, 'violated')],
    [open.length > 0, namesOf(open, 'not tested')],
    [excused.length > 0, namesOf(excused, `listed as known failures in ${baseline?.file}`)],
    [musts.length === 0, 'there is no MUST requirement'],
    [
      verdict !== 'undetermined' && broken.length === 0 && exit.code !== 0,
      `the run ended with exit code ${exit.code}; ${cause}`,
    ],
  ].flatMap(([applies, reason]) => (applies === true ? [String(reason)] : []))
}

/** `strict` promotes SHOULD. */
export const countsAsMust = (
  { id, level, outcome }: CertifiedRequirement,
  strict: boolean,
): boolean => outcome !== 'excluded' && isCounted({ id, level, outcome }, strict)

/** Number of ids in a reason; the list of requirements has all of them. */
const MAX_IDS = 4

function namesOf(group: readonly CertifiedRequirement[], what: string): string {
  const named = group.slice(0, MAX_IDS).map(({ id }) => id)
  const more = group.length > MAX_IDS ? ` and ${group.length - MAX_IDS} more` : ''
  const are = group.length === 1 ? 'requirement is' : 'requirements are'
  return `${group.length} MUST ${are} ${what}: ${named.join(', ')}${more}`
}
