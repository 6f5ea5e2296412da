/** Two nodes behind a balancer that takes them in turn: whichever is first, a run finds that they do not know each other. */
import { expect, test } from '@playwright/test'
import { certifyInMemory } from '../../../fixtures/run/in-memory.ts'
import {
  ownKeys,
  ownTokens,
  roundRobin,
  seeded,
  type Balancer,
} from '../../../fixtures/server/faults/transport/two-nodes.ts'

const otherFirst: Balancer = (before) => (roundRobin(before) === 0 ? 1 : 0)

for (const [what, differently] of [
  ['keys', ownKeys],
  ['lists of tokens', ownTokens],
] as const)
  for (const [first, balancer] of [
    ['one', roundRobin],
    ['the other', otherFirst],
  ] as const)
    test(`two nodes with different ${what} are found where ${first} is first`, async () => {
      const { verdict, violated } = await certifyInMemory({
        id: 'two-nodes',
        title: what,
        breaks: [],
        alter: differently(balancer),
      })
      expect(verdict.exit.code).toBe(1)
      expect(violated).toContain('fresh-token-accepted')
    })

/** By chance the scheme in lower case was refused each time, and everything else accepted, as where letters count. */
for (const seed of [9, 154, 191, 380])
  test(`two nodes by chance (${seed}) are not taken for one that compares the scheme exactly`, async () => {
    const { verdict, violated } = await certifyInMemory({
      id: 'two-nodes',
      title: 'keys',
      breaks: [],
      alter: ownKeys(seeded(seed)),
    })
    expect(verdict.exit.code).toBe(1)
    expect(violated).toContain('token-reusable')
  })
