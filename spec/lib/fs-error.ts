/** Files that a user named, and why they cannot be used; never what they hold. */
import { readFileSync } from 'node:fs'

/**
 * Reads a file that a user named.
 * @param refuse makes the caller's error of `cannot be read (ENOENT)`
 * @throws the error that `refuse` makes
 */
export function readUserFile(file: string, refuse: (problem: string) => Error): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw refuse(unreadable(error))
  }
}

export const unreadable = (error: unknown): string => `cannot be read (${codeOf(error)})`

export const unwritable = (error: unknown): string => `cannot be written (${codeOf(error)})`

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown'
