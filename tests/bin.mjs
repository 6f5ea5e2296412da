#!/usr/bin/env node
// The command line runs unbuilt: this only loads what turns TypeScript into JavaScript on the way.
import { createJiti } from 'jiti'

await createJiti(import.meta.url).import('./cli.ts')
