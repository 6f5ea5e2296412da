/** What `--grep` means. Given more than once, it selects what any of the patterns matches. */

/** Between the patterns of one value: no title and no id has it. */
const BETWEEN = '\n'

/** The value of an option that was given again. */
export const withPattern = (earlier: string | undefined, pattern: string): string =>
  earlier === undefined ? pattern : earlier + BETWEEN + pattern

export const patternsOf = (grep: string): readonly string[] => grep.split(BETWEEN)

/** `@id` means exactly that id; anything else is a regular expression of the runner. */
export const exact = (pattern: string): string =>
  /^@[\w/-]*\w$/.test(pattern) ? `${pattern}(?![\\w/-])` : pattern

/** The one regular expression that the runner takes. */
export const expressionOf = (grep: string): string => patternsOf(grep).map(exact).join('|')
