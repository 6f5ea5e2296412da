/**
 * The nouns of this suite, in the order of the flow. Code, data, reports and docs use every word in one meaning.
 * Long because one file defines them all.
 */
import type { Arrival, ProgramRecord } from './arrival.ts'

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** RFC 2119. Only `judge.ts` decides what a violation costs. */
export type Level = 'MUST' | 'SHOULD' | 'MAY'

/** Who demands it: the OpenAPI document, the vendor's public documentation, an RFC, OWASP or ASVS. */
export type Source = 'contract' | 'docs' | 'standard' | 'security'

/** Which side of the API is tested: the server, or a client of it. */
export type Side = 'server' | 'client'

/** One normative sentence: checked, or excluded with a reason. */
export interface Requirement {
  readonly id: string
  /** Whom it binds; absent: the server. */
  readonly side?: 'client'
  readonly level: Level
  readonly source: Source
  /** `status`: the status of the step that proves it decides. Absent: `spec/checks` has code for it. */
  readonly check?: 'status'
  /** A JSON pointer into the contract, an RFC section, a page of the docs, an ASVS item. */
  readonly reference: string
  readonly statement: string
  /** What a violation means for a user of the API. */
  readonly why: string
  /** A violation gives somebody unauthorized access, although `source` is not `security`. */
  readonly security?: true
  /** Testing it needs what not every user has: a run that does not test it does not count it. */
  readonly optional?: true
  /** It is about some servers only: a run in which no response is about it does not count it. */
  readonly conditional?: true
  /** Why the suite cannot check it from outside. */
  readonly excluded?: string
}

export type Profile = 'smoke' | 'gate' | 'certify' | 'exhaustive'

/** Which responses to a step are right. */
export interface Expectation {
  /** Status codes that the contract allows: `200`, or a class such as `2xx`. */
  readonly status: readonly StatusRange[]
  /** Status codes that violate nothing but get a remark, with the reason. */
  readonly tolerate?: { readonly status: readonly StatusRange[]; readonly because: string }
  /** Status codes after which the requirement is not tested (no such operation, ...), with the reason. */
  readonly open?: {
    readonly status: readonly StatusRange[]
    readonly because: string
    /** A better reason for one status. */
    readonly becauseByStatus?: Readonly<Record<string, string>>
  }
  /** Why a connection that the server closes early violates nothing. */
  readonly tolerateReset?: string
}
export type StatusRange = number | '2xx' | '3xx' | '4xx' | '5xx'

/** The token that a step presents, or that it presents none. */
export type TokenKind =
  | 'fresh'
  /** The token that the case presented before. */
  | 'same'
  /** The first that was granted in the run, unless its life is nearly over. */
  | 'first'
  /** One that a login got at the same time as another login. */
  | 'of-parallel-login'
  | 'none'
  | 'garbage'
  /** A scheme as long as `Bearer`, so that code that cuts off seven characters finds the token. */
  | 'wrong-scheme'
  /** The word `Bearer`, and no token behind it. */
  | 'scheme-alone'
  | 'tampered-signature'
  | 'tampered-payload'
  | 'unsigned'
  /** `alg` is `nOnE`: some libraries read it as `none`, and a list of forbidden names may lack it. */
  | 'unsigned-other-case'
  /** The issued token with an empty signature. */
  | 'stripped-signature'
  | 'garbage-in-three'
  | 'null-header'
  /** The header has one member more; claims and signature are those of the issued token. */
  | 'changed-header'
  /** Signed with a key that the suite generated and that the token's header contains. */
  | 'foreign-key'
  /** The same, and its `kid` is one that the server does not know. In a query for the key it selects that of the suite. */
  | 'foreign-key-unknown-kid'
  /**
   * Signed with a key of the suite; the header has no `kid` and leads to the key by `x5c`, `jku` and `x5u`. Where the server
   * signs with a secret, it is signed with RS256, and has `jwk` in place of `x5u`.
   */
  | 'foreign-key-by-reference'
  /** One thing of the two above alone. */
  | 'foreign-key-by-sql'
  | 'foreign-key-by-unknown-kid'
  | 'foreign-key-without-kid'
  | 'foreign-key-empty-kid'
  | 'foreign-key-by-jwk'
  | 'foreign-key-by-x5c'
  | 'foreign-key-by-jku'
  | 'foreign-key-by-x5u'
  /** HS256 with an empty key. */
  | 'empty-key'
  /** HS256 with an empty key, which is what the file that its `kid` leads to contains. */
  | 'kid-is-a-path'
  /** HS256 with the client secret as key. */
  | 'secret-as-key'
  /** HS256 with the server's public key as key. There is none where the server shows no key set. */
  | 'public-key-as-key'
  /** `alg` is `none` and there is no `kid`. */
  | 'unsigned-without-kid'
  /** The header demands an extension that nobody knows (RFC 7515 4.1.11); the signature is that of the issued token. */
  | 'unknown-crit'
  /** Another token of the login response: a refresh token, an id token. Not every response has one. */
  | 'other-token'
  /** The one that the case presented before, with the scheme in lower case. */
  | 'lower-case-scheme'
  /** An issued token without a scheme before it. */
  | 'without-scheme'
  /** Garbage, a comma, and an issued token. */
  | 'two-credentials'
  /** The token of the second client. */
  | 'of-second-client'
  | 'expired'

