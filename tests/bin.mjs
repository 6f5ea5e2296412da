#!/usr/bin/env node
// The command line is built in a package. In a checkout this only loads what turns TypeScript into JavaScript on the way.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { useCache } from './private-cache.mjs'

const fsCache = useCache()
if (existsSync(join(import.meta.dirname, 'cli.js'))) await import('./cli.js')
else {
  const { createJiti } = await import('jiti')
  await createJiti(import.meta.url, { fsCache }).import('./cli.ts')
}
