/** Writes docs/security.md: `npx jiti tests/docs/security.ts` alone, or `npm run docs` with all other pages. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../cli/lib/programs.ts'
import { attackGroups } from '../support/attacks.ts'
import { securityPage } from './pages/security.ts'

const observed = attackGroups.map((group) => ({
  ...group,
  attacks: group.attacks.map((attack) => ({ ...attack, observed: attack.observe() })),
}))
writeFileSync(join(root, 'docs', 'security.md'), securityPage(observed))
