/** What documents point to exists: links, paths of files, commands with their options, ids. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from '@playwright/test'
import { parse } from '../../cli/lib/parse.ts'
import { root } from '../../cli/lib/programs.ts'
import { commandTable } from '../../cli/table.ts'
import {
  commandLines,
  markdownPages as pages,
  textOf as read,
  tokensOf,
} from '../../support/markdown-pages.ts'

/** The anchors that code hosts give to headings. */
const anchorsOf = (page: string): string[] =>
  tokensOf(page)
    .flatMap((token) => (token.type === 'heading' ? [String(token.text)] : []))
    .map((text) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    )

/** @returns a line for each link into the repository that leads nowhere */
const deadLinks = (page: string): string[] =>
  tokensOf(page)
    .flatMap((token) =>
      token.type === 'link' || token.type === 'image' ? [String(token.href)] : [],
    )
    .filter((href) => !/^[a-z]+:/.test(href))
    .filter((href) => {
      const [path = '', anchor] = href.split('#')
      const file = path === '' ? page : relative(root, join(root, dirname(page), path))
      if (!existsSync(join(root, file))) return true
      return anchor !== undefined && !anchorsOf(file).includes(anchor)
    })

/** Paths from the root of the checkout in code spans; a run writes what is in reports/out. */
const deadPaths = (page: string): string[] =>
  tokensOf(page)
    .flatMap((token) => (token.type === 'codespan' ? [String(token.text)] : []))
    .filter((text) => /^(spec|fixtures|reports|tests|docs)\/[\w./-]+$/.test(text))
    .filter((text) => !text.startsWith('reports/out') && !existsSync(join(root, text)))

const scripts = Object.keys(
  (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts,
)
const ids = read('tests/self/catalogue/ids.txt')
  .split('\n')
  .map((line) => line.split(' ')[1])

/** @returns what is wrong with a command line; `undefined`: it can be typed as it is */
function problemOf(line: string): string | undefined {
  const words = line.replace(/^(\w+=\S+ )*/, '').split(' ')
  if (words[0] === 'npm') {
    const [, verb = '', ...rest] = words
    if (verb !== 'run')
      return /^(ci|cit|test|install|pack|config)$/.test(verb) ? undefined : `npm ${verb}`
    const [script = '', ...args] = rest.filter((word) => word !== '--silent')
    if (!scripts.includes(script)) return `no script ${script}`
    if (!['conformance', 'doctor', 'serve'].includes(script)) return undefined
    if (args.length > 0 && args[0] !== '--') return 'npm keeps options without -- before them'
    return problemIn([...(script === 'conformance' ? [] : [script]), ...args.slice(1)])
  }
  return problemIn(words.slice(words[0] === 'npx' ? 2 : 1))
}

function problemIn(args: readonly string[]): string | undefined {
  const [first = 'run'] = args
  const [name, rest] = first.startsWith('-') ? ['run', args] : [first, args.slice(1)]
  const command = commandTable.find((each) => each.name === name)
  if (!command) return `no command ${name}`
  try {
    const { values, operand } = parse(command, rest)
    const named = [values['fault'], values['freedom'], name === 'explain' ? operand : undefined]
    const strange = named.find((id) => id !== undefined && id !== '<id>' && !ids.includes(id))
    return strange === undefined ? undefined : `no id ${strange}`
  } catch (error) {
    return (error as Error).message
  }
}

for (const page of pages)
  test(`what ${page} points to exists`, () => {
    const wrong = commandLines(page).flatMap((line) => {
      const problem = problemOf(line)
      return problem === undefined ? [] : [`${line}: ${problem}`]
    })
    expect({ links: deadLinks(page), paths: deadPaths(page), commands: wrong }).toEqual({
      links: [],
      paths: [],
      commands: [],
    })
  })

test('docs/README.md lists every page', () => {
  const index = read('docs/README.md')
  const names = readdirSync(join(root, 'docs')).filter((name) => /^(?!README).*\.md$/.test(name))
  expect(names.filter((name) => !index.includes(`](${name})`))).toEqual([])
})

/** Pictures in Markdown and in HTML, with what they say to those who do not see them. */
const picturesIn = (page: string): { readonly file: string; readonly alt: string }[] => [
  ...tokensOf(page).flatMap((token) =>
    token.type === 'image' ? [{ file: String(token.href), alt: String(token.text) }] : [],
  ),
  ...[...read(page).matchAll(/<img src="([^"]*)"[^>]* alt="([^"]*)"/g)].map(
    ([, file = '', alt = '']) => ({ file, alt }),
  ),
]

test('README.md shows every picture of docs/images, small enough and with a text for those who do not see it', () => {
  const shown = picturesIn('README.md')
  const images = readdirSync(join(root, 'docs', 'images')).map((name) => `docs/images/${name}`)
  expect(shown.map(({ file }) => file).toSorted()).toEqual(images.toSorted())
  expect(images).toHaveLength(3)
  for (const { file, alt } of shown) {
    expect(alt.length, file).toBeGreaterThan(40)
    const bytes = readFileSync(join(root, file))
    expect(bytes.subarray(1, 4).toString(), file).toBe('PNG')
    expect(bytes.length, file).toBeLessThan(150_000)
  }
})

test('the tests above find links, paths and commands, and what is wrong with them', () => {
  expect(pages.flatMap(commandLines).length).toBeGreaterThan(30)
  expect(problemOf('npm run conformance --profile smoke')).toContain('without --')
  expect(problemOf('npm run conformance -- --profil smoke')).toContain('no option --profil')
  expect(problemOf('npm run conformance -- explain expired-tokn')).toBe('no id expired-tokn')
  expect(problemOf('npm run nothing')).toBe('no script nothing')
  expect(problemOf('formflow-conformance verify a.json --key k.pub')).toBeUndefined()
  expect(anchorsOf('README.md')).toContain('in-a-ci-job')
})
