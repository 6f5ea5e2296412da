/** Files that a user named, and why they cannot be used; never what they hold. */
import { closeSync, openSync, readSync } from 'node:fs'

/** Bytes of a file at most: no file of this suite is larger, and a name may lead to a device without an end. */
const LARGEST = 67_108_864

/**
 * Reads a file that a user named, of at most 64 MiB.
 * @param refuse makes the caller's error of `cannot be read (ENOENT)`
 * @throws the error that `refuse` makes
 */
export function readUserFile(file: string, refuse: (problem: string) => Error): Buffer {
  let bytes: Buffer
  try {
    bytes = readAtMost(file, LARGEST + 1)
  } catch (error) {
    throw refuse(unreadable(error))
  }
  if (bytes.length > LARGEST) throw refuse(`holds more than ${LARGEST} bytes`)
  return bytes
}

function readAtMost(file: string, most: number): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const pieces: Buffer[] = []
    for (let length = 0; length < most;) {
      const piece = Buffer.alloc(Math.min(1_048_576, most - length))
      const read = readSync(descriptor, piece)
      if (read === 0) break
      pieces.push(piece.subarray(0, read))
      length += read
    }
    return Buffer.concat(pieces)
  } finally {
    closeSync(descriptor)
  }
}

export const unreadable = (error: unknown): string => `cannot be read (${codeOf(error)})`

export const unwritable = (error: unknown): string => `cannot be written (${codeOf(error)})`

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown'
