/** The nouns of this suite, in order of flow. One meaning each, in code, data, reports and docs. */

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** RFC 2119. What a violation costs is decided in `judge.ts` alone. */
export type Level = 'MUST' | 'SHOULD' | 'MAY'

/** Who demands it: the OpenAPI document, the vendor's public docs, an RFC, OWASP/ASVS. */
export type Source = 'contract' | 'docs' | 'standard' | 'security'

/** One normative sentence: checked, or excluded with a reason. */
export interface Requirement {
  readonly id: string
  readonly level: Level
  readonly source: Source
  /** `status`: the status of the step that proves it says everything. Absent: `spec/checks` has code for it. */
  readonly check?: 'status'
  /** A JSON pointer into the contract, an RFC section, a page of the docs, an ASVS item. */
  readonly reference: string
  readonly statement: string
  /** What a violation does to a user of the API. */
  readonly why: string
  /** A violation lets a stranger in, although the source is another than `security`. */
  readonly security?: true
  /** Why nobody can check it from outside. */
  readonly excluded?: string
}

export type Profile = 'smoke' | 'certify' | 'exhaustive'

/** What an answer to a step may be. */
export interface Expectation {
  /** Status codes that the contract allows here: `200`, or a class such as `2xx`. */
  readonly status: readonly StatusRange[]
  /** Codes that break nothing but deserve a remark, with the reason. */
  readonly tolerate?: { readonly status: readonly StatusRange[]; readonly because: string }
  /** Codes that leave the question open (no such operation, ...), with the reason. */
  readonly open?: { readonly status: readonly StatusRange[]; readonly because: string }
  /** A connection closed early is tolerated here, with the reason. */
  readonly tolerateReset?: string
}
export type StatusRange = number | '2xx' | '3xx' | '4xx' | '5xx'

/** A token the vault can present, or the absence of one. */
export type TokenKind =
  | 'fresh'
  /** The one that the case presented before. */
  | 'same'
  | 'none'
  | 'garbage'
  | 'wrong-scheme'
  | 'tampered-signature'
  | 'tampered-payload'
  | 'unsigned'
  /** With alg None: the same to some libraries, and on no list of forbidden names. */
  | 'unsigned-other-case'
  /** As it was issued, but for the signature, which is empty. */
  | 'stripped-signature'
  | 'garbage-in-three'
  /** Signed by a key of our own, which its header offers. */
  | 'foreign-key'
  | 'expired'

/** One operation of the API that cases send requests to: an entry of `spec/operations/operations.json`. */
export interface Operation {
  /** For ever. */
  readonly name: string
  readonly title: string
  readonly method: string
  /** Path and query below the base URL. */
  readonly path: string
  /** Members of its JSON body, which are the configured credentials. Absent: it takes no body. */
  readonly body?: readonly string[]
  /** `bearer`: a request carries a token in its Authorization header. */
  readonly auth: 'none' | 'bearer'
  /** The member of a success body that holds the token. Absent: it issues none. */
  readonly issues?: string
  /** `refusals`: a success body is the tenant's data and is not recorded. */
  readonly record: 'all' | 'refusals'
}

/** How a body is written, where that is not at once behind a Content-Length. */
export type Transfer =
  /** In two chunks. */
  | 'chunked'
  /** Its second half some milliseconds after the first. */
  | 'two-writes'
  /** After the server has sent 100, or nothing for a second. */
  | 'expect-continue'
  | 'gzip'
  /** A request without a body that does not say that its length is 0. */
  | 'no-length'

export interface Step {
  readonly name: string
  /** Name of an `Operation`. */
  readonly operation: string
  readonly method: string
  /** A User-Agent without a value is none. */
  readonly headers: readonly HeaderPair[]
  /** A body template (`fixtures/cases/README.md`); absent = no body at all. */
  readonly body?: string
  readonly encoding?: 'utf-8' | 'utf-16le'
  /** For an operation that takes a token: which one is presented. */
  readonly present?: TokenKind
  /** Sent at the same time as the other steps that say so, after those that do not. */
  readonly together?: true
  /**
   * `kept`: on one connection with the other steps of the case that say so; `pipelined`: the same, and written at once with
   * the step beside it that says so. Absent: on a connection of its own.
   */
  readonly connection?: 'kept' | 'pipelined'
  readonly transfer?: Transfer
  /** Absent: HTTP/1.1. */
  readonly http?: '1.0'
  /** The cookies that the server has set so far go out with it. */
  readonly cookies?: 'sent-back'
  readonly expect: Expectation
  readonly proves: readonly string[]
  /** The request is one that the contract describes: POST, application/json, a JSON text in UTF-8. */
  readonly declared: boolean
}

/** Data: the control request changed by one mutation, or a short script of steps. */
export interface Case {
  /** `file/slug`, for ever. */
  readonly id: string
  readonly chapter: string
  readonly title: string
  readonly steps: readonly Step[]
  readonly profile: Profile
  readonly cost: { readonly requests: number; readonly failedLogins: number }
  /** Why it stays in its profile although others find every fault that it finds. */
  readonly keep?: string
  /** Of a case that only `exhaustive` holds: why no implementation that passes the others can fail it. */
  readonly leftOut?: string
}

export type HeaderPair = readonly [name: string, value: string]

/** Text in which every secret is a mark: `‹clientSecret›`, `‹token 1›`. */
export interface SealedBody {
  readonly text: string
  /** Length on the wire, after decompression, in bytes. */
  readonly bytes: number
  readonly utf8: boolean
  /** The text was shortened for the record; `bytes` still counts all of it. */
  readonly shortened?: boolean
}

