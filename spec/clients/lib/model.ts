/** Cases for clients: what the examiner answers while a client does its task. */
import type { Case, Exchange } from '../../model.ts'
import type { Arrival, ProgramRecord } from '../../arrival.ts'

/** One reply of a script; what it leaves out is as usual. */
export interface Reply {
  /** In reports. */
  readonly name: string
  /** How often in a row it is played; default: once. */
  readonly times?: number
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Members of the usual success that are replaced or, with null in `without`, left out. */
  readonly members?: Readonly<Record<string, unknown>>
  readonly without?: readonly string[]
  /** The whole body as a template, in which `{{token}}` is an issued token and `{{expires_in}}` its lifetime. */
  readonly text?: string
  readonly cut?: 'reset' | 'truncate'
  readonly transfer?: 'chunked' | 'gzip'
  readonly delayMs?: number
  /** The token that the call presented is accepted no more. */
  readonly revoke?: true
  /** Seconds from now that Retry-After names as a date. */
  readonly retryAfterDateS?: number
  /** Location is the same path at another origin. */
  readonly toOtherOrigin?: true
}

/** What the client has to do, and what the examiner answers. */
export interface Play {
  readonly calls: number
  readonly parallel: number
  /** Which credentials the client gets. */
  readonly credentials: 'usual' | 'with quotes' | 'not ASCII'
  /** Path of the base URL, as it is given to the client. */
  readonly base: string
  readonly certificate?: 'valid' | 'self-signed' | 'wrong name' | 'expired'
  readonly token: 'usual' | 'long' | 'encrypted' | 'odd'
  /** Lifetime of tokens in seconds. */
  readonly expiresIn: number
  /** How far the clock of the API is from the right time, in seconds. */
  readonly clockS: number
  /** Replies to right logins, in order; then the usual ones. */
  readonly login: readonly Reply[]
  /** Replies to calls with a token that is accepted, in order; then the usual ones. */
  readonly call: readonly Reply[]
  /** How a correct client ends; `either`: the requirements do not say. */
  readonly expect: 'success' | 'failure' | 'either'
}

export interface ClientCase extends Case {
  readonly side: 'client'
  readonly play: Play
  /** Id of a case that has to succeed before this one proves anything. */
  readonly after?: string
}

/** A request of the client as the examiner recorded it. */
export type Seen = Exchange & { readonly arrival: Arrival }

/** Everything that was seen in a case. */
export interface ClientSight {
  readonly case: ClientCase
  readonly requests: readonly Seen[]
  readonly program: ProgramRecord
}
