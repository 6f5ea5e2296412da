/** The program of the page that Allure makes: the same in every page of a version, and nothing of ours or of a target. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { sha256 } from '../../spec/lib/digest.ts'

/** In a package beside this file, in a checkout where it is installed. */
function archive(): string {
  const beside = join(import.meta.dirname, 'page.tar')
  if (existsSync(beside)) return beside
  const plugin = createRequire(import.meta.url).resolve('@allurereport/plugin-awesome')
  return join(plugin, '..', 'static', 'report.tar')
}

/** Of a tar archive: blocks of so many bytes, the first of each file with its name and its size as an octal number. */
const BLOCK = 512

function programIn(tar: Buffer): Buffer | undefined {
  for (let at = 0; at + BLOCK <= tar.length;) {
    const name = tar.toString('latin1', at, at + 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8) || 0
    if (/^app-\w+\.js$/.test(name)) return tar.subarray(at + BLOCK, at + BLOCK + size)
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return undefined
}

/** @returns the SHA-256 of the program in base64, as a page has it; `undefined` if it is not known */
export function programSha256(): string | undefined {
  try {
    const program = programIn(readFileSync(archive()))
    return program && sha256(program.toString('base64'))
  } catch {
    return undefined
  }
}
