/** Every form in which a server may write a secret comes out as its mark. */
import { expect, test } from '@playwright/test'
import { MARK, sealed, secretClasses, writers } from '../../support/secrets.ts'

const ROUNDS = 25

/** Characters beyond one byte are no ASCII with NUL between, whatever else they become. */
const unreadable = (kind: string, how: string): boolean =>
  kind === 'of long characters' && how === 'in UTF-16'

/** Behind the `<` of the test it begins with a tag, `<0>`, which is sealed together with it. */
const beginsWithTag = (secret: string): boolean => /^0[>›]/.test(secret)

for (const [how, write] of Object.entries(writers))
  test(`a secret of any class, written ${how}, comes out as its mark`, () => {
    const wrong = Object.entries(secretClasses).flatMap(([kind, make]) =>
      Array.from({ length: unreadable(kind, how) ? 0 : ROUNDS }, make).flatMap((secret) => {
        if (beginsWithTag(secret)) return []
        // A blank, because a backslash at the end takes along what it would escape.
        const { text, seals } = sealed(secret, `<${write(secret)} >`)
        const right = text.replaceAll(/[ \0]/g, '') === `<${MARK}>` && seals.length === 1
        return right ? [] : [{ kind, secret, text }]
      }),
    )
    expect(wrong).toEqual([])
  })
