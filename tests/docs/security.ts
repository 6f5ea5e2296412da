/** Writes docs/security.md: `npx jiti tests/docs/security.ts` alone, or `npm run docs` with all other pages. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../cli/lib/programs.ts'
import { attackGroups } from '../support/attacks.ts'
import { securityPage } from './pages/security.ts'

const observed = await Promise.all(
  attackGroups.map(async (group) => ({
    ...group,
    attacks: await Promise.all(
      group.attacks.map(async (attack) => ({ ...attack, observed: await attack.observe() })),
    ),
  })),
)
writeFileSync(join(root, 'docs', 'security.md'), securityPage(observed))
