/** Attacks on the suite, each with what must come of it: for the tests, and for docs/security.md. */
import { isThisMachine } from '../../fixtures/config/this-machine.ts'
import { jwtFacts } from '../../fixtures/redaction/jwt-facts.ts'
import { createVault } from '../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../fixtures/server/world.ts'
import { printedText } from '../../reports/formats/text/printed.ts'
import { historyOf } from '../../reports/report/history.ts'
import type { Attack, Attacks } from './attack.ts'
import { certificateAttacks } from './certificate-attacks.ts'
import { echoesOf, exchangeWith, outcomeOf } from './echoes.ts'
import { echoPlaces, fits, type EchoPlace } from './echo-places.ts'
import { logCommands } from './log-commands.ts'
import { oddBodies } from './odd-bodies.ts'
import { writings } from './writings.ts'

const { clientSecret } = generateCredentials()
const echoOf = echoesOf(clientSecret)

function echoAttack([place, echoPlace]: readonly [string, EchoPlace]): Attack {
  const written = Object.values(writings).map((write) => write(clientSecret))
  const possible = written.filter((text) => fits(text, echoPlace))
  const summary = (sealed: number, left: number, found: number): string =>
    `${sealed} sealed and reported, ${left} left in a file` +
    (echoPlace.isDropped ? '' : `; without the sealing, ${found} found by the scan of files`)
  return {
    title: `the secret in ${place}, in ${possible.length} ways`,
    expected: summary(possible.length, 0, possible.length),
    observe: () => {
      const echoes = possible.map((text) => echoOf(echoPlace.outcomeWith(text)))
      const count = (is: (echo: (typeof echoes)[number]) => boolean): number =>
        echoes.filter(is).length
      return summary(
        count(({ reported }) => reported),
        count(({ left }) => left),
        count(({ found }) => found),
      )
    },
  }
}

/** 64 KiB, in a form that is at most twice as long. */
const KEPT = 131_072

const largeAttacks = Object.entries(oddBodies).flatMap(([what, body]): Attack[] => {
  const exchangeOf = (status: number) =>
    exchangeWith(outcomeOf(status, body), createVault(clientSecret, []))
  return [
    {
      title: `a refusal with ${what}`,
      expected: 'at most 64 KiB are kept',
      observe: () => {
        const text = JSON.stringify(exchangeOf(401).response?.body.text)
        return text.length <= KEPT + 2 ? 'at most 64 KiB are kept' : `${text.length} characters`
      },
    },
    {
      title: `a success with ${what}`,
      expected: 'too-large, and nothing of it is read',
      observe: () => {
        const { response, failure } = exchangeOf(200)
        return `${failure?.kind}, and ${response ? 'it' : 'nothing of it'} is read`
      },
    },
  ]
})

const deepAttack: Attack = {
  title: 'a token whose claims nest 6,000 levels',
  expected: 'the JSON of its claims nests more than 64 levels',
  observe: () => {
    const part = (json: string): string => Buffer.from(json).toString('base64url')
    const deep = `${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}`
    const token = `${part('{"alg":"HS256"}')}.${part(deep)}.${part('signature')}`
    return jwtFacts(token, (text) => ({ text, marks: [] })).problems.join()
  },
}

const visible = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(
      /[\u00a0\u200b\u202e]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )

const printAttacks = Object.entries(logCommands).map(([text, expected]): Attack => ({
  title: `\`${visible(text)}\``,
  expected: `\`${visible(expected)}\``,
  observe: () => `\`${visible(printedText(text))}\``,
}))

const LINKED = 'javascript:alert(1)'

const historyAttack: Attack = {
  title: `\`${LINKED}\` as the address of a run or of a case in \`FORMFLOW_HISTORY\``,
  expected: 'Allure does not get it',
  observe: () => {
    const testCase = { id: 'a', historyId: 'a', status: 'passed', start: 1, duration: 1 }
    const testResults = { a: { ...testCase, url: LINKED }, b: LINKED }
    const line = { uuid: 'a', name: 'a', timestamp: 1, target: 'a', url: LINKED, testResults }
    return historyOf(JSON.stringify(line), 'a').includes(LINKED)
      ? 'Allure gets it'
      : 'Allure does not get it'
  },
}

const addressAttacks = ['0.0.0.0', '[::]', '[::ffff:127.0.0.1]', '2130706433', 'localhost.'].map(
  (host): Attack => ({
    title: `http://${host} as the base URL`,
    expected: 'the machine itself',
    observe: () => (isThisMachine(new URL(`http://${host}`)) ? 'the machine itself' : 'elsewhere'),
  }),
)

export const attackGroups: readonly Attacks[] = [
  {
    title: 'A response that repeats the secret',
    text: `The ways are those of languages, formats, loggers and people, from plain to base64 three times, lists of bytes and zero-width
characters between letters (\`tests/support/writings.ts\`). A line of HTTP has no place for those with line breaks.`,
    attacks: Object.entries(echoPlaces).map(echoAttack),
  },
  {
    title: 'A response that costs time or memory',
    text: `At most 64 KiB of a body are decoded and kept. Besides, \`tests/self/redaction/linear.spec.ts\` gives each check and each decoder
256 KiB of every text that made one slow before. \`npm run bench\` compares 1 MiB with 64 KiB, and the memory of a run with large
refusals with that of a run with short ones, to which they may add 250 MB.`,
    attacks: [...largeAttacks, deepAttack],
  },
  {
    title: 'A text that a terminal or a CI system takes for a command',
    text: 'As it is printed; in JSON, the same characters are escaped.',
    attacks: printAttacks,
  },
  {
    title: 'A certificate that is not earned',
    text: `Signed with the right key where there is one: the applicant runs the suite, and can change every file. What \`verify\` compares is in
[certificate.md](certificate.md).`,
    attacks: certificateAttacks,
  },
  {
    title: 'Files and addresses',
    text: 'A file of earlier runs that somebody changed, and addresses that look like another machine.',
    attacks: [historyAttack, ...addressAttacks],
  },
]
