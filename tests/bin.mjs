#!/usr/bin/env node
// The command line is built in a package. In a checkout this only loads what turns TypeScript into JavaScript on the way.
// An exception that nobody catches would end with 1, which accuses the server: what fails here is never its fault.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.url))
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

/** @param {string} problem @param {number} code */
function end(problem, code) {
  process.stderr.write(`${problem}\n`)
  process.exitCode = code
}

/** @param {{ readonly code?: string, readonly message: string, readonly stack?: string }} error */
function failed(error) {
  const [, name] = /^Cannot find package '(.+?)'/.exec(error.message) ?? []
  if (error.code === 'ERR_MODULE_NOT_FOUND' && name)
    end(
      `the package ${name} is not installed, so nothing was tested: run npm ci in ${dirname(folder)}`,
      2,
    )
  else end(`the suite could not be loaded, so nothing was tested: ${error.stack}`, 4)
}

async function load() {
  const { useCache } = await import('./private-cache.mjs')
  const fsCache = useCache()
  if (existsSync(join(folder, 'cli.js'))) return import('./cli.js')
  const { createJiti } = await import('jiti')
  return createJiti(import.meta.url, { fsCache }).import('./cli.ts')
}

if (major < 20 || (major === 20 && minor < 19))
  end(
    `Node 20.19 or later is needed, and this is Node ${process.versions.node}: nothing was tested`,
    2,
  )
else await load().catch(failed)
