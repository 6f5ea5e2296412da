/** Hostile text of a target, in every place that shows it. */
import { expect, test } from '@playwright/test'
import { inert } from '../../../spec/lib/sanitize.ts'
import { allOf, changeAnswer, changeGrant, withStatus } from '../../../fixtures/server/variation.ts'
import { command } from '../../support/cli-process.ts'
import { junitProblems, readXml, textIn } from '../../support/junit.ts'
import { served } from '../../support/served.ts'

for (const [what, text] of [
  ['controls', '\u0000\u0007\u001b\n\r\t\u007f'],
  ['controls of eight bits', '\u0085\u009b\u009d'],
  ['marks that reverse or hide text', '\u202e\u2066\u200b\u00ad\ufeff'],
  ['separators of lines and paragraphs', '\u2028\u2029'],
  ['lone surrogates and noncharacters', '\udfff\ud800\ufffe\uffff'],
] as const)
  test(`${what} become dots`, () => {
    expect(inert(`a${text}b`)).toBe(`a${'·'.repeat(text.length)}b`)
  })

test('text in any script, marks and emoji stay', () => {
  const text = 'a "b" ‹token 1› é ß Ω 日本 \u{1f511} <&>'
  expect(inert(text)).toBe(text)
})

const evil = 'x\u001b[2J\u0007\u009b1m\u202e\u2028\uffff\ud800]]>\n    at evil (a.js:1:1)\n<b>&"'

/** The parts of an Allure result that contain text of the target. */
interface ShownResult {
  readonly statusDetails: { readonly message: string }
  readonly descriptionHtml: string
}

/** Characters that XML must not contain, not even as references. */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

test('text of a hostile target breaks neither terminal nor JUnit nor Allure', async ({}, info) => {
  const server = await served({
    id: 'hostile',
    title: 'writes what no report may hold',
    breaks: [],
    alter: allOf(
      changeGrant((grant) => ({ ...grant, token_type: evil, [evil]: evil })),
      changeAnswer(withStatus(200), (answer) => ({
        ...answer,
        headers: { ...answer.headers, 'x-powered-by': 'a\u009b31m\u0085b' },
      })),
    ),
  })
  const args = ['run', '--no-html', '--grep', '@valid-credentials/control']
  const ended = await command(info, args, { env: server.env })
  await server.close()
  expect(ended.code, ended.output).toBe(1)
  expect(ended.output.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  const written = ended.files()
  const junit = written.get('junit.xml') ?? ''
  expect(junit).toContain('token-type-bearer (MUST)')
  expect(junit).not.toMatch(notXml)
  expect(junitProblems(junit)).toEqual([])
  expect(textIn(readXml(junit))).toContain('expected Bearer; observed "x·[2J··1m····]]>·')
  const results = [...written].filter(([name]) => name.endsWith('-result.json'))
  const shown = results.map(([, text]) => JSON.parse(text) as ShownResult)
  expect(shown).toHaveLength(1)
  // Allure's reporter takes both from the name of the machine.
  for (const [, text] of results) expect(text).not.toMatch(/"name":"(host|thread)"/)
  for (const { statusDetails, descriptionHtml } of shown) {
    const words = `${statusDetails.message}${descriptionHtml}`
    expect(words.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    expect(descriptionHtml).toContain('&quot;x·[2J··1m····]]&gt;·')
  }
})
