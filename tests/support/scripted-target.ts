/** Targets with a list of responses, for tests without a socket. */
import type { Target } from '../../fixtures/gateway/request/target.ts'
import type { RawOutcome, RawRequest, Transport } from '../../fixtures/http/transport.ts'
import { generateCredentials } from '../../fixtures/server/world.ts'
import type { FailureKind, Json, Step } from '../../spec/model.ts'

export interface Scripted {
  readonly transport: Transport
  readonly requests: readonly RawRequest[]
}

/** Gives the responses in their order, and then the last one again. */
export function scripted(...answers: readonly RawOutcome[]): Scripted {
  const requests: RawRequest[] = []
  return {
    requests,
    transport: async (request) => {
      const answer = answers[requests.length] ?? answers.at(-1)
      requests.push(request)
      if (!answer) throw new Error('the script is empty')
      return answer
    },
  }
}

export const answered = (
  status: number,
  body: string | { readonly json: Json } = '',
  headers: Readonly<Record<string, string>> = {},
): RawOutcome => ({
  response: {
    status,
    reason: '',
    httpVersion: '1.1',
    headers: Object.entries(headers),
    trailers: [],
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body.json)),
  },
})

export const failed = (kind: FailureKind, message = 'as the script says'): RawOutcome => ({
  failure: { kind, message },
})

export const granted = (token: string, expiresIn = 3600): RawOutcome =>
  answered(200, { json: { token, token_type: 'Bearer', expires_in: expiresIn } })

export const targetWith = (changes: Partial<Target> = {}): Target => ({
  baseUrl: new URL('https://formflow.example/prefix/'),
  embedded: false,
  credentials: generateCredentials(),
  protectedPath: '/api/template',
  scheme: 'https',
  ...changes,
})

export const tokenStep = (changes: Partial<Step> = {}): Step => ({
  name: 'request',
  operation: 'token',
  method: 'POST',
  headers: [['content-type', 'application/json']],
  body: '{"clientSecret":"{{clientSecret}}"}',
  expect: { status: [200] },
  proves: [],
  declared: true,
  ...changes,
})

/** A new token in compact form. */
export function tokenWith(
  claims: Readonly<Record<string, Json>>,
  header: object = { alg: 'HS256' },
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return [part(header), part(claims), Buffer.alloc(32, 7).toString('base64url')].join('.')
}
