/** Digests, by which files are known. */
import { createHash } from 'node:crypto'

/** @returns hexadecimal */
export const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex')

/** So much of a digest tells two files apart where people read it. */
export const brief = (digest: string): string => digest.slice(0, 12)
