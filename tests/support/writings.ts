/** Every way to write a secret that the self-tests know: what languages, formats, loggers and people make of a text. */
import { deflateSync, gzipSync } from 'node:zlib'
import { writers } from './secrets.ts'

type Write = (text: string) => string

const bytes = (text: string): number[] => [...Buffer.from(text)]
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const utf16be = (text: string): Buffer => utf16(text).swap16()
const hex = (code: number, length = 2): string => code.toString(16).padStart(length, '0')
const codes = (text: string): number[] => [...text].map((char) => char.codePointAt(0) ?? 0)
const base64 = (content: string | Buffer): string => Buffer.from(content).toString('base64')
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)
const reversed = (text: string): string => [...text].toReversed().join('')
const between =
  (separator: string): Write =>
  (text) =>
    [...text].join(separator)
const grouped =
  (size: number, separator: string): Write =>
  (text) =>
    (text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? []).join(separator)
const swapped = (char: string): string =>
  char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase()

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function base32(content: Buffer): string {
  const bits = [...content].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}

const rotated = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first)
  })

const fullWidth = (text: string): string =>
  text.replaceAll(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))

/** In alphabets and escapes of single characters. */
const escaped: Readonly<Record<string, Write>> = {
  'in \\x escapes': (text) =>
    bytes(text)
      .map((byte) => `\\x${hex(byte)}`)
      .join(''),
  'in \\X escapes of capitals': (text) =>
    bytes(text)
      .map((byte) => `\\x${hex(byte).toUpperCase()}`)
      .join(''),
  'in \\u{} escapes': (text) =>
    codes(text)
      .map((code) => `\\u{${hex(code)}}`)
      .join(''),
  'in \\U escapes': (text) =>
    codes(text)
      .map((code) => `\\U${hex(code, 8)}`)
      .join(''),
  'in octal escapes': (text) =>
    bytes(text)
      .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
      .join(''),
  'in %xx within %xx within %xx': (text) =>
    encodeURIComponent(encodeURIComponent(encodeURIComponent(text))),
  'in %xx of everything, twice': (text) =>
    bytes(text)
      .map((byte) => `%25${hex(byte)}`)
      .join(''),
  'in hexadecimal entities of four digits': (text) =>
    codes(text)
      .map((code) => `&#x${hex(code, 4)};`)
      .join(''),
  'in decimal entities without semicolons': (text) =>
    codes(text)
      .map((code) => `&#${code}`)
      .join(''),
  'in HTML within HTML': (text) =>
    text.replaceAll('&', '&amp;amp;').replaceAll('<', '&amp;lt;').replaceAll('"', '&amp;quot;'),
  'in named entities': (text) =>
    text.replaceAll(
      /[$#+(]/g,
      (char) => `&${{ $: 'dollar', '#': 'num', '+': 'plus', '(': 'lpar' }[char]};`,
    ),
  'quoted-printable': (text) =>
    bytes(text)
      .map((byte) => `=${hex(byte).toUpperCase()}`)
      .join(''),
  'quoted-printable where it must be': (text) =>
    text.replaceAll(/[^!-<>-~]/g, (char) =>
      bytes(char)
        .map((byte) => `=${hex(byte).toUpperCase()}`)
        .join(''),
    ),
  'quoted-printable with soft line breaks': grouped(9, '=\r\n'),
  'as JSON within JSON within JSON': (text) => inJson(inJson(inJson(text))),
  'as JSON within a form': (text) => encodeURIComponent(JSON.stringify({ a: text })),
  'as JSON within HTML': (text) =>
    JSON.stringify({ a: text }).replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  'in full-width letters': fullWidth,
  'in swapped case': (text) => [...text].map(swapped).join(''),
  'rotated by 13 letters': rotated,
  reversed,
}

/** As bytes in another alphabet, once or more. */
const encoded: Readonly<Record<string, Write>> = {
  'in base64 of UTF-16': (text) => base64(utf16(text)),
  'in base64 of UTF-16, big end first': (text) => base64(utf16be(text)),
  'in UTF-16, big end first': (text) => utf16be(text).toString('latin1'),
  'in base64 twice': (text) => base64(base64(text)),
  'in base64url twice': (text) =>
    Buffer.from(Buffer.from(text).toString('base64url')).toString('base64url'),
  'in base64 three times': (text) => base64(base64(base64(text))),
  'in base64 of JSON': (text) => base64(JSON.stringify({ clientSecret: text })),
  'in base64 of a form': (text) => base64(`clientSecret=${encodeURIComponent(text)}`),
  'in base64 of hexadecimal': (text) => base64(Buffer.from(text).toString('hex')),
  'in hexadecimal of base64': (text) => Buffer.from(base64(text)).toString('hex'),
  'in hexadecimal of UTF-16': (text) => utf16(text).toString('hex'),
  'in hexadecimal twice': (text) => Buffer.from(Buffer.from(text).toString('hex')).toString('hex'),
  'in base64 of the reversed text': (text) => base64(reversed(text)),
  'in base64 with line breaks': (text) => grouped(20, '\r\n')(base64(text)),
  'in base64 as Basic credentials': (text) => base64(`some-client:${text}`),
  'in a data URL': (text) => `data:text/plain;base64,${base64(text)}`,
  'in base32': (text) => base32(Buffer.from(text)),
  'in base64 of gzip': (text) => base64(gzipSync(text)),
  'in base64 of gzip of JSON': (text) =>
    base64(gzipSync(JSON.stringify({ body: { secret: text } }))),
  'in base64 of zlib': (text) => base64(deflateSync(text)),
}

/** Taken to pieces. */
const listed: Readonly<Record<string, Write>> = {
  'as JSON of a Buffer': (text) => JSON.stringify(Buffer.from(text)),
  'as a Buffer in a log': (text) =>
    `<Buffer ${bytes(text)
      .map((byte) => hex(byte))
      .join(' ')}>`,
  'as JSON of a Uint8Array': (text) => JSON.stringify(new Uint8Array(Buffer.from(text))),
  'spread into an object': (text) => JSON.stringify({ ...[...text] }),
  'as JSON of its letters': (text) => JSON.stringify([...text]),
  'as letters in single quotes': (text) => `['${[...text].join(`', '`)}']`,
  'as bytes with commas': (text) => bytes(text).join(','),
  'as bytes with commas and blanks': (text) => `[ ${bytes(text).join(', ')} ]`,
  'as bytes with blanks': (text) => bytes(text).join(' '),
  'as signed bytes': (text) => `[${[...new Int8Array(Buffer.from(text))].join(', ')}]`,
  'as hexadecimal bytes with blanks': (text) =>
    bytes(text)
      .map((byte) => hex(byte))
      .join(' '),
  'as hexadecimal bytes with colons': (text) =>
    bytes(text)
      .map((byte) => hex(byte))
      .join(':'),
  'as capital hexadecimal bytes with hyphens': (text) =>
    bytes(text)
      .map((byte) => hex(byte).toUpperCase())
      .join('-'),
  'as 0x bytes': (text) =>
    bytes(text)
      .map((byte) => `0x${hex(byte)}`)
      .join(', '),
  'as octal bytes': (text) =>
    bytes(text)
      .map((byte) => byte.toString(8).padStart(3, '0'))
      .join(' '),
  'as binary bytes': (text) =>
    bytes(text)
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join(' '),
  'as code points': (text) =>
    codes(text)
      .map((code) => `U+${hex(code, 4).toUpperCase()}`)
      .join(' '),
  'as a printed array': (text) =>
    `Array\n(\n${[...text].map((char, at) => `    [${at}] => ${char}\n`).join('')})`,
  'as numbered members of a form': (text) =>
    [...text].map((char, at) => `${at}=${encodeURIComponent(char)}`).join('&'),
  'with zero-width spaces between': between('\u200b'),
  'with soft hyphens between': between('\u00ad'),
  'with zero-width joiners between': between('\u200d'),
  'with byte order marks between': between('\ufeff'),
  'with blanks between': between(' '),
  'with hyphens between': between('-'),
  'with commas between': between(','),
  'with line breaks between': between('\n'),
  'with dots between': between('.'),
  'in groups of four': grouped(4, ' '),
  'in groups of five with hyphens': grouped(5, '-'),
  'in lines of eight': grouped(8, '\n'),
  'as joined strings': (text) => `"${[...(text.match(/[^]{1,6}/g) ?? [])].join('" + "')}"`,
  'each letter in an element': (text) =>
    [...text].map((char) => `<b>${char.replace('&', '&amp;').replace('<', '&lt;')}</b>`).join(''),
}

export const writings: Readonly<Record<string, Write>> = {
  ...writers,
  ...escaped,
  ...encoded,
  ...listed,
}
