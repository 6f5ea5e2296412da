/** Bodies that are large, deep or full of tokens. */
export const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.YWJj'

const MIB = 1_048_576

export const oddBodies: Readonly<Record<string, string>> = {
  'arrays in arrays': '['.repeat(MIB / 2) + ']'.repeat(MIB / 2),
  '100,000 members': `{${Array.from({ length: 100_000 }, (_, at) => `"${at}":1`).join()}}`,
  'a token of 200 kB': JSON.stringify({ token: `${jwt}${'a'.repeat(200_000)}`, expires_in: 1 }),
  'tens of thousands of tokens': Array.from({ length: 20_000 }, (_, at) => `${jwt}${at}`).join(' '),
  '1 MiB of control characters': '\u0001'.repeat(MIB),
  '1 MiB of line breaks': '\n'.repeat(MIB),
}
