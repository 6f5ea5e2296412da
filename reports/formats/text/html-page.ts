/** The frame of all our HTML pages. They run nothing, have one style, and load nothing but a copy of it. */
import { createHash } from 'node:crypto'
import { element, escaped } from './html.ts'

interface Page {
  /** May hold foreign text. */
  readonly title: string
  readonly style: string
  /** A file beside the page with the same style, for viewers that allow no style in the page. */
  readonly sheet?: string
  /** Class of the body. */
  readonly kind?: string
  /** Markup, in lines. */
  readonly inside: readonly string[]
}

export function page({ title, style, sheet, kind = '', inside }: Page): string {
  const hash = createHash('sha256').update(style).digest('base64')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${sheet === undefined ? '' : "'self' "}'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
${sheet === undefined ? '' : `<link rel="stylesheet" href="${sheet}">\n`}<style>${style}</style>
</head>
${element('body', kind, ['\n<main>\n', inside.join('\n'), '\n</main>\n'])}
</html>
`
}
