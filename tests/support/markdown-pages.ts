/** The documents as Markdown: their tokens, and the command lines in them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexer, type Token } from 'marked'
import { root } from '../cli/lib/programs.ts'

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

export const markdownPages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'fixtures/cases/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** Every token of a page, also those in lists, cells and links. */
export function tokensOf(page: string): Token[] {
  const found: Token[] = []
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('type' in value && 'raw' in value) found.push(value as Token)
    for (const child of Object.values(value)) collect(child)
  }
  collect(lexer(textOf(page)))
  return found
}

/** Lines of consoles and code spans that start one of our commands. */
export const commandLines = (page: string): string[] =>
  tokensOf(page)
    .flatMap((token) => {
      if (token.type === 'codespan') return [String(token.text)]
      const shell = token.type === 'code' && /^(console|sh)$/.test(String(token.lang))
      return shell ? String(token.text).split('\n') : []
    })
    .flatMap((line) => line.replace(/ +#.*$/, '').split(' && '))
    .map((line) => line.replace(/^\$ /, '').replace(/ > \S+$/, ''))
    .filter((line) => /^(\w+=\S+ )*(npm |(npx )?formflow-conformance )/.test(line))
    // `npm run conformance -- <command>` stands for all of them.
    .filter((line) => !line.includes('<command>'))
