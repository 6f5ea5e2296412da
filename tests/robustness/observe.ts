/** Runs a situation in this process: the real transport and gateway, with a clock that does not wait. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type net from 'node:net'
import { casesIn } from '../../fixtures/cases/index.ts'
import { certification, type Certification } from '../../fixtures/run/certify.ts'
import { gatewayTo } from '../../fixtures/run/gateways.ts'
import { stillClock } from '../../fixtures/http/rate-limit.ts'
import { generateCredentials } from '../../fixtures/server/world.ts'
import { requirement as requirementOf } from '../../spec/requirements/index.ts'
import { difference } from '../../spec/violation.ts'
import type { Profile } from '../../spec/model.ts'
import type { Observation, Situation, Stage } from './model.ts'

export const TIMEOUT_MS = 20_000

export interface Observed extends Observation {
  readonly astray: number
  /** The run did not end with the control, so the profile matters. */
  readonly passedControl: boolean
  /** Bytes of the connection that read most. */
  readonly read: number
  /** The whole result as text. */
  readonly text: string
  readonly secrets: readonly string[]
}

/** @param profile of the cases, if the situation has no cases */
export async function observe(situation: Situation, profile: Profile = 'smoke'): Promise<Observed> {
  const stage = await situation.stage()
  const sockets: net.Socket[] = []
  const onSocket = (message: unknown): void => {
    sockets.push((message as { socket: net.Socket }).socket)
  }
  subscribe('net.client.socket', onSocket)
  try {
    const { certified, credentials } = await certify(situation, stage, profile)
    const { owner, code } = certified.verdict.exit
    return {
      owner,
      code,
      message: messageOf(certified),
      requests: certified.requests,
      passedControl: certified.notPerformed.length < certified.performances.length - 1,
      astray: stage.astray?.() ?? 0,
      read: Math.max(0, ...sockets.map(({ bytesRead }) => bytesRead)),
      text: JSON.stringify(certified),
      secrets: [credentials.clientSecret, stage.proxy?.password ?? ''].filter(Boolean),
    }
  } finally {
    unsubscribe('net.client.socket', onSocket)
    await stage.close()
  }
}

async function certify(situation: Situation, stage: Stage, profile: Profile) {
  const { planned = casesIn(profile), timeoutMs } = situation
  const baseUrl = new URL(stage.baseUrl)
  const credentials = stage.credentials ?? generateCredentials()
  const gateway = gatewayTo(baseUrl, {
    credentials,
    expiredToken: stage.expiredToken,
    timeoutMs: timeoutMs ?? TIMEOUT_MS,
    access: stage.proxy ? { proxy: stage.proxy } : {},
    clock: stillClock(Date.now()),
    maxRequests: budgetOf(situation, profile),
    published: [],
    planned: () => planned,
  })
  return { certified: await certification(gateway, planned), credentials }
}

/** Requests of a run: a smoke run has no spare ones. */
export const budgetOf = ({ planned }: Situation, profile: Profile): number =>
  planned || profile === 'certify' ? 120 : 12

/** The reason of the verdict, or the first violation, or what was not tested. */
function messageOf({ verdict, findings }: Certification): string {
  const { reason } = verdict.exit
  if (reason !== undefined) return withoutPorts(reason)
  const bad = findings.find(
    (finding) =>
      finding.outcome === 'violated' &&
      verdict.requirements.some(({ id, level }) => id === finding.requirement && level === 'MUST'),
  )
  const [first] = bad?.violations ?? []
  if (bad && first) return `${bad.requirement}: ${withoutPorts(difference(first))}`
  // What needs a second client is not tested in any situation.
  const open = findings.find(
    ({ requirement: id, outcome, remark }) =>
      !requirementOf(id).optional && (outcome === 'inconclusive' || remark),
  )
  return withoutPorts(open?.reason ?? open?.remark ?? 'conformant')
}

/** Ports differ from run to run. */
export const withoutPorts = (text: string): string =>
  text.replaceAll(/(localhost|127\.0\.0\.1|\[::1\]):\d+/g, '$1')
