/** Secrets for the self-tests, drawn at run time, and the ways in which a server may write them. */
import { randomInt } from 'node:crypto'
import { createSealer, type Sealed } from '../../fixtures/redaction/seal.ts'
import { generateCredentials } from '../../fixtures/server/world.ts'

export const MARK = '‹secret›'

/** The text, sealed by somebody who knows this one secret. */
export function sealed(value: string, text: string, published: readonly string[] = []): Sealed {
  const sealer = createSealer(published)
  sealer.learn({ mark: MARK, kind: 'secret', value })
  return sealer.seal(text, 'body')
}

const drawn = (length: number, alphabet: readonly string[]): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']

/** Each class is a trap for some parser, encoder or pattern. */
export const secretClasses: Readonly<Record<string, () => string>> = {
  'of the documented class': () => generateCredentials().clientSecret,
  'with quotes': () => drawn(40, [...letters, ...`"\\/'<>&`.repeat(6)]),
  'with backslashes before letters': () => drawn(24, ['\\n', '\\u', '\\', 'u00', '41', 'b']),
  'with blanks and signs': () => drawn(30, [...letters, ...' +%=&;'.repeat(5)]),
  'not in ASCII': () => drawn(20, [...letters, ...'éßÉñ'.repeat(5)]),
  'of long characters': () => drawn(20, [...letters, ...'€日Ω\u{1f511}'.repeat(5)]),
  'with the characters of marks': () => drawn(30, [...letters, ...'‹›: '.repeat(6)]),
  'of hexadecimal digits': () => drawn(32, [...'0123456789abcdef']),
  'of digits': () => drawn(16, [...'0123456789']),
  'like a pattern': () => drawn(30, [...letters, ...'.*+?^$()[]{}|'.repeat(3)]),
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

const unitwise = (text: string, write: (unit: number) => string): string =>
  Array.from({ length: text.length }, (_, at) => write(text.charCodeAt(at))).join('')

const bytewise = (text: string, write: (byte: number) => string): string =>
  [...Buffer.from(text)].map(write).join('')

const hex = (code: number, length: number): string => code.toString(16).padStart(length, '0')

const inForm = (text: string): string => String(new URLSearchParams([['', text]])).slice(1)

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
  '/': '&#x2F;',
  '`': '&#x60;',
}
const inHtml = (text: string): string => text.replaceAll(/./gs, (each) => entities[each] ?? each)

const numbered = (text: string, write: (code: number) => string): string =>
  [...text].map((char) => `&#${write(char.codePointAt(0) ?? 0)};`).join('')

type Writer = (secret: string) => string

/** Ways in which some server, proxy or library writes a text that it was given. */
export const writers: Readonly<Record<string, Writer>> = {
  'as it is': (text) => text,
  'in capitals': (text) => text.replaceAll(/[a-z]/g, (each) => each.toUpperCase()),
  'in small letters': (text) => text.replaceAll(/[A-Z]/g, (each) => each.toLowerCase()),
  'in UTF-8 that is read as Latin-1': (text) => Buffer.from(text).toString('latin1'),
  'as a JSON string': inJson,
  'with escaped slashes': (text) => inJson(text).replaceAll('/', '\\/'),
  'in JSON escapes': (text) => unitwise(text, (unit) => `\\u${hex(unit, 4)}`),
  'in JSON escapes of capitals': (text) =>
    unitwise(text, (unit) => `\\u${hex(unit, 4).toUpperCase()}`),
  'as a URI component': encodeURIComponent,
  'as a URI': encodeURI,
  'in %xx': (text) => bytewise(text, (byte) => `%${hex(byte, 2)}`),
  'in %XX': (text) => bytewise(text, (byte) => `%${hex(byte, 2).toUpperCase()}`),
  'as a form value': inForm,
  'in HTML': inHtml,
  'in decimal entities': (text) => numbered(text, String),
  'in hexadecimal entities': (text) => numbered(text, (code) => `x${hex(code, 1)}`),
  'in hexadecimal': (text) => Buffer.from(text).toString('hex'),
  'in capital hexadecimal': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'in base64': (text) => Buffer.from(text).toString('base64').replaceAll('=', ''),
  'in base64url': (text) => Buffer.from(text).toString('base64url'),
  'in UTF-16': (text) => Buffer.from(text, 'utf16le').toString('latin1'),
  'as JSON within JSON': (text) => inJson(inJson(text)),
  'in HTML within JSON': (text) => inJson(inHtml(text)).replaceAll('&', '\\u0026'),
  'as a form value within HTML': (text) => inHtml(inForm(text)),
  'in %xx within %xx': (text) => encodeURIComponent(encodeURIComponent(text)),
  'in base64 with escaped slashes': (text) =>
    Buffer.from(text).toString('base64').replaceAll('=', '').replaceAll('/', '\\/'),
  'in base64 as a URI component': (text) =>
    encodeURIComponent(Buffer.from(text).toString('base64')).replaceAll('%3D', ''),
}

/** Eight characters in a row, read plainly or after undoing what a reader would undo. */
export function remains(text: string, value: string): boolean {
  const words = text.match(/[\w+/-]{8,}/g) ?? []
  const readings = [
    text,
    text.replaceAll('\0', ''),
    text.replaceAll(/\\u([\da-f]{4})/gi, (_, digits: string) =>
      String.fromCharCode(Number(`0x${digits}`)),
    ),
    text.replaceAll(/(%[\da-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString(),
    ),
    ...words.flatMap((word) =>
      [0, 1, 2, 3].map((at) => Buffer.from(word.slice(at), 'base64').toString()),
    ),
    ...words.map((word) => Buffer.from(word, 'hex').toString()),
  ].map((reading) => reading.toLowerCase())
  const runs = Array.from({ length: value.length - 7 }, (_, at) =>
    value.slice(at, at + 8).toLowerCase(),
  )
  return runs.some((run) => readings.some((reading) => reading.includes(run)))
}
