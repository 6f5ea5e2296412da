/** What a disk, not a program, is at fault for. */
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
  // A file where a folder was.
  'EEXIST',
])

/** @returns the system's code, if the error is about a place to write to */
export function unwritableCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return known(code)
}

/** The same of an error that only its words are left of. */
export const unwritableIn = (message: string): string | undefined =>
  known(/^(?:Error: )?(E[A-Z]+): /.exec(message)?.[1])

const known = (code: string | undefined): string | undefined =>
  code !== undefined && CODES.has(code) ? code : undefined
