/** Texts of a target that make a careless expression, or a loop within a loop, slow. */

/** Characters that mean something to a parser, an encoder or an expression of ours. */
const characters = [...'a0 \n"\\<>&%[{:./=-+@\0', 'é', '‹', '\u200b', '\u{1f511}']

/** Texts that made an expression or a loop slow, and others of their kind. */
export const shapes: readonly string[] = [
  ...characters,
  '\r\n',
  ' \n',
  'eyJ',
  'eyJhbGciO.',
  'eyJhbGciO.a.b ',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.YWJj ',
  ' at ////',
  '\nat (/:1:',
  'SELECT ',
  'File "',
  ' in /',
  '#1 /',
  'Traceback ',
  '[1,',
  '{"a":',
  '"a":1,',
  '"token":"',
  '"requestid":',
  'token=',
  '\\"',
  '\\u00',
  '%25',
  '&#1',
  '=\r\n',
  '113,55,',
  '71 37 ',
  '"0":"q","1":"7",',
  'H4sIAAAA',
  '\u001f\u008b\b',
  '<b>',
  '</',
  '‹a',
  '``',
  '|',
]

/** Of the characters that a parser stumbles over, every pair. */
export const pairs: readonly string[] = [...' \na"\\<='].flatMap((first, _, all) =>
  all.map((second) => first + second),
)

/** A text of so many characters, made of the shape again and again. */
export const repeated = (shape: string, length: number): string =>
  shape.repeat(Math.ceil(length / shape.length)).slice(0, length)