/** Another way to write the path of the protected operation, or the path of the login, which needs no token. */
export type PathSpelling =
  | 'encoded-letter'
  | 'trailing-slash'
  | 'upper-case'
  | 'double-slash'
  | 'dot-segment'
  | 'suffix'
  | 'path-parameter'
  | 'login-path'

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

/** How a body is sent, where that is not in one piece with a Content-Length. */
export type Transfer =
  /** In two chunks. */
  | 'chunked'
  /** Its second half some milliseconds after the first. */
  | 'two-writes'
  /** After the server has sent 100 Continue, or nothing for a second. */
  | 'expect-continue'
  | 'gzip'
  /** A request without a body and without a Content-Length of 0. */
  | 'no-length'

export interface Step {
  readonly name: string
  /** Name of an `Operation`. */
  readonly operation: string
  readonly method: string
  /** The values are templates (`fixtures/cases/README.md`), like the body. A User-Agent without a value is not sent. */
  readonly headers: readonly HeaderPair[]
  /** Sent in place of the suite's, unless whoever runs it has set one (`FORMFLOW_USER_AGENT`). */
  readonly userAgent?: string
  /** Absent: no body at all. */
  readonly body?: string
  readonly encoding?: 'utf-8' | 'utf-16le'
  /** For an operation that takes a token: which one is presented. */
  readonly present?: TokenKind
  /** Absent: the path as it is configured. */
  readonly path?: PathSpelling
  /** Members of the query, in place of those of the path with the same name; the values are templates. */
  readonly query?: readonly HeaderPair[]
  /** The cookies that the server has set so far are sent back. */
  readonly cookies?: true
  /** The body has the credentials of the second client. */
  readonly client?: 'second'
  /**
   * Name of an earlier step that tries several things at once. This step tries a part of them, and is sent only if the
   * response to that step was not an expected one. That step then proves nothing.
   */
  readonly isolates?: string
  /** Name of an earlier step that isolates the same, and tries a part of this one: not sent if that got an unexpected response. */
  readonly unless?: string
  /** Sent only if the rest of the plan leaves a request for it, and what it proves is proven elsewhere too. */
  readonly spare?: true
  /**
   * `repeated-token`: sent only if a login got a token that another login had got a second or more before, as from a cache, and
   * then only some seconds after the first of them. `old-token`: sent only if the token that the case presented lives so short
   * that its end is waited for, and then only when most of its life is over.
   */
  readonly waits?: 'repeated-token' | 'old-token'
  /** Sent at the same time as the other steps with `together`, after all steps without it. */
  readonly together?: true
  /**
   * `kept`: on one connection with the other steps of the case that have a `connection`. `pipelined`: the same, and written
   * at once with the pipelined step next to it. Absent: on a new connection.
   */
  readonly connection?: 'kept' | 'pipelined'
  readonly transfer?: Transfer
  /** Absent: HTTP/1.1. */
  readonly http?: '1.0'
  /** Header names in capitals, and no blank behind the colon. */
  readonly head?: 'tight'
  readonly expect: Expectation
  readonly proves: readonly string[]
  /** The contract describes the request: POST, application/json, a JSON text in UTF-8. */
  readonly declared: boolean
}

