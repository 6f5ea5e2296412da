/** `drift`: compares two versions of the OpenAPI document. */
import { readDocument } from '../../../fixtures/http/fetch-document.ts'
import {
  accessTo,
  ConfigurationError,
  environment,
  readGateAccess,
  readSettings,
} from '../../../fixtures/config/index.ts'
import { proxyFor, ProxyError } from '../../../fixtures/config/proxy.ts'
import { httpTransport, type Transport } from '../../../fixtures/http/transport.ts'
import { driftPage } from '../../../reports/diff/formats/drift-page.ts'
import { comparisonMarkdown } from '../../../reports/diff/formats/markdown.ts'
import { comparisonText } from '../../../reports/diff/formats/text.ts'
import { openApiProblem } from '../../../spec/contract/validate.ts'
import { sha256 } from '../../../spec/lib/digest.ts'
import { DocumentError, documentIn, type Document } from '../../../spec/drift/document.ts'
import { changesOf } from '../../../spec/drift/drift.ts'
import type { DocumentSide, Drift } from '../../../spec/drift/model.ts'
import type { Json } from '../../../spec/model.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { isObject } from '../../../spec/http.ts'
import { print } from '../lib/output.ts'
import { asConfigurationError } from '../lib/errors.ts'
import type { Arguments } from '../lib/types.ts'

/** @returns 1 for a breaking change */
export async function drift({ operands, values }: Arguments): Promise<number> {
  const [old, now] = [await read(operands[0]), await read(operands[1])]
  const changes = asConfigurationError(
    () => changesOf(old.document, now.document, requirements),
    DocumentError,
    (message) => `the documents: ${message}`,
  )
  const value: Drift = { schemaVersion: 1, old: old.side, new: now.side, ...changes }
  const page = driftPage(value)
  print(values, value, {
    text: (palette) => comparisonText(page, palette),
    markdown: () => comparisonMarkdown(page),
  })
  return changes.breaking.length > 0 ? 1 : 0
}

interface Read {
  readonly document: Document
  readonly side: DocumentSide
}

/** @throws ConfigurationError */
async function read(place = ''): Promise<Read> {
  const { file, text } = await readDocument(place, transportTo)
  const document = asConfigurationError(
    () => documentIn(text),
    DocumentError,
    (message) => `${file}: ${message}`,
  )
  const problem = await openApiProblem(document)
  if (problem !== undefined)
    throw new ConfigurationError(`${file}: it is not valid OpenAPI: ${problem}`)
  const { info, openapi } = document
  const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
  const side = {
    file,
    title: textOf(isObject(info) ? info['title'] : ''),
    version: textOf(isObject(info) ? info['version'] : ''),
    openapi: textOf(openapi),
    sha256: sha256(text),
  }
  return { document, side }
}

const transportTo = (url: URL): Transport =>
  asConfigurationError(() => {
    const env = environment()
    const settings = readSettings(env)
    const access = accessTo(url, settings, readGateAccess(env), proxyFor(url, env))
    return httpTransport(url, settings.timeoutMs, access)
  }, ProxyError)
