/**
 * Where compiled TypeScript is kept: a folder that only this user can read and write. By default jiti, Playwright and node
 * use folders with predictable names below the temporary folder, and code that another user planted there would run in
 * the process that holds the secret. So this is called before anything else is loaded.
 */
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import module from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

const NAME = 'formflow-token-conformance'

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | undefined} the absolute path of the folder; a new one for this process, removed at its end, if the
 *   home of the user has no place for it; `undefined` if nothing can be written anywhere
 */
export function privateCache(env = process.env) {
  const base = env['XDG_CACHE_HOME'] || (homeOf(env) && join(homeOf(env), '.cache'))
  return base && isPrivate(base, join(base, NAME)) ? join(base, NAME) : temporary()
}

/**
 * Sets the folder for node, for jiti (whose option takes it) and for Playwright and its workers.
 * @returns {string | false} the folder for jiti; `false`: nothing is kept
 */
export function useCache(folder = privateCache()) {
  if (folder === undefined) return false
  process.env['PLAYWRIGHT_TRANSFORM_CACHE_DIR'] = join(folder, 'playwright')
  process.env['PWTEST_CACHE_DIR'] = join(folder, 'playwright')
  // Since node 22.
  if (!process.env['NODE_DISABLE_COMPILE_CACHE']) module.enableCompileCache?.(join(folder, 'node'))
  return join(folder, 'jiti')
}

/** @param {Readonly<Record<string, string | undefined>>} env */
function homeOf(env) {
  try {
    return env['HOME'] || homedir()
  } catch {
    return ''
  }
}

/**
 * Makes the folders if there are none. Not all above them: node 20 never returns from that below /proc.
 * @param {string[]} folders
 */
function isPrivate(...folders) {
  const folder = folders.at(-1) ?? ''
  try {
    for (const path of folders) if (!existsSync(path)) mkdirSync(path, { mode: 0o700 })
    const stats = lstatSync(folder)
    const { uid } = stats
    if (!stats.isDirectory()) return false
    const user = process.geteuid?.()
    if (user === undefined) return true
    if (uid !== user) return false
    chmodSync(folder, 0o700)
    return true
  } catch {
    return false
  }
}

/** A name that nobody can foresee, and mode 0700. */
function temporary() {
  try {
    const folder = mkdtempSync(join(tmpdir(), `${NAME}-`))
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
    return folder
  } catch {
    return undefined
  }
}
