#!/usr/bin/env node
// The command line runs unbuilt: this only loads what turns TypeScript into JavaScript on the way.
import { useCache } from './private-cache.mjs'

const fsCache = useCache()
const { createJiti } = await import('jiti')

await createJiti(import.meta.url, { fsCache }).import('./cli.ts')
