/** Ways to a certificate that a server has not earned: each is refused, or not certified, with the reason. */
import { casesIn } from '../../fixtures/cases/index.ts'
import { differenceFromIssued } from '../../fixtures/gateway/tokens/supplied-token.ts'
import { certifyInMemory } from '../../fixtures/run/in-memory.ts'
import { variationNamed } from '../../fixtures/run/variation.ts'
import { reasonsAgainst } from '../../reports/certificate/status.ts'
import { verification } from '../../reports/certificate/verify.ts'
import { EvidenceError, readEvidence } from '../../reports/evidence/evidence.ts'
import { NOT_VERIFIED } from '../../reports/report/conditions.ts'
import type { Attack } from './attack.ts'
import { certified, facts, issued, reference, resultOf, verifyInput } from './certificates.ts'
import { contract, NOON_S } from './exchange.ts'

/** A change of the evidence of a certified run, which is then signed with the right key. */
export interface Forgery {
  readonly what: string
  readonly change: (evidence: string) => string
  /** A part of the reason. */
  readonly reason: string
}

export const forgeries: readonly Forgery[] = [
  {
    what: 'a case planned twice in the place of another',
    change: (text) => text.replace(/"planned":\["[^"]+","([^"]+)"/, '"planned":["$1","$1"'),
    reason: 'the evidence plans a case twice',
  },
  {
    what: 'without a case of the profile',
    change: (text) => text.replace(/("planned":\["[^"]+"),"[^"]+"/, '$1'),
    reason: 'cases failed: not planned: ',
  },
  {
    what: 'with other traffic',
    change: (text) => text.replace(/"traffic":\{"requests":\d/, '$&0'),
    reason: 'the evidence has another number of requests',
  },
  {
    what: 'with a header for a gate that the certificate does not name',
    change: (text) => text.replace('"headers":[', '"headers":[["X-Env","‹header x-env›"],'),
    reason: 'requests of the evidence have other headers for a gate than the certificate names',
  },
  {
    what: 'without an end',
    change: (text) => text.trimEnd().split('\n').slice(0, -1).join('\n'),
    reason: 'the evidence ends before the run did',
  },
  {
    what: 'with a request of another day',
    change: (text) => text.replace(/"sentAt":\d+/, `"sentAt":${Date.UTC(2026, 0, 14)}`),
    reason: '1 requests of the evidence lie outside of the run',
  },
  {
    what: 'with another method',
    change: (text) => text.replace(/("case":"methods\/[^\n]*?"method":)"PUT"/, '$1"POST"'),
    reason: 'has another method than the case',
  },
  {
    what: 'with another path',
    change: (text) => text.replace('"target":"/api/token"', '"target":"/health"'),
    reason: 'has another path than the case',
  },
  {
    what: 'with another media type',
    change: (text) =>
      text.replace(
        /("case":"media-types\/[^\n]*?"content-type",)"text\/plain"/,
        '$1"application/json"',
      ),
    reason: 'has another header content-type than the case',
  },
  {
    what: 'without the name of another client that the case sends',
    change: (text) => text.replace(/("case":"wrong-types\/[^\n]*?),\["user-agent","[^"]+"\]/, '$1'),
    reason: 'has another header user-agent than the case',
  },
  {
    what: 'with the right secret in the place of a wrong one',
    change: (text) =>
      text.replace(/‹clientSecret: \d+ of \d+›.‹clientSecret: \d+ of \d+›/, '‹clientSecret›'),
    reason: 'has another body than the case',
  },
  {
    what: 'with a good body in the place of a bad one',
    change: (text) => {
      const good = /"body":\{"text":"[^\n]*?"utf8":true\}/.exec(text)?.[0] ?? ''
      return text.replace(
        /("case":"malformed-bodies\/[^\n]*?)"body":\{"text":"[^\n]*?"utf8":(?:true|false)(?:,"shortened":true)?\}/,
        (_, before: string) => before + good,
      )
    },
    reason: 'has another body than the case',
  },
]

/** Verdict, exit code, and the steps that are not ok, of a certificate with such evidence. */
export async function forgedEvidence({ change, what }: Forgery): Promise<unknown[]> {
  const { report, evidence } = await reference()
  const altered = change(evidence)
  if (altered === evidence) throw new Error(`evidence ${what}: the change finds nothing to change`)
  const { length: of } = casesIn('certify')
  const cases = { asked: of, of }
  return resultOf(
    verifyInput(issued(report, altered, { facts: { cases } }), {
      today: { contract: contract.sha256, suite: facts.suiteSha256 },
    }),
  )
}

const forgeryAttacks = forgeries.map((forgery): Attack => ({
  title: `evidence ${forgery.what}, signed with the right key`,
  expected: `refused: ${forgery.reason}`,
  observe: async () => {
    const [verdict, , ...open] = await forgedEvidence(forgery)
    const isFound = open.some((line) => String(line).includes(forgery.reason))
    return `${String(verdict)}: ${isFound ? forgery.reason : open.join('; ')}`
  },
}))

const flipAttacks = (['certificate', 'evidence', 'report'] as const).map((file): Attack => ({
  title: `a changed byte in the ${file}`,
  expected: 'refused',
  observe: async () => {
    const folder = await certified()
    const bytes = Buffer.from(folder[file])
    const middle = bytes.length >> 1
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    return verification(verifyInput({ ...folder, [file]: bytes })).verdict
  },
}))

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const token = (header: object): string =>
  `${part(header)}.${part({ iss: 'formflow', sub: 'a', exp: NOON_S })}.${'s'.repeat(43)}`

const SUPPLIED: readonly (readonly [what: string, supplied: string, expected: string])[] = [
  [
    'garbage',
    'garbage',
    'the run ends: the token is no JWT (it has 1 segments), and its tokens are JWTs',
  ],
  [
    'a home-made JWT',
    token({ alg: 'HS256' }),
    'it is not sent: the token has another alg and another kid than a token that it has just issued',
  ],
]

const suppliedAttacks = SUPPLIED.map(([what, supplied, expected]): Attack => ({
  title: `${what} as the expired token, which any server refuses`,
  expected,
  observe: () => {
    const difference = differenceFromIssued(supplied, token({ alg: 'RS256', kid: 'one' }))
    if (!difference) return 'the token is sent'
    const ending = difference.mayBeOlder ? 'it is not sent' : 'the run ends'
    return `${ending}: the token ${difference.reason}`
  },
}))

/** The reasons against a run that is otherwise good. */
async function statusWith(change: Partial<Parameters<typeof reasonsAgainst>[0]>): Promise<string> {
  const { report } = await reference()
  const cases = { asked: 3, of: 3 }
  const reasons = reasonsAgainst({ ...report, baseline: null, run: { cases }, ...change })
  return reasons.length === 0 ? 'certified' : `not certified: ${reasons.join('; ')}`
}

const statusAttacks: readonly Attack[] = [
  {
    title: 'a run without the one case that fails (`--grep-invert`), or with another one twice',
    expected: 'not certified: only 112 of 113 cases of the profile were selected',
    observe: () => statusWith({ run: { cases: { asked: 112, of: 113 } } }),
  },
  {
    title: '`NODE_TLS_REJECT_UNAUTHORIZED=0`, and a server with the certificate of nobody',
    expected: `not certified: ${NOT_VERIFIED}`,
    observe: () => statusWith({ connection: { peers: [], verified: false } }),
  },
]

const strictServer = 'strict-towards-the-suite-alone'

const serverAttack: Attack = {
  title: 'a server that validates types only in requests with the User-Agent of this suite',
  expected:
    'violated: client-id-is-a-string, client-secret-is-a-string, organization-id-is-a-string',
  observe: async () =>
    `violated: ${(await certifyInMemory(await variationNamed(strictServer))).violated.join(', ')}`,
}

const caseAttack: Attack = {
  title: 'a case in the evidence, as if fuzzing had generated it, with the id of one of the suite',
  expected: 'refused: a generated case has the id valid-credentials/control, which no run gives it',
  observe: async () => {
    const { evidence } = await reference()
    const [head = ''] = evidence.split('\n', 1)
    const added = JSON.stringify({ kind: 'born', case: { id: 'valid-credentials/control' } })
    try {
      readEvidence(`${head}\n${added}\n`)
      return 'read'
    } catch (error) {
      return error instanceof EvidenceError ? `refused: ${error.message}` : String(error)
    }
  },
}

export const certificateAttacks: readonly Attack[] = [
  ...suppliedAttacks,
  ...statusAttacks,
  serverAttack,
  ...flipAttacks,
  caseAttack,
  ...forgeryAttacks,
]
