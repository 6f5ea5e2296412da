/** Errors of writing that the disk or its permissions cause, not the suite. */
const CODES: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EFBIG',
  'ENOTDIR',
  'ENOENT',
  // A file in the place of a folder.
  'EEXIST',
])

/** @returns the code of the system, if the error is one of writing */
export function unwritableCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return known(code)
}

/** The same for an error of which only the message is left. */
export const unwritableIn = (message: string): string | undefined =>
  known(/^(?:Error: )?(E[A-Z]+): /.exec(message)?.[1])

const known = (code: string | undefined): string | undefined =>
  code !== undefined && CODES.has(code) ? code : undefined
