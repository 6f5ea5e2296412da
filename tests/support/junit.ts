/** Reads JUnit XML strictly, and checks the structure that the strictest reader, the xUnit plugin of Jenkins, demands. */

export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlNode[]
  text: string
}

const TOKEN = /<\?xml [^?]*\?>|<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|[^<]+/gy
const ATTRIBUTE = / ([\w-]+)="([^"]*)"/g
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
}

const unescaped = (text: string): string =>
  text.replaceAll(/&([^;]*;)?/g, (entity) => {
    const found = ENTITIES[entity.slice(1, -1)]
    if (found === undefined) throw new Error(`the entity ${entity}`)
    return found
  })

/** @throws Error for a text that is not well-formed */
export function readXml(text: string): XmlNode {
  const top: XmlNode = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  let at = 0
  for (const [token, close, name, attributes = '', empty] of text.matchAll(TOKEN)) {
    at += token.length
    const current = open.at(-1) ?? top
    if (name === undefined) current.text += token.startsWith('<?') ? '' : unescaped(token)
    else if (close === '/') {
      if (current.name !== name) throw new Error(`</${name}> closes <${current.name}>`)
      open.pop()
    } else {
      const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [
        key,
        unescaped(value),
      ])
      const node = { name, attributes: Object.fromEntries(pairs), children: [], text: '' }
      current.children.push(node)
      if (empty !== '/') open.push(node)
    }
  }
  const [root] = top.children
  if (at !== text.length || open.length > 1 || top.children.length !== 1 || !root)
    throw new Error(`not well-formed after ${text.slice(Math.max(0, at - 40), at)}`)
  return root
}

/** All elements of a name, in order. */
export const elements = (node: XmlNode, name: string): XmlNode[] =>
  node.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elements(child, name),
  ])

/** All text of an element and of those in it. */
export const textIn = ({ text, children }: XmlNode): string =>
  [text, ...children.map(textIn)].join('\n')

interface Form {
  readonly required: readonly string[]
  readonly optional: readonly string[]
  readonly children: readonly string[]
  readonly hasText: boolean
}

const form = (required: string, optional: string, children: string, hasText = false): Form => {
  const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')
  return {
    required: words(required),
    optional: words(optional),
    children: words(children),
    hasText,
  }
}

const totals = 'tests failures errors'
const outcome = form('', 'message type', '', true)

/** What the plugin allows; of that, what this suite uses. */
const FORMS: Readonly<Record<string, Form>> = {
  testsuites: form('', `name time ${totals}`, 'testsuite'),
  testsuite: form(
    `name ${totals}`,
    'time skipped timestamp',
    'properties testcase system-out system-err',
  ),
  properties: form('', '', 'property'),
  property: form('name value', '', ''),
  testcase: form('name', 'time classname', 'failure error skipped system-out system-err'),
  failure: outcome,
  error: outcome,
  skipped: outcome,
  'system-out': form('', '', '', true),
  'system-err': form('', '', '', true),
}

const SECONDS = /^\d+\.\d{3}$/

/** What a reader of JUnit would reject, a line each. */
export function junitProblems(text: string): string[] {
  const root = readXml(text)
  return [...(root.name === 'testsuites' ? [] : [`the root is ${root.name}`]), ...problemsOf(root)]
}

function problemsOf({ name, attributes, children, text }: XmlNode): string[] {
  const wanted = FORMS[name]
  if (!wanted) return [`an element ${name}`]
  const { required, optional } = wanted
  const given = Object.keys(attributes)
  const { time = '0.000' } = attributes
  return [
    ...required.filter((key) => !given.includes(key)).map((key) => `${name} without ${key}`),
    ...given
      .filter((key) => ![...required, ...optional].includes(key))
      .map((key) => `${name} with ${key}`),
    ...children
      .filter((child) => !wanted.children.includes(child.name))
      .map((child) => `${name} with ${child.name}`),
    ...(wanted.hasText || text.trim() === '' ? [] : [`${name} with text`]),
    ...(SECONDS.test(time) ? [] : [`${name} with the time ${time}`]),
    ...children.flatMap(problemsOf),
  ]
}