/** Data: the control request with one change, or a short list of steps. */
export interface Case {
  /** `file/slug`. It never changes. */
  readonly id: string
  readonly chapter: string
  readonly title: string
  /** Whom it tests; absent: the server. */
  readonly side?: 'client'
  readonly steps: readonly Step[]
  readonly profile: Profile
  readonly cost: { readonly requests: number; readonly failedLogins: number }
  /** Why it stays in its profile although other cases find every fault that it finds. */
  readonly keep?: string
  /** Of a case that only `exhaustive` has: why no implementation that passes the other cases can fail it. */
  readonly leftOut?: string
}

export type HeaderPair = readonly [name: string, value: string]

/** Text in which every secret is a mark: `‹clientSecret›`, `‹token 1›`. */
export interface SealedBody {
  readonly text: string
  /** Length after decompression, in bytes. */
  readonly bytes: number
  readonly utf8: boolean
  /** `text` is only the beginning; `bytes` counts the whole body. */
  readonly shortened?: boolean
  /** Why a text that is not recorded is not the JSON that its Content-Type promises. */
  readonly notJson?: string
  /**
   * A refusal that goes on with what the operation answers to a good token, and that part is not in the text; or a success
   * without a token that has the envelope of that answer.
   */
  readonly holdsData?: true
  /**
   * Which of the different texts it is that the protected operation answered to a token in this run, counted from 1. The
   * text is not recorded.
   */
  readonly dataNumber?: number
  /** The data of the protected operation, which is not recorded, names a host that only the request named. */
  readonly dataNamesForeignHost?: true
  /** Of a text that was shortened: the digest of all its bytes, in hexadecimal, if no known secret stands in it. */
  readonly sha256?: string
}

/** What checks may know about a secret without its value. */
export interface SecretFacts {
  readonly mark: string
  readonly kind: 'secret' | 'token'
  readonly length: number
  readonly jwt?: JwtFacts
  /** A token that the target granted in this run, or one of the same make. Absent: whatever else looks like one. */
  readonly granted?: true
  /** A token that an earlier login got already. */
  readonly before?: {
    /** Seconds since the first login that got it. */
    readonly agoS: number
    /** Its `expires_in`. */
    readonly expiresIn: number
  }
}

export interface JwtFacts {
  /** Why it is not a JWT in compact form. Empty: it is one. */
  readonly problems: readonly string[]
  readonly header?: { readonly [name: string]: Json }
  /** Sealed like everything else. */
  readonly claims?: { readonly [name: string]: Json }
  readonly signatureBytes: number
  /** How the signature is written or encoded, where that is not base64url of the bare bytes: `hexadecimal`, `DER`. */
  readonly signatureForm?: string
  /** RFC 7516: five segments, claims that nobody but the server can read. */
  readonly encrypted?: true
  /** What kind of key signed it, if the suite guessed the key. */
  readonly guessedKey?: string
  /** Mark of an earlier token that was granted with the same `jti` and other claims. */
  readonly sameIdAs?: string
  /** Digest of the half of an ECDSA signature that the nonce alone decides, in hexadecimal. */
  readonly nonce?: string
  /** Mark of an earlier token that was granted with a signature of the same nonce. */
  readonly sameNonceAs?: string
  /** Marks of configured secrets in its header or its claims. */
  readonly carries: readonly string[]
  /** Credentials of other systems in its claims, such as `a password in a URL`. */
  readonly discloses?: readonly string[]
}

/** One place in a response where a secret was found and replaced. */
export interface Seal {
  readonly mark: string
  readonly kind: 'secret' | 'token'
  /** `status line`, `header location`, `header link of 103`, `header name`, `body`, `trailer`, `chunk extension`. */
  readonly where: string
  /** How many characters of the secret came back. */
  readonly length: number
  /** How many characters the secret has. */
  readonly of: number
  readonly form: string
  /** A thief could use it. Header and claims of a signed token alone give no access. */
  readonly usable: boolean
}

export interface SealedRequest {
  readonly method: string
  /** Absent: HTTP/1.1. */
  readonly http?: '1.0'
  /** Path and query, with the prefix of the base URL. */
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
  /** Credentials of other systems, such as `a password in a URL`, and where they stand; absent: none. */
  readonly discloses?: readonly { readonly where: string; readonly what: string }[]
  /** What shows that something in front of the API answered in its place; absent for an answer of the API. */
  readonly intermediary?: string
}