/** What checks may know of a secret without holding it. */
export interface SecretFacts {
  readonly mark: string
  readonly kind: 'secret' | 'token'
  readonly length: number
  readonly jwt?: JwtFacts
}

export interface JwtFacts {
  /** Why it is no JWT in compact form; empty for a good one. */
  readonly problems: readonly string[]
  readonly header?: { readonly [name: string]: Json }
  /** Claims, sealed like everything else. */
  readonly claims?: { readonly [name: string]: Json }
  readonly signatureBytes: number
  /** What kind of key signed it, if that could be guessed. */
  readonly guessedKey?: string
  /** Marks of configured secrets found inside header or claims. */
  readonly carries: readonly string[]
}

/** One place in a response where a secret was found and replaced. */
export interface Seal {
  readonly mark: string
  readonly kind: 'secret' | 'token'
  /** `status line`, `header location`, `header name`, `body`, `trailer`. */
  readonly where: string
  /** How many characters of it came back, and out of how many. */
  readonly length: number
  readonly of: number
  readonly form: string
  /** A thief could use it: of a signed token, header and claims alone open nothing. */
  readonly usable: boolean
}

export interface SealedRequest {
  readonly method: string
  /** Absent: HTTP/1.1. */
  readonly http?: '1.0'
  /** Path and query, prefix included. */
  readonly target: string
  readonly headers: readonly HeaderPair[]
  readonly body?: SealedBody
}

export interface SealedResponse {
  readonly status: number
  readonly reason: string
  readonly httpVersion: string
  readonly headers: readonly HeaderPair[]
  readonly body: SealedBody
  readonly seals: readonly Seal[]
}

/** Bytes behind a complete answer, for which nobody had asked. */
export interface ExtraBytes {
  /** At most 65536 were read. */
  readonly bytes: number
  /** The first of them. */
  readonly text: string
  /** They begin a second response, with this status. */
  readonly status?: number
}

/** An answer of 1xx, which comes before the one that counts. */
export interface InterimResponse {
  readonly status: number
  readonly headers: readonly HeaderPair[]
}

export type FailureKind =
  | 'dns'
  | 'refused'
  | 'unreachable'
  /** A proxy on the way refused, or cannot be had. */
  | 'proxy'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'not-http'
  /** HTTP/1.1 by its first line, and broken after it. */
  | 'malformed'
  | 'truncated'
  | 'too-large'
  | 'encoding'

/** How the transport failed. A failure is data; nothing is thrown for the target's sake. */
export interface Failure {
  readonly kind: FailureKind
  readonly message: string
  /** The status line had already arrived. */
  readonly status?: number
}

/** One request and its response, sealed on arrival. */
export interface Exchange {
  readonly scheme: 'https' | 'http' | 'http on loopback'
  readonly step: string
  /** Name of an `Operation`. */
  readonly operation: string
  readonly request: SealedRequest
  readonly response?: SealedResponse
  readonly failure?: Failure
  readonly interim?: readonly InterimResponse[]
  readonly extra?: ExtraBytes
  /** It went over a connection that an earlier request had used. */
  readonly reused?: true
  readonly secrets: readonly SecretFacts[]
  /** Answers of 429 that were waited out before this one. */
  readonly limited?: readonly SealedResponse[]
  /** Epoch milliseconds, by the gateway's clock. */
  readonly sentAt: number
  readonly durationMs: number
}

/** A case as the gateway performed it, or why it did not. */
export interface Performance {
  readonly caseId: string
  readonly exchanges: readonly Exchange[]
  /** The same case once more, after a working control: the first answers could have been an accident. */
  readonly repeated?: readonly Exchange[]
  /** Steps, or the whole case, that were not performed; nothing is judged from them. */
  readonly notPerformed?: NotPerformed
}
export interface NotPerformed {
  readonly owner: Exclude<Owner, 'none'>
  readonly reason: string
}

/** What a check found wrong: three fields, sentences are made by formats. */
export interface Violation {
  readonly where: string
  readonly expected: string
  readonly actual: string
}

export type Outcome = 'satisfied' | 'violated' | 'inapplicable' | 'inconclusive'

/** Requirement x case. */
export interface Finding {
  readonly requirement: string
  readonly case: string
  readonly outcome: Outcome
  readonly violations: readonly Violation[]
  /** Why it is inapplicable or inconclusive. */
  readonly reason?: string
  /** A tolerated answer: satisfied, but worth a word. */
  readonly remark?: string
  /** Of a violation: the entry of the baseline that excuses it. */
  readonly known?: Known
}

/** A failure that somebody knows of, and answers for until a day. */
export interface Known {
  readonly requirement: string
  /** Absent: the requirement wherever it is violated. */
  readonly case?: string
  readonly reason: string
  /** Who sees to it. */
  readonly owner: string
  /** The last day on which it excuses anything, ISO 8601, UTC: `2027-01-31`. */
  readonly expires: string
}

/**
 * What a run made of an entry. `known`: violated, as listed. `expired`: its day is over, so it excuses nothing.
 * `stale`: satisfied now. `unmatched`: the case never looks at the requirement. `not judged`: this run cannot say.
 */
export type KnownState = 'known' | 'expired' | 'stale' | 'unmatched' | 'not judged'

/** `undetermined`: nobody may rely on this run. */
export type VerdictWord = 'conformant' | 'non-conformant' | 'undetermined'
export type Owner = 'none' | 'target' | 'configuration' | 'environment' | 'suite'
