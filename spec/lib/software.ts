/** Which version of which software a server shows in the headers of its responses. */
import { headerValues } from '../http.ts'
import type { Exchange } from '../model.ts'

/** A number alone, behind a name, or with a point: a digit within a name, as in AmazonS3, is part of the name. */
const VERSION = /(?:^|[\s/(])v?\d|\d\.\d/i

export const hasVersion = (text: string): boolean => VERSION.test(text)

/** Headers that name the server's software. */
export const SOFTWARE_HEADERS: readonly string[] = [
  'server',
  'x-powered-by',
  'x-aspnet-version',
  'x-aspnetmvc-version',
  'x-generator',
]

/** Headers that name the release of the application. */
const RELEASE_HEADERS: readonly string[] = [
  'x-app-version',
  'x-application-version',
  'x-service-version',
  'x-server-version',
  'x-api-version',
  'x-version',
  'x-release',
  'x-build',
  'x-build-id',
  'x-revision',
  'x-commit',
]

/** A longer text is no version. */
const LONGEST = 60

/** How many are named: a balancer may have servers of some releases, and a hostile target any number. */
const MAX_SHOWN = 6

/** @returns `header: value` for each version that a response shows, in the order in which they came first */
export function shownVersions(exchanges: readonly Pick<Exchange, 'response'>[]): string[] {
  const shown = new Set<string>()
  for (const { response } of exchanges) {
    const { headers = [] } = response ?? {}
    for (const name of RELEASE_HEADERS)
      for (const value of headerValues(headers, name))
        if (isText(value)) shown.add(`${name}: ${value}`)
    for (const name of SOFTWARE_HEADERS)
      for (const value of headerValues(headers, name))
        if (isText(value) && hasVersion(value)) shown.add(`${name}: ${value}`)
    if (shown.size >= MAX_SHOWN) break
  }
  return [...shown].slice(0, MAX_SHOWN)
}

/** Printable, and nothing that was sealed. */
const isText = (value: string): boolean => value.length <= LONGEST && /^[!-~][ -~]*$/.test(value)
