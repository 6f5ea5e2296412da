/** Ways on which a server may send a text back: every place of an answer, whole, broken and compressed. */
import type net from 'node:net'
import { gzipSync } from 'node:zlib'

/** Header values hold no control characters; of others, bytes. */
const line = (name: string, value: string): Buffer => Buffer.from(`${name}: ${value}\r\n`)

const answer = (
  status: string,
  headers: Buffer,
  body: Buffer | string = '{"message":"no"}',
): Buffer => {
  const content = Buffer.from(body)
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n`),
    headers,
    Buffer.from(`content-length: ${content.length}\r\n\r\n`),
    content,
  ])
}

const none = Buffer.alloc(0)
const chunk = (data: Buffer, extension = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`${data.length.toString(16)}${extension}\r\n`),
    data,
    Buffer.from('\r\n'),
  ])

const CHUNKED = Buffer.from('HTTP/1.1 400 Bad Request\r\ntransfer-encoding: chunked\r\n\r\n')
const END = Buffer.from('0\r\n\r\n')

/** Larger than anyone reads. */
const MANY = 20 * 1_048_576
const filling = Buffer.alloc(MANY)

export type Way = (text: string) => Buffer | ((socket: net.Socket) => void)

export const ways: Readonly<Record<string, Way>> = {
  'in a message': (text) => answer('400 Bad Request', none, JSON.stringify({ message: text })),
  'in an error page': (text) => answer('500 Oops', none, `<pre>Error: ${text}\n at a.js:1</pre>`),
  'in a header': (text) => answer('400 Bad Request', line('x-EcHo', text)),
  'in a cookie': (text) => answer('401 No', line('sET-cOOKIE', `sid=${text}; HttpOnly`)),
  'in a redirect': (text) => answer('302 Found', line('Location', `/login?s=${text}`)),
  'in the reason phrase': (text) => answer(`400 ${text}`, none),
  'in a trailer': (text) =>
    Buffer.concat([
      CHUNKED,
      chunk(Buffer.from('{}')),
      Buffer.from('0\r\n'),
      line('X-Late', text),
      Buffer.from('\r\n'),
    ]),
  'in a chunk extension': (text) =>
    Buffer.concat([CHUNKED, chunk(Buffer.from('{}'), `;a="${text.replaceAll('"', '')}"`), END]),
  'across two chunks': (text) => {
    const data = Buffer.from(`{"a":${JSON.stringify(text)}}`)
    const half = data.length >> 1
    return Buffer.concat([CHUNKED, chunk(data.subarray(0, half)), chunk(data.subarray(half)), END])
  },
  'in gzip': (text) =>
    answer('400 Bad Request', line('content-encoding', 'gzip'), gzipSync(JSON.stringify([text]))),
  'in broken gzip': (text) => answer('400 Bad Request', line('content-encoding', 'gzip'), text),
  'in a claim of a token': (text) => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const token = `${part({ alg: 'HS256' })}.${part({ sub: 'a', text })}.c2lnbmF0dXJl`
    return answer('200 OK', none, JSON.stringify({ token, token_type: 'Bearer', expires_in: 60 }))
  },
  'in twenty megabytes': (text) => (socket) => {
    socket.write(`HTTP/1.1 400 Bad Request\r\ncontent-length: ${MANY}\r\n\r\n${text}`)
    socket.end(filling)
  },
  'in what is no HTTP': (text) => Buffer.from(`${text}\r\n\r\n`),
  // With a colon it would be one, and the colon after a name of seven characters is HTTP's, not the secret's.
  'in a head that is no header': (text) =>
    Buffer.from(`HTTP/1.1 200 OK\r\n${text.replaceAll(':', '')}\r\n\r\n`),
  'in an answer that breaks off': (text) =>
    Buffer.from(`HTTP/1.1 400 No\r\ncontent-length: 9999\r\n\r\n{"a":"${text}`),
}
