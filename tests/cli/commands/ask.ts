/** `ask`: sends one case again, through the gateway with its limits and its masking, and shows what came back. */
import { caseById, cases, knownCase } from '../../../fixtures/cases/index.ts'
import { ConfigurationError, readRunInput, sources } from '../../../fixtures/config/index.ts'
import { assemble } from '../../../fixtures/run/assemble.ts'
import type { Result } from '../../../fixtures/run/result.ts'
import { shownCase } from '../../../reports/formats/commands/shown-case.ts'
import { paletteFor } from '../../../reports/formats/text/colours.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { buildReport } from '../../../reports/report/build.ts'
import type { Report } from '../../../reports/report/report.ts'
import { checkInputs } from '../../../reports/reporters/prepare.ts'
import { suiteVersion } from '../../../spec/lib/suite.ts'
import { baseUrlText } from '../../../spec/lib/base-url.ts'
import { didYouMean, nearest } from '../../../spec/lib/suggest.ts'
import type { Case } from '../../../spec/model.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { configured } from '../lib/settings.ts'
import type { Arguments } from '../lib/types.ts'

/** The exit code is that of a run with this case alone. */
export async function ask(given: Arguments): Promise<number> {
  const testCase = wantedCase(given.operand)
  const { settings, env } = configured(given)
  await checkInputs(settings)
  const { secrets, runtime } = readRunInput(env, settings)
  const planned = [testCase]
  const options = { settings, secrets, runtime, planned: () => planned }
  const startedAt = Date.now()
  const { contract, target, gateway, front, perform, close } = await assemble(options)
  try {
    const result = await perform(testCase)
    const stopped = gateway.stopped()
    const report = buildReport({
      suite: suiteVersion(),
      contract,
      target: {
        baseUrl: baseUrlText(target.baseUrl),
        embedded: target.embedded,
        protectedPath: target.protectedPath,
        expiredToken: gateway.expiredWay() ?? null,
      },
      profile: testCase.profile,
      connection: { peers: [], ...front },
      strict: settings.strict,
      startedAt,
      traffic: { ...gateway.traffic(), durationMs: Date.now() - startedAt },
      requirements,
      planned,
      results: new Map([[testCase.id, result]]),
      ...(stopped ? { stopped } : {}),
    })
    print(report, result, given.values)
    return report.exit.code
  } finally {
    await close()
  }
}

/** @throws ConfigurationError for an id that no case has, or that of a case which generates others */
function wantedCase(operand = ''): Case {
  // Reports show ids as tags.
  const id = operand.replace(/^@/, '')
  if (knownCase(id)) return caseById(id)
  const near = nearest(
    id,
    cases.map((testCase) => testCase.id),
  )
  throw new ConfigurationError(`no case has the id "${id}"${didYouMean(near)} (see list cases)`)
}

function print(
  { cases: reported, exit, traffic }: Report,
  { performance }: Result,
  values: Arguments['values'],
): void {
  const [reportedCase] = reported
  if (!reportedCase) return
  if (values['json'] !== undefined) {
    process.stdout.write(printedJson(jsonText({ ...reportedCase, exit, performance })))
    return
  }
  const palette = paletteFor(process.stdout, sources().real)
  process.stdout.write(printedText(shownCase(reportedCase, performance, palette), palette))
  const { requests, failedLogins } = traffic
  process.stderr.write(
    printedText(
      `${requests} requests with the control, ${failedLogins} failed logins; exit ${exit.code}\n`,
    ),
  )
}
