/** The OpenAPI document: read, validated as OpenAPI 3.0, with its schemas compiled once. */
import { basename, join } from 'node:path'
import type { ErrorObject, ValidateFunction } from 'ajv'
import Ajv04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { sha256 } from '../lib/digest.ts'
import { readUserFile } from '../lib/fs-error.ts'
import { namesIn, pointerOf } from '../lib/json-pointer.ts'
import type { Json, Violation } from '../model.ts'
import { TOKEN_PATH } from '../operations/index.ts'
import { isObject, shape } from '../http.ts'
import { linesIn } from './line-numbers.ts'
import { openApiProblem } from './validate.ts'

type JsonObject = { readonly [name: string]: Json }

export interface Contract {
  readonly title: string
  readonly version: string
  /** Hex digest of the document's bytes. */
  readonly sha256: string
  /** File name only: no report shows a path of the machine. */
  readonly file: string
  readonly document: JsonObject
  /** Statuses that the operation declares, ascending. */
  readonly statuses: readonly number[]
  /** Checks a value against the schema of the 200 body; empty when it conforms. */
  readonly responseProblems: (value: Json) => Violation[]
  /** Checks a value against the schema of the request body; empty when it conforms. */
  readonly requestProblems: (value: Json) => Violation[]
  /** Line of a JSON pointer in the file, from 1; for a missing place, of the deepest part that exists. */
  readonly lineOf: (pointer: string) => number
}

/** The document cannot be used: an error of the configuration, in one line. */
export class ContractError extends Error {
  override name = 'ContractError'
}

/** Digest of the vendor's document in this suite. A self-test validates it, so a run need not. */
const VALIDATED = '1f08abcc63d58fa7d05d2ad640e9b4e55e59dfccaa74cd54c054adcf97575613'

const defaultFile = join(import.meta.dirname, 'formflow.openapi.json')

/**
 * Reads and compiles a document without validating it, for use after `validateContract`.
 * @param file a path; by default the document that the suite was written against
 * @throws ContractError with the file and what is missing in it
 */
export function loadContract(file: string = defaultFile): Contract {
  const { bytes, document } = read(file)
  const operation = at(document, ['paths', TOKEN_PATH, 'post'])
  if (!isObject(operation)) throw broken(file, `it declares no POST ${TOKEN_PATH}`)
  const ajv = new Ajv04.default({
    allErrors: true,
    strict: false,
    validateFormats: true,
    // A self-test has validated the default document.
    validateSchema: file !== defaultFile,
  })
  addFormats.default(ajv)
  // OpenAPI 3.0 has no `id` keyword, but examples may have members of that name.
  ajv.opts.schemaId = '$id'
  // A schema of OpenAPI 3.0 is a draft-04 JSON Schema plus `nullable`, which ajv knows. References point
  // into the whole document, so ajv gets all of it.
  ajv.addSchema(document, 'contract')
  const media = ['content', 'application/json', 'schema']
  const compile = (path: readonly string[]): ((value: Json) => Violation[]) => {
    if (!isObject(at(operation, path))) throw broken(file, `it has no schema at ${pointerOf(path)}`)
    const validate = compiled(ajv, file, ['paths', TOKEN_PATH, 'post', ...path])
    return (value) =>
      validate(value) ? [] : (validate.errors ?? []).map((e) => asViolation(e, value))
  }
  const info = at(document, ['info'])
  return {
    title: textOf(info, 'title'),
    version: textOf(info, 'version'),
    sha256: sha256(bytes),
    file: basename(file),
    document,
    statuses: Object.keys(at(operation, ['responses']) ?? {})
      .map(Number)
      .filter(Number.isInteger)
      .toSorted((a, b) => a - b),
    responseProblems: compile(['responses', '200', ...media]),
    requestProblems: compile(['requestBody', ...media]),
    lineOf: linesIn(bytes.toString('utf8')),
  }
}

/**
 * Reads, validates as OpenAPI 3.0 and compiles a document.
 * @throws ContractError with the file and the first problem
 */
export async function validateContract(file: string = defaultFile): Promise<Contract> {
  const { bytes, document } = read(file)
  if (sha256(bytes) !== VALIDATED) await validated(file, document)
  return loadContract(file)
}

async function validated(file: string, document: JsonObject): Promise<void> {
  const version = textOf(document, 'openapi')
  if (!/^3\.0\.\d+$/.test(version))
    throw broken(file, `"openapi" must be 3.0.x, is ${version || 'absent'}`)
  const problem = await openApiProblem(document)
  if (problem !== undefined) throw broken(file, `it is not valid OpenAPI 3.0: ${problem}`)
}

function read(file: string): { bytes: Buffer; document: JsonObject } {
  const bytes = readUserFile(file, (problem) => broken(file, `it ${problem}`))
  try {
    const document = JSON.parse(bytes.toString('utf8')) as Json
    if (isObject(document)) return { bytes, document }
  } catch {
    throw broken(file, 'it is not JSON')
  }
  throw broken(file, 'it is not a JSON object')
}

function compiled(ajv: Ajv04.default, file: string, path: readonly string[]): ValidateFunction {
  try {
    const validate = ajv.getSchema(`contract#${pointerOf(path)}`)
    if (validate) return validate as ValidateFunction
  } catch (error) {
    throw broken(
      file,
      `the schema at ${pointerOf(path)} does not compile: ${(error as Error).message}`,
    )
  }
  throw broken(file, `it has no schema at ${pointerOf(path)}`)
}

const broken = (file: string, problem: string): ContractError =>
  new ContractError(
    `OpenAPI document ${basename(file)}: ${problem} (FORMFLOW_SPEC sets the document)`,
  )

const at = (value: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((found, part) => (isObject(found) ? found[part] : undefined), value)

function textOf(value: Json | undefined, name: string): string {
  const found = isObject(value) ? value[name] : undefined
  return typeof found === 'string' ? found : ''
}

function asViolation(error: ErrorObject, value: Json): Violation {
  const missing = error.keyword === 'required' ? `/${String(error.params['missingProperty'])}` : ''
  const where = `body ${error.instancePath}${missing}`.trimEnd()
  if (missing) return { where, expected: 'present', actual: 'absent' }
  const found = at(value, namesIn(error.instancePath))
  return {
    where,
    expected: (error.message ?? error.keyword).replace(/^must be /, ''),
    actual: shape(found),
  }
}
