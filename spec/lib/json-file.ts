/** Reads all JSON data of the suite: parsed, and validated by the schema beside it. */
import { readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { describeError, validator, type Validator } from './validator.ts'

const validators = new Map<string, Validator>()

/** A data file cannot be read, or does not conform to its schema. */
export class DataError extends Error {
  override name = 'DataError'
  constructor(message: string) {
    super(message)
    // The message names the file and the place in it; a stack of our code would not help.
    this.stack = `DataError: ${message}`
  }
}

/** A package holds the data that the self-tests have validated: to do it again takes a tenth of a run. */
const isPackage = extname(import.meta.filename) === '.js'

/**
 * Reads `folder/name` and validates it by the `schema.json` of its folder, or of another one: then the file is the user's.
 * @throws DataError with path, place and reason in one line
 */
// The caller names the type that the schema proves.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function validated<Shape>(folder: string, name: string, schemaFolder = folder): Shape {
  const file = join(folder, name)
  const value = readJsonFile(file)
  if (isPackage && folder === schemaFolder) return value as Shape
  const validate =
    validators.get(schemaFolder) ??
    validator(readJsonFile(join(schemaFolder, 'schema.json')) as object)
  validators.set(schemaFolder, validate)
  const error = validate(value)
  if (error) throw new DataError(`${place(file)}: ${describeError(error)}`)
  return value as Shape
}

/** @throws DataError if the file cannot be read or is not JSON */
export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new DataError(`${place(file)}: ${(error as Error).message}`)
  }
}

// The name of the folder is enough to find the file, and no report shows a path of the machine.
const place = (file: string): string => `${basename(join(file, '..'))}/${basename(file)}`
