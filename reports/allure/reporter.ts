/** Allure's reporter for Playwright, with a page per case that is made from what the report says of the case. */
import type { TestResult as AllureResult } from 'allure-js-commons'
import { AllureReporter } from 'allure-playwright'
import type { Suite, TestCase, TestResult } from '@playwright/test/reporter'
import { isRunning } from '../../fixtures/run/run.ts'
import { caseOf } from '../playwright.ts'
import type { Page } from './case-page.ts'
import type { MakePage } from './pages.ts'

/** The media type of messages of Allure's runtime API, which the reporter reads from attachments. */
const MESSAGE = 'application/vnd.allure.message+json'

type Options = ConstructorParameters<typeof AllureReporter>[0]

export default class ConformanceAllureReporter extends AllureReporter {
  readonly #pages = new Map<string, Page>()
  readonly #written: Promise<void>[] = []
  #makePage: Promise<MakePage> | undefined

  constructor(options: Options) {
    super({
      ...options,
      listeners: [{ beforeTestResultWrite: (result) => this.#complete(result) }],
    })
  }

  override onBegin(suite: Suite): void {
    super.onBegin(suite)
    // Needed only when the first case ends, so it is loaded while the first worker starts.
    if (isRunning()) this.#makePage = import('./pages.ts').then(({ pagesOfRun }) => pagesOfRun())
    // Whoever awaits a page gets the error.
    this.#makePage?.catch(() => undefined)
  }

  /** Playwright does not wait for it: an error, such as that of a full disk, is thrown at the end. */
  override async onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    const written = this.#write(test, result)
    this.#written.push(written)
    await written.catch(() => undefined)
  }

  override async onEnd(): Promise<void> {
    await super.onEnd()
    await Promise.all(this.#written)
  }

  async #write(test: TestCase, result: TestResult): Promise<void> {
    const testCase = caseOf(test)
    const makePage = await this.#makePage?.catch(() => undefined)
    if (!testCase || !makePage) return super.onTestEnd(test, result)
    const page = makePage(testCase, result)
    this.#pages.set(testCase.id, page)
    const attachments = page.messages.map((message) => ({
      name: message.type,
      contentType: MESSAGE,
      body: Buffer.from(JSON.stringify(message)),
    }))
    // Allure would call an interrupted test failed, and so accuse the target.
    const status = result.status === 'interrupted' ? page.status : result.status
    return super.onTestEnd(test, { ...result, status, attachments })
  }

  /** Sets what no message can set. */
  #complete(result: AllureResult): void {
    // They name the machine, and there is one worker.
    result.labels = result.labels.filter(({ name }) => name !== 'host' && name !== 'thread')
    const id = result.labels.find(({ name }) => name === 'case')?.value
    const page = id === undefined ? undefined : this.#pages.get(id)
    if (id === undefined || !page) return
    const replaced = new Set(page.labels.map(({ name }) => name))
    result.labels = [...result.labels.filter(({ name }) => !replaced.has(name)), ...page.labels]
    result.links = [...page.links]
    // The test only waited: the run performed the case before.
    result.start = page.start ?? result.start ?? 0
    result.stop = result.start + page.durationMs
    result.statusDetails = { ...result.statusDetails, ...page.statusDetails }
    if (page.descriptionHtml !== undefined) result.descriptionHtml = page.descriptionHtml
    // The history of a case follows its id: its title may change, and the project is always the same.
    Object.assign(result, { testCaseId: id, historyId: id, fullName: id, parameters: [] })
    this.#pages.delete(id)
  }
}
