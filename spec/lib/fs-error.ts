/** What the system says of a file that is not to be had, without a word of what it holds. */

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown'

export const unreadable = (error: unknown): string => `cannot be read (${codeOf(error)})`

export const unwritable = (error: unknown): string => `cannot be written (${codeOf(error)})`
