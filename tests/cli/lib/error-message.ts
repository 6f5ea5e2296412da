/** Error messages: one line, without control characters and without arguments that may be secrets. */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { inert } from '../../../spec/lib/sanitize.ts'

/** Ids, file names and URLs. Any other argument may be a secret in the wrong place. */
const NAMES: readonly RegExp[] = [
  /^[\w ./@-]{0,20}$/,
  /^@?[a-z\d]+(?:[/-][a-z\d]+)+$/,
  /^(?:\.{0,2}|[a-z]:)[\\/][\w .\\/:~+-]{1,300}$/i,
  /^[\w .\\/:~+-]{1,300}\.(?:json|ndjson|jsonl|ya?ml|md|html|pem|pub|txt)$/i,
  /^https?:\/\//i,
]

/** @param args of the command line */
export function errorMessage(message: string, args: readonly string[]): string {
  const given = args.map((arg) => arg.replace(/^--[\w-]+=/, ''))
  const all = [...given, ...given.map((arg) => basename(arg))]
  const hidden = all.filter((arg) => !isName(arg))
  return inert(
    hidden.reduce((text, arg) => text.replaceAll(arg, `‹${arg.length} characters›`), message),
  )
}

const isName = (text: string): boolean =>
  NAMES.some((pattern) => pattern.test(text)) || existsSync(text)
