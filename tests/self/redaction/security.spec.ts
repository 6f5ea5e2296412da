/** The attacks of docs/security.md: each has the expected result, and the page is what they make it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { securityPage } from '../../docs/pages/security.ts'
import { root } from '../../cli/lib/programs.ts'
import { attackGroups } from '../../support/attacks.ts'

for (const { title, attacks } of attackGroups)
  test(`${title}: every attack has the expected result`, async () => {
    for (const attack of attacks)
      expect.soft(await attack.observe(), attack.title).toBe(attack.expected)
  })

test('docs/security.md has all attacks', () => {
  const page = securityPage(
    attackGroups.map((group) => ({
      ...group,
      attacks: group.attacks.map((attack) => ({ ...attack, observed: attack.expected })),
    })),
  )
  // The page is formatted after it was made.
  const squeezed = (text: string): string => text.replaceAll(/ +|-{3,}/g, ' ').trim()
  const written = readFileSync(join(root, 'docs/security.md'), 'utf8')
  expect(squeezed(written) === squeezed(page), 'run npx jiti tests/docs/security.ts').toBe(true)
})
