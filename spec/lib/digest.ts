/** Digests of files. */
import { createHash } from 'node:crypto'

/** @returns hexadecimal */
export const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex')

/** The first characters of a digest, enough for people to distinguish files. */
export const brief = (digest: string): string => digest.slice(0, 12)
