/** A situation through the command line: its exit code and its report. */
import { generateCredentials } from '../../fixtures/server/world.ts'
import type { Report } from '../../reports/report/report.ts'
import { difference } from '../../spec/violation.ts'
import { command, type Ended } from '../support/cli-process.ts'
import type { Observation, Situation } from './model.ts'
import { TIMEOUT_MS, withoutPorts } from './observe.ts'

export interface ProcessObservation extends Observation {
  readonly ended: Ended
  readonly astray: number
  readonly secrets: readonly string[]
}

export async function observeByProcess(
  situation: Situation,
  info: Parameters<typeof command>[0],
): Promise<ProcessObservation> {
  const stage = await situation.stage()
  const { clientId, clientSecret, organizationId } = stage.credentials ?? generateCredentials()
  try {
    const ended = await command(info, ['run', '--no-html', ...selection(situation)], {
      folder: situation.id,
      env: {
        FORMFLOW_BASE_URL: stage.baseUrl,
        FORMFLOW_CLIENT_ID: clientId,
        FORMFLOW_CLIENT_SECRET: clientSecret,
        FORMFLOW_ORGANIZATION_ID: organizationId,
        FORMFLOW_EXPIRED_TOKEN: stage.expiredToken ?? '',
        FORMFLOW_TIMEOUT_MS: String(situation.timeoutMs ?? TIMEOUT_MS),
        FORMFLOW_PROFILE: situation.planned ? 'certify' : 'smoke',
        ...stage.env,
      },
    })
    const report = ended.report()
    return {
      owner: report.exit.owner,
      code: ended.code ?? -1,
      message: withoutPorts(messageOf(report)),
      requests: report.traffic.requests,
      ended,
      astray: stage.astray?.() ?? 0,
      secrets: [clientSecret, stage.env?.['FORMFLOW_PROXY']?.split(/[:@]/)[2] ?? ''].filter(
        Boolean,
      ),
    }
  } finally {
    await stage.close()
  }
}

const selection = ({ planned }: Situation): string[] =>
  planned ? ['--grep', `@(${planned.map(({ id }) => id).join('|')})(?![\\w/-])`] : []

function messageOf({ exit, cases, verdict }: Report): string {
  if (exit.reason !== undefined) return exit.reason
  const [first] = cases.flatMap(({ violations }) => violations)
  if (verdict === 'conformant' || !first) return verdict
  return `${first.requirement}: ${difference(first)}`
}
