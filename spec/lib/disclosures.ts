/** Credentials that are neither the client's nor a token of this API: nobody outside the server has a use for them. */

/** With all that follows it in base64: the value has to go too. */
const PEM_KEY = /-----BEGIN (?:[A-Z]{1,20} )?PRIVATE KEY-----[A-Za-z\d+/=\s\\]{0,20000}/

/** RFC 7517 4.1 and RFC 7518 6: kty names the type of a key, d is its private part, and k a key that is secret as a whole. */
const JWK_BEHIND_TYPE = /(?<="kty"[^{}]{1,2000}"[dk]"\s{0,3}:\s{0,3}")[\w-]{16,2000}/
const JWK_BEFORE_TYPE = /(?<="[dk]"\s{0,3}:\s{0,3}")[\w-]{16,2000}(?="[^{}]{1,2000}"kty")/

const anyOf = (...alternatives: readonly RegExp[]): RegExp =>
  new RegExp(alternatives.map(({ source }) => source).join('|'), 'g')

/** No part is unbounded, so that each costs a time that grows with the length of the text. */
const patterns: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'a password in a URL',
    /(?<=\b[a-z][a-z\d+.-]{1,30}:\/\/[^\s/:@"'<>\\]{0,100}:)[^\s/@"'<>\\‹›]{1,200}(?=@[\w[])/gi,
  ],
  [
    'a password in a connection string',
    /(?<=\b(?:server|host|data source|user id|uid|database)\s{0,3}=[^"'<>]{1,300};\s{0,3}(?:password|pwd)\s{0,3}=)[^;"'<>\s‹›]{1,200}/gi,
  ],
  [
    'a hash of a password',
    /\$2[abxy]\$\d\d\$[./\w]{53}|\$argon2(?:id?|d)\$v=\d+\$[^\s"'<>]{20,300}|\bpbkdf2[_:]sha\d+[$:]\d{1,9}[$:][^\s"'<>]{20,300}|\bscrypt:\d+:\d+:\d+\$[^\s"'<>]{20,300}|\$[56]\$(?:rounds=\d+\$)?[./\w]{1,16}\$[./\w]{43,86}/g,
  ],
  ['a private key', anyOf(PEM_KEY, JWK_BEHIND_TYPE, JWK_BEFORE_TYPE)],
  ['an access key of a cloud', /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/g],
]

/** JSON may escape a slash. */
const plain = (text: string): string => text.replaceAll('\\/', '/')

/** @returns what it discloses, without any value */
export const disclosuresIn = (text: string): string[] => {
  const read = plain(text)
  return patterns.flatMap(([name, pattern]) => (read.search(pattern) >= 0 ? [name] : []))
}

/** @param mark replaces each of these values */
export const withoutDisclosures = (text: string, mark: (value: string) => string): string =>
  patterns.reduce((left, [, pattern]) => left.replaceAll(pattern, mark), text)
