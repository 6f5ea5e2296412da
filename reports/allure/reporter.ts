/** Allure's own reporter for Playwright, which is told of each case what the run knows and the runner does not. */
import type { TestResult as AllureResult } from 'allure-js-commons'
import { AllureReporter } from 'allure-playwright'
import type { Suite, TestCase, TestResult } from '@playwright/test/reporter'
import { excusedBy } from '../../fixtures/run/baseline.ts'
import { caseById } from '../../fixtures/cases/index.ts'
import { currentRun, isRunning } from '../../fixtures/run/run.ts'
import type { Case } from '../../spec/model.ts'
import { caseOf, crashOf } from '../playwright.ts'
import type { Page } from './case-page.ts'
import type { Seen, Surroundings } from './case-view.ts'
import { pathPrefix } from '../../spec/lib/base-url.ts'

/** What Allure's runtime API would attach; the reporter takes such an attachment for what is written in it. */
const MESSAGE = 'application/vnd.allure.message+json'

type Options = ConstructorParameters<typeof AllureReporter>[0]

export default class ConformanceAllureReporter extends AllureReporter {
  readonly #pages = new Map<string, Page>()
  readonly #ending: Promise<void>[] = []
  #pageOf: Promise<(seen: Seen) => Page> | undefined

  constructor(options: Options) {
    super({
      ...options,
      listeners: [{ beforeTestResultWrite: (result) => this.#complete(result) }],
    })
  }

  override onBegin(suite: Suite): void {
    super.onBegin(suite)
    if (isRunning()) this.#pageOf = pagesOfRun()
    // Whoever asks for a page hears of it.
    this.#pageOf?.catch(() => undefined)
  }

  override async onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    const ending = this.#end(test, result)
    this.#ending.push(ending)
    return ending
  }

  override async onEnd(): Promise<void> {
    await Promise.all(this.#ending)
    return super.onEnd()
  }

  async #end(test: TestCase, result: TestResult): Promise<void> {
    const each = caseOf(test)
    const pageOf = await this.#pageOf?.catch(() => undefined)
    if (!each || !pageOf) return super.onTestEnd(test, result)
    const page = pageOf(seenOf(each, result))
    this.#pages.set(each.id, page)
    const attachments = page.messages.map((message) => ({
      name: message.type,
      contentType: MESSAGE,
      body: Buffer.from(JSON.stringify(message)),
    }))
    // Allure would call it failed, and accuse the target of what nobody waited for.
    const status = result.status === 'interrupted' ? page.status : result.status
    return super.onTestEnd(test, { ...result, status, attachments })
  }

  /** What no message can say. */
  #complete(result: AllureResult): void {
    const id = result.labels.find(({ name }) => name === 'case')?.value
    const page = id === undefined ? undefined : this.#pages.get(id)
    if (id === undefined || !page) return
    const told = new Set(page.labels.map(({ name }) => name))
    result.labels = [...result.labels.filter(({ name }) => !told.has(name)), ...page.labels]
    result.links = [...page.links]
    // The test only waited for what the run did ahead of it.
    result.start = page.start ?? result.start ?? 0
    result.stop = result.start + page.durationMs
    result.statusDetails = { ...result.statusDetails, ...page.statusDetails }
    if (page.descriptionHtml !== undefined) result.descriptionHtml = page.descriptionHtml
    // The history of a case is that of its id: a title may be worded better, and the project is always the same.
    Object.assign(result, { testCaseId: id, historyId: id, fullName: id, parameters: [] })
    this.#pages.delete(id)
  }
}

/** Needed only when the first case ends, so it is loaded while the first worker starts. */
async function pagesOfRun(): Promise<(seen: Seen) => Page> {
  const [{ pageOf }, { contract, target }] = await Promise.all([
    import('./case-page.ts'),
    currentRun().started(),
  ])
  const [control] = caseById('valid-credentials/control').steps
  if (!control) throw new Error('the control case has no step')
  const around: Surroundings = {
    strict: currentRun().settings.strict,
    prefix: pathPrefix(target.baseUrl),
    control,
    document: contract.document,
  }
  return (seen) => pageOf(seen, around)
}

function seenOf(testCase: Case, result: TestResult): Seen {
  const baseline = currentRun().baseline()
  const found = currentRun().results.get(testCase.id)
  const own = found && baseline ? excusedBy(baseline)(found) : found
  const drawn = (own?.drawn ?? []).flatMap(({ born, ...rest }) =>
    born ? [{ each: born, ...rest }] : [],
  )
  return {
    each: testCase,
    parts: own ? [{ each: testCase, ...own }, ...drawn] : [],
    fuzz: own?.fuzz,
    crash: crashOf(result),
    known: result.annotations.flatMap(({ type, description }) =>
      type === 'known' && description !== undefined ? [description] : [],
    ),
  }
}
