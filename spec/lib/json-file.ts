/** The one door through which JSON data of the suite comes in: parsed, validated by the schema beside it. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describeError, validator, type Validator } from './validator.ts'

const validators = new Map<string, Validator>()

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
    validators.get(folder) ?? validator(readJsonFile(join(folder, 'schema.json')) as object)
  validators.set(folder, validate)
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

// The folder's name is enough to find the file, and no machine path gets into a report.
const place = (file: string): string => `${basename(join(file, '..'))}/${basename(file)}`
