/** Certified or not: every reason against it. Whoever issues a certificate and whoever verifies one asks here. */
import { isBinding, isOpen } from '../../spec/verdict/judge.ts'
import type { Certificate, CertifiedRequirement } from './statement.ts'

export type Evaluated = Pick<
  Certificate,
  'profile' | 'strict' | 'verdict' | 'exit' | 'requirements' | 'baseline'
> & { readonly run: Pick<Certificate['run'], 'cases'> }

/** @returns sentences; none: certified */
export function reasonsAgainst({ run: { cases }, ...all }: Evaluated): string[] {
  const { profile, strict, verdict, exit, requirements, baseline } = all
  const musts = requirements.filter((certifiedRequirement) =>
    countsAsMust(certifiedRequirement, strict),
  )
  const broken = musts.filter(({ outcome }) => outcome === 'violated')
  const open = musts.filter(({ outcome }) => isOpen(outcome))
  const excused = musts.filter(({ id }) =>
    baseline?.entries.some(({ requirement }) => requirement === id),
  )
  const owned = `${exit.owner}: ${exit.reason ?? 'the report says no more'}`
  return [
    [profile === 'smoke', 'the profile smoke asks too little to certify anything'],
    [cases.asked < cases.of, `only ${cases.asked} of ${cases.of} cases of the profile were asked`],
    [verdict === 'undetermined', `the run is undetermined; ${owned}`],
    [broken.length > 0, some(broken, 'violated')],
    [open.length > 0, some(open, 'not judged')],
    [excused.length > 0, some(excused, `listed as known in ${baseline?.file}`)],
    [musts.length === 0, 'there is no MUST requirement to certify by'],
    [
      verdict !== 'undetermined' && broken.length === 0 && exit.code !== 0,
      `the run ended with exit ${exit.code}; ${owned}`,
    ],
  ].flatMap(([holds, reason]) => (holds === true ? [String(reason)] : []))
}

/** `strict` promotes SHOULD. */
export const countsAsMust = ({ level, outcome }: CertifiedRequirement, strict: boolean): boolean =>
  outcome !== 'excluded' && isBinding(level, strict)

/** How many ids a reason names; all of them stand in the list of requirements. */
const NAMED = 4

function some(group: readonly CertifiedRequirement[], what: string): string {
  const named = group.slice(0, NAMED).map(({ id }) => id)
  const more = group.length > NAMED ? ` and ${group.length - NAMED} more` : ''
  const are = group.length === 1 ? 'requirement is' : 'requirements are'
  return `${group.length} MUST ${are} ${what}: ${named.join(', ')}${more}`
}
