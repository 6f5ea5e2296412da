/** The one door through which JSON data of the suite comes in: parsed, validated by the schema beside it. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'

// That the schemas are schemas is for a self-test; to find out here would take longer than to read all data.
const ajv = new Ajv({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  validateSchema: false,
})
const schemas = new Map<string, ValidateFunction>()

/** A data file of the suite, or of its user, is not what its schema says. */
export class DataError extends Error {
  override name = 'DataError'
  constructor(message: string) {
    super(message)
    // Whoever prints it tells the file and the place in it; where our code read it helps nobody.
    this.stack = `DataError: ${message}`
  }
}

/**
 * Reads `folder/name` and validates it by `folder/schema.json`.
 * @throws DataError with path, place and reason in one line
 */
// The caller names the shape that the schema beside the data proves.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function validated<Shape>(folder: string, name: string): Shape {
  const file = join(folder, name)
  const value = readJsonFile(file)
  const validate =
    schemas.get(folder) ?? ajv.compile<Shape>(readJsonFile(join(folder, 'schema.json')) as object)
  schemas.set(folder, validate)
  if (validate(value)) return value as Shape
  const [first] = validate.errors ?? []
  throw new DataError(
    `${place(file)}: ${first?.instancePath || '/'} ${first?.message ?? 'is invalid'}`,
  )
}

/** @throws DataError if the file cannot be read or is not JSON */
export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new DataError(`${place(file)}: ${(error as Error).message}`)
  }
}

// The folder's name is enough to find the file, and no machine path gets into a report.
const place = (file: string): string => `${basename(join(file, '..'))}/${basename(file)}`
