/** Validation against the schemas of SARIF and CTRF. */
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'
import Ajv04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { schema } from 'ctrf'
import { readJsonFile } from '../../spec/lib/json-file.ts'

const sarifFile = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
)

// A pattern of SARIF's schema is not valid with the flag `u`.
const draft04 = new Ajv04.default({ strict: false, unicodeRegExp: false })
const draft07 = new Ajv()
addFormats.default(draft04)
addFormats.default(draft07)

const isSarif: ValidateFunction = draft04.compile(readJsonFile(sarifFile) as object)
const isCtrf: ValidateFunction = draft07.compile(schema)

const problems = (validate: ValidateFunction, text: string): string[] => {
  validate(JSON.parse(text))
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

export const sarifProblems = (text: string): string[] => problems(isSarif, text)
export const ctrfProblems = (text: string): string[] => problems(isCtrf, text)
