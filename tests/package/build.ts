/** `npm run build`: builds the suite into `dist`, from which it is packed. */
import { join } from 'node:path'
import { root } from '../cli/lib/programs.ts'
import { build } from './emit.ts'

await build(join(root, 'dist'))
