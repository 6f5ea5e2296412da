/** What the examiner of a client notes of each request and of the program. Facts, not secrets: evidence contains them. */

/** A place in which a secret or a token was found where none belongs. */
export interface Exposed {
  readonly where: string
  readonly kind: 'secret' | 'token'
}

/** How a member of a login compares with the configured value. */
export type MemberState = 'as configured' | 'another value' | 'no string' | 'absent'

export interface LoginFacts {
  /** Why the body is no JSON object; absent: it is one. */
  readonly problem?: string
  readonly members: Readonly<Record<string, MemberState>>
  /** Names of further members, shortened. */
  readonly further: readonly string[]
}

/** How a call presents its token. */
export interface CallFacts {
  /** `another scheme`: of the Authorization header; `other text`: no token that the examiner issued. */
  readonly presented: 'issued' | 'other text' | 'another scheme' | 'nothing'
  /** Number of the issued token, from 1. */
  readonly token?: number
  /** Milliseconds since the token expired by its expires_in; negative: before. */
  readonly expiredForMs?: number
}

export interface Arrival {
  /** `astray`: at the path of an operation, but not below the path of the base URL; `elsewhere`: at no operation. */
  readonly place: 'login' | 'call' | 'keys' | 'astray' | 'elsewhere'
  /** The request came to another origin than that of the base URL, to which a redirect pointed. */
  readonly otherOrigin?: true
  /** Connections are numbered from 1 in the order of their first requests. */
  readonly connection: number
  /** Milliseconds since the case began. */
  readonly beganMs: number
  readonly endedMs: number
  readonly login?: LoginFacts
  readonly call?: CallFacts
  readonly exposed: readonly Exposed[]
  /** The reply of the case's script that was played, if it is not the usual one. */
  readonly played?: string
}

/** What was seen of the program that ran for a case. */
export interface ProgramRecord {
  /** Whether the calls succeeded, as the exit code or the person at the application says. */
  readonly result: 'succeeded' | 'failed' | 'unknown'
  /** Absent: a signal ended it, or there was no program to start. */
  readonly exitCode?: number
  /** Why the examiner ended it. */
  readonly endedFor?: 'time' | 'output'
  /** It ended only when it was killed. */
  readonly killed?: true
  /** Processes that it had started were still running when it ended. */
  readonly leftRunning?: true
  /** The end of its output, sealed. */
  readonly output: string
  readonly exposed: readonly Exposed[]
  /** What could not be searched for secrets. */
  readonly unseen: readonly ('output' | 'files' | 'command line')[]
  readonly durationMs: number
}