/** Bytes after a complete response, which no request asked for. */
export interface ExtraBytes {
  /** At most 65,536 are read. */
  readonly bytes: number
  /** The first of them. */
  readonly text: string
  /** They are the beginning of a second response with this status. */
  readonly status?: number
}

/** A response of the class 1xx, which comes before the final one. */
export interface InterimResponse {
  readonly status: number
  readonly headers: readonly HeaderPair[]
}

export type FailureKind =
  | 'dns'
  | 'refused'
  | 'unreachable'
  /** The proxy refused the connection or cannot be reached. */
  | 'proxy'
  | 'tls'
  /** The server wants a client certificate, or refuses the one that it was shown. */
  | 'client-certificate'
  | 'timeout'
  | 'reset'
  | 'not-http'
  /** A status line of HTTP/1.1, and a mistake after it. */
  | 'malformed'
  | 'truncated'
  | 'too-large'
  | 'encoding'

/** How the transport failed. A failure is data: a target never makes the code throw. */
export interface Failure {
  readonly kind: FailureKind
  readonly message: string
  /** The status line had already arrived. */
  readonly status?: number
}

/** One request and its response, sealed on arrival. */
export interface Exchange {
  /** `https, not verified`: anyone with any certificate could have answered. */
  readonly scheme: 'https' | 'https, not verified' | 'http' | 'http on loopback'
  readonly step: string
  /** Name of an `Operation`. */
  readonly operation: string
  readonly request: SealedRequest
  readonly response?: SealedResponse
  readonly failure?: Failure
  readonly interim?: readonly InterimResponse[]
  readonly extra?: ExtraBytes
  /** It was sent over a connection that an earlier request had used. */
  readonly reused?: true
  readonly secrets: readonly SecretFacts[]
  /** Of a request that a client under test sent to the examiner. */
  readonly arrival?: Arrival
  /** Responses with 429 before this one; the suite waited and sent the request again. */
  readonly limited?: readonly SealedResponse[]
  /** Epoch milliseconds of the gateway's clock. */
  readonly sentAt: number
  readonly durationMs: number
}

/** What the gateway sent for a case and received, or why it did not. */
export interface Performance {
  readonly caseId: string
  readonly exchanges: readonly Exchange[]
  /** The same case sent again after a successful control: the first responses could have been a coincidence. */
  readonly repeated?: readonly Exchange[]
  /** Why some steps, or all, were not sent. Nothing is judged from them. */
  readonly notPerformed?: NotPerformed
  /** Of a case that tests a client. */
  readonly program?: ProgramRecord
}
export interface NotPerformed {
  readonly owner: Exclude<Owner, 'none'>
  readonly reason: string
}

/** What a check found wrong. Report formats make the sentence. */
export interface Violation {
  readonly where: string
  readonly expected: string
  readonly actual: string
  /** Name of the step whose response shows it; a check leaves it out when it is the step that it read. */
  readonly step?: string
  /** Name of the step with whose response that response was compared. */
  readonly against?: string
}

export type Outcome = 'satisfied' | 'violated' | 'inapplicable' | 'inconclusive'

/** What a case showed about a requirement. */
export interface Finding {
  readonly requirement: string
  readonly case: string
  readonly outcome: Outcome
  readonly violations: readonly Violation[]
  /** Why it is inapplicable or inconclusive. */
  readonly reason?: string
  /** About a tolerated response: the requirement is satisfied all the same. */
  readonly remark?: string
  /** The entry of the baseline that excuses a violation. */
  readonly known?: Known
}

/** A known failure: somebody is responsible for it until a day. */
export interface Known {
  readonly requirement: string
  /** Absent: in every case. */
  readonly case?: string
  readonly reason: string
  /** Who is responsible for it. */
  readonly owner: string
  /** The last day on which it excuses a violation, ISO 8601, UTC: `2027-01-31`. */
  readonly expires: string
}

/**
 * What a run shows about an entry. `known`: violated, as listed. `expired`: its last day is over, it excuses nothing.
 * `stale`: satisfied now. `unmatched`: the case does not test the requirement. `not judged`: this run did not test it.
 */
export type KnownState = 'known' | 'expired' | 'stale' | 'unmatched' | 'not judged'

/** `undetermined`: this run proves nothing. */
export type VerdictWord = 'conformant' | 'non-conformant' | 'undetermined'
export type Owner = 'none' | 'target' | 'configuration' | 'environment' | 'suite'
