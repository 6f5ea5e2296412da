/** What is said when nothing can be done: one line, in which nothing that was given does any harm. */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { inert } from '../../../spec/lib/sanitize.ts'

/** Names of our own, of files and of places; what else stands in an argument may be a secret in the wrong place. */
const NAMES: readonly RegExp[] = [
  /^[\w ./@-]{0,20}$/,
  /^@?[a-z\d]+(?:[/-][a-z\d]+)+$/,
  /^(?:\.{0,2}|[a-z]:)[\\/][\w .\\/:~+-]{1,300}$/i,
  /^[\w .\\/:~+-]{1,300}\.(?:json|ndjson|jsonl|ya?ml|md|html|pem|pub|txt)$/i,
  /^https?:\/\//i,
]

/** @param args of the command line, as they were given */
export function refusal(message: string, args: readonly string[]): string {
  const given = args.map((arg) => arg.replace(/^--[\w-]+=/, ''))
  const hidden = [...given, ...given.map((each) => basename(each))].filter((each) => !isName(each))
  return inert(
    hidden.reduce((told, each) => told.replaceAll(each, `‹${each.length} characters›`), message),
  )
}

const isName = (text: string): boolean => NAMES.some((form) => form.test(text)) || existsSync(text)
