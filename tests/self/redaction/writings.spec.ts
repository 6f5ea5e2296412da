/** Every way to write a secret that the self-tests know is recognised, by the sealing and by the scan of files. */
import { expect, test } from '@playwright/test'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { echoesOf } from '../../support/echoes.ts'
import { echoPlaces, fits } from '../../support/echo-places.ts'
import { writings } from '../../support/writings.ts'

const { clientSecret } = generateCredentials()

test('there are many writings and many places', () => {
  expect(Object.keys(writings).length).toBeGreaterThanOrEqual(75)
  expect(Object.keys(echoPlaces).length).toBeGreaterThanOrEqual(12)
})

for (const [name, write] of Object.entries(writings))
  test(`the secret ${name} is sealed in every place, and without the sealing found in the evidence`, () => {
    const written = write(clientSecret)
    const echoOf = echoesOf(clientSecret)
    for (const [place, echoPlace] of Object.entries(echoPlaces))
      if (fits(written, echoPlace))
        expect
          .soft(echoOf(echoPlace.outcomeWith(written)), place)
          .toEqual({ reported: true, left: false, found: !echoPlace.isDropped })
  })
