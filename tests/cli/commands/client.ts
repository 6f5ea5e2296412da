/** `client`: tests a client of the API, by a command that starts it or while it is running. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRuntime, readSigningKey, runtimeNotices } from '../../../fixtures/config/index.ts'
import { baselineFrom, markKnown } from '../../../fixtures/run/baseline.ts'
import { clientCasesIn } from '../../../fixtures/client/cases/index.ts'
import { createAuthority } from '../../../fixtures/client/program/certificates.ts'
import { performWithProgram } from '../../../fixtures/client/program/perform.ts'
import { openDesk, type DeskOptions } from '../../../fixtures/client/listening/desk.ts'
import { runCases, type ClientRun, type RunOptions } from '../../../fixtures/client/run.ts'
import type { Stage } from '../../../fixtures/client/stage/stage.ts'
import { createLeakSearch } from '../../../fixtures/redaction/leak-search.ts'
import { generateKeys } from '../../../fixtures/server/world.ts'
import { deskPage } from '../../../reports/client/page.ts'
import { writeClientReports } from '../../../reports/client/write.ts'
import { certificateLine } from '../../../reports/certificate/files.ts'
import { clientPlanText, doctorTextOf } from '../../../reports/formats/commands/client.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { paletteFor } from '../../../reports/formats/text/colours.ts'
import { jsonText } from '../../../reports/formats/text/json.ts'
import { printedJson, printedText } from '../../../reports/formats/text/printed.ts'
import { prepareFiles } from '../../../reports/reporters/prepare.ts'
import { validateContract } from '../../../spec/contract/index.ts'
import type { ClientCase } from '../../../spec/clients/lib/model.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import { badOption } from '../lib/parse.ts'
import { matchingCases } from '../lib/select.ts'
import { configured } from '../lib/settings.ts'
import type { Arguments } from '../lib/types.ts'

export async function client(given: Arguments): Promise<number> {
  const { values, operands: command } = given
  const { settings, env } = configured(given)
  const all = clientCasesIn(settings.profile)
  const cases = matchingCases(all, values['grep'], settings.profile)
  if (values['plan'] !== undefined) {
    print(
      values['json'] === undefined
        ? printedText(`${clientPlanText(cases, settings.profile)}\n`)
        : printedJson(jsonText(cases)),
    )
    return 0
  }
  const isListening = values['listen'] !== undefined
  if (isListening ? command.length > 0 : command.length === 0)
    throw badOption('client needs either -- and the command that starts the program, or --listen')
  const port = numberOf('port', values['port'] ?? '0', 0, 65_535)
  const limitMs = 1000 * numberOf('limit', values['limit'] ?? '30', 1, 600)
  const jobs = numberOf('jobs', values['jobs'] ?? '4', 1, 16)
  const isDoctor = values['doctor'] !== undefined
  const runtime = readRuntime()
  for (const line of runtimeNotices(runtime)) process.stderr.write(`${printedText(line)}\n`)
  const contract = await validateContract(settings.spec)
  const signingKey = readSigningKey(env, settings.reportsDir)
  if (!isDoctor) prepareFiles(settings, env)
  const startedAt = Date.now()
  const baselineFor =
    settings.baseline === undefined ? undefined : await baselineFrom(settings.baseline, startedAt)
  const folder = mkdtempSync(join(tmpdir(), 'formflow-examiner-'))
  const caFile = join(folder, 'authority.pem')
  const { host } = values
  const authority = createAuthority(host ?? '127.0.0.1')
  writeFileSync(caFile, authority.ca)
  const stages: Stage[] = []
  const published = [JSON.stringify(contract.document)]
  const interrupted = new AbortController()
  const onInterrupt = (): void => interrupted.abort()
  process.once('SIGINT', onInterrupt)
  process.once('SIGTERM', onInterrupt)
  const keys = await generateKeys()
  const setup = {
    command,
    keys,
    authority,
    caFile,
    protectedPath: settings.protectedPath,
    limitMs,
    notSearched: [settings.reportsDir],
    published,
    onStage: (stage: Stage) => stages.push(stage),
    signal: interrupted.signal,
  }
  try {
    if (isDoctor) {
      const [control] = all
      if (!control) throw new Error('there is no case')
      const performance = await performWithProgram(control, setup)
      const { text, exit } = doctorTextOf(control, performance)
      print(printedText(`${text}\n`))
      return exit
    }
    const common = {
      cases,
      onResult: progress(cases.length),
      isStopped: () => interrupted.signal.aborted,
    }
    const run = isListening
      ? await whileListening({
          ...setup,
          ...common,
          ...(host ? { host } : {}),
          port,
          render: deskPage,
        })
      : await runCases({
          ...common,
          jobs,
          perform: (testCase) => performWithProgram(testCase, setup),
        })
    const baseline = baselineFor?.(cases)
    const written = await writeClientReports(
      {
        run: baseline ? marked(run, (result) => markKnown(result, baseline)) : run,
        cases,
        contract,
        program: programName(
          values['name'],
          isListening ? ['an application that was running'] : command,
          stages,
        ),
        driven: isListening ? 'listening' : 'started',
        protectedPath: settings.protectedPath,
        profile: settings.profile,
        strict: settings.strict,
        requireAll: settings.requireAll,
        runtime: {
          node: runtime.node,
          options: runtime.options,
          preloads: runtime.preloads,
          authorities: runtime.authorities,
        },
        startedAt,
        ...(baseline ? { baseline } : {}),
      },
      {
        reportsDir: settings.reportsDir,
        issuer: settings.issuer,
        ...(signingKey ? { signingKey } : {}),
        containsSecret: searchOf(stages, published),
      },
    )
    const { report, reasons, certificate } = written
    const palette = paletteFor(process.stdout, env)
    print(
      values['json'] === undefined
        ? printedText(`${consoleText(report, palette, reasons)}\n`, palette)
        : printedJson(jsonText(report)),
    )
    const line = certificate ? certificateLine(certificate) : 'no certificate was written'
    process.stderr.write(printedText(`${line}\n`))
    return report.exit.code
  } finally {
    process.removeListener('SIGINT', onInterrupt)
    process.removeListener('SIGTERM', onInterrupt)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Leads a person through the cases, one after the other. */
