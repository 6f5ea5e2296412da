/** A report is there as a whole or not at all. */
import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a whole file or none; throws the error of the system. */
export type WriteFile = (file: string, text: string) => void

/** Writes under another name first, so that a reader never finds half a file. */
export const writeWholeFile: WriteFile = (file, text) => {
  const unfinished = `${file}.part`
  try {
    writeFileSync(unfinished, text)
    renameSync(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
}
