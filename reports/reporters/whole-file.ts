/** A report is there as a whole or not at all. */
import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'

/** Writes a whole file or none; throws the error of the system. */
export type WriteFile = (file: string, text: string) => void

/** Writes under another name first, so that a reader never finds half a file. */
export const writeWholeFile: WriteFile = (file, text) => {
  // Nobody can foresee the name, and what has it already is not written.
  const unfinished = `${file}.${randomBytes(8).toString('hex')}.part`
  const mode = statSync(file, { throwIfNoEntry: false })?.mode
  try {
    writeFileSync(unfinished, text, { flag: 'wx', ...(mode === undefined ? {} : { mode }) })
    renameSync(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
}