async function whileListening({
  signal,
  onResult,
  isStopped,
  ...options
}: DeskOptions &
  Omit<RunOptions, 'perform' | 'jobs'> & { signal: AbortSignal }): Promise<ClientRun> {
  const desk = await openDesk(options).catch((error: NodeJS.ErrnoException) => {
    throw badOption(`the port of --port cannot be used (${error.code})`)
  })
  signal.addEventListener('abort', desk.stop)
  process.stderr.write(printedText(`open ${desk.url} and follow the page; stop with Ctrl-C\n`))
  try {
    return await runCases({
      cases: options.cases,
      jobs: 1,
      perform: desk.perform,
      ...(onResult ? { onResult } : {}),
      ...(isStopped ? { isStopped } : {}),
    })
  } finally {
    desk.close()
  }
}

const print = (printed: string): void => {
  process.stdout.write(printed)
}

function numberOf(option: string, value: string, least: number, most: number): number {
  const number = Number(value)
  if (!/^\d{1,5}$/.test(value) || number < least || number > most)
    throw badOption(`--${option} must be a whole number from ${least} to ${most}`)
  return number
}

/** What the reports call the client. The command line of a user may hold anything, also what looks like a secret. */
function programName(
  name: string | undefined,
  command: readonly string[],
  stages: readonly Stage[],
): string {
  const text = inert((name ?? command.join(' ')).slice(0, 200))
  return stages[0]?.sealed(text) ?? text
}

const marked = (
  run: ClientRun,
  mark: (
    result: ReturnType<ClientRun['results']['get']> & object,
  ) => ReturnType<ClientRun['results']['get']> & object,
): ClientRun => ({
  ...run,
  results: new Map([...run.results].map(([id, result]) => [id, mark(result)])),
})

/** One search for the secrets of all cases. */
function searchOf(
  stages: readonly Stage[],
  published: readonly string[],
): (text: string) => boolean {
  const search = createLeakSearch([
    ...published,
    ...stages.flatMap(({ credentials: { clientId, organizationId } }) => [
      clientId,
      organizationId,
    ]),
  ])
  for (const stage of stages) stage.teach(search)
  return search.containsSecret
}

/** A line for each case on the screen of a person, and none in a log. */
function progress(of: number): (testCase: ClientCase) => void {
  let done = 0
  return ({ id }) => {
    done += 1
    if (process.stderr.isTTY) process.stderr.write(printedText(`${done} of ${of}  ${id}\n`))
  }
}
