/** What a case for clients plays, in words. */
import type { ClientCase, Play, Reply } from '../../../spec/clients/lib/model.ts'
import { commandLine } from '../../../spec/lib/suite.ts'
import { columns, counted } from '../text/columns.ts'

const END = {
  success: 'all calls succeed, and the program ends with exit code 0',
  failure: 'the program reports an error, and ends with another exit code than 0',
  either: 'either way: only what it sends counts',
} as const

/** The task of the program, what the examiner answers, and how a correct program ends. */
export function playLines({ id, play, after }: ClientCase): string[] {
  const { calls, parallel, login, call, expect } = play
  return [
    ...columns([
      ['task', `${counted(calls, 'call')}${parallel > 1 ? `, ${parallel} at the same time` : ''}`],
      ['tokens', tokensText(play)],
      ...specialties(play).map((text) => ['special', text]),
      ...login.map((reply) => ['login', replyText(reply)]),
      ...call.map((reply) => ['call', replyText(reply)]),
      ['right', END[expect]],
      ...(after === undefined ? [] : [['after', `${after} has succeeded`]]),
    ]),
    '',
    `  ${commandLine(`client --grep @${id} -- <command>`)}`,
  ]
}

const tokensText = ({ token, expiresIn }: Play): string =>
  `live ${expiresIn} s${token === 'usual' ? '' : `, of the kind "${token}"`}`

function specialties({ base, credentials, certificate, clockS }: Play): string[] {
  return [
    ...(base === '' ? [] : [`the base URL ends with ${base}`]),
    ...(credentials === 'usual' ? [] : [`the credentials are ${credentials}`]),
    ...(certificate === undefined ? [] : [`HTTPS; the certificate is ${certificate}`]),
    ...(clockS === 0
      ? []
      : [`the clock of the API is ${Math.abs(clockS)} s ${clockS < 0 ? 'behind' : 'ahead'}`]),
  ]
}

const replyText = ({ name, status, times = 1 }: Reply): string =>
  [
    name,
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(times === 1 ? [] : [`up to ${times} times`]),
  ].join(', ')
