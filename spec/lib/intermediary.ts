/** Responses of what stands in front of an API: a firewall, a bot check, a login page, an API gateway. */
import { header, isPage, jsonObject, mediaType, statusIn } from '../http.ts'
import type { SealedResponse } from '../model.ts'

/** What it wants, or does. */
export type IntermediaryKind =
  /** It blocks the request for what it contains. */
  | 'firewall'
  /** It wants proof that a browser sends. */
  | 'challenge'
  /** It wants somebody to log in. */
  | 'login'
  /** It wants an HTTP password: Basic, Digest, NTLM. */
  | 'password'
  /** It wants an API key that it issued. */
  | 'key'
  /** It wants a client certificate. */
  | 'certificate'

export interface Intermediary {
  readonly kind: IntermediaryKind
  /** What shows it: `header cf-mitigated`, `a page with status 403`. */
  readonly sign: string
}

type Response = Pick<SealedResponse, 'status' | 'headers' | 'body'>

interface HeaderSign {
  readonly name: string
  readonly value: RegExp
  readonly kind: IntermediaryKind
  /** Status codes with which it is a sign; absent: all. */
  readonly status?: readonly number[]
}

/** Headers that these products write into responses that they make, and not into those that they pass on. */
const HEADER_SIGNS: readonly HeaderSign[] = [
  { name: 'cf-mitigated', value: /challenge/i, kind: 'challenge' },
  { name: 'cf-mitigated', value: /./, kind: 'firewall' },
  { name: 'x-amzn-waf-action', value: /captcha|challenge/i, kind: 'challenge' },
  { name: 'x-amzn-waf-action', value: /./, kind: 'firewall' },
  { name: 'x-dd-b', value: /./, kind: 'challenge' },
  { name: 'x-px-block', value: /./, kind: 'challenge' },
  { name: 'x-sucuri-block', value: /./, kind: 'firewall' },
  { name: 'x-denied-reason', value: /./, kind: 'firewall' },
  { name: 'x-blocked-by', value: /./, kind: 'firewall' },
  { name: 'x-waf-event-info', value: /./, kind: 'firewall' },
  { name: 'x-waf-block', value: /./, kind: 'firewall' },
  { name: 'x-waf-status', value: /block|den/i, kind: 'firewall' },
  {
    name: 'x-amzn-errortype',
    value: /^(Forbidden|AccessDenied|WAF|MissingAuthenticationToken|InvalidApiKey)/i,
    kind: 'key',
  },
  {
    name: 'server',
    value: /^(awselb|AkamaiGHost|BigIP|Microsoft-Azure-Application-Gateway)\b/i,
    kind: 'firewall',
    status: [403, 406, 409, 429],
  },
  { name: 'www-authenticate', value: /^AzureApiManagementKey\b/i, kind: 'key' },
  { name: 'www-authenticate', value: /^(Basic|Digest|Negotiate|NTLM)\b/i, kind: 'password' },
]

/** Text of pages, by the products that write them. */
const PAGE_SIGNS: readonly (readonly [text: RegExp, kind: IntermediaryKind])[] = [
  [
    /just a moment\.\.\.|checking your browser|enable javascript and cookies|cf-chl-|challenge-platform|captcha|are (?:a )?human|ddos protection by/i,
    'challenge',
  ],
  [/type=["']?password["']?/i, 'login'],
  [
    /request rejected|support id|incapsula|imperva|sorry, you have been blocked|reference\s?(?:&#32;)?#|mod_?security|not acceptable!|administrative rules|application firewall|request (?:is|was|has been) blocked|request blocked|blocked by|sucuri|wordfence|fortiweb|fortigate|barracuda|naxsi|error: the request could not be satisfied/i,
    'firewall',
  ],
]

/** Words of API gateways about a key that they issued; in JSON as well. */
const KEY =
  /api[ _-]?key|subscription[ _-]?key|consumer[ _-]?key|unregistered callers|missing authentication token|rbac: access denied/i
const CERTIFICATE = /no required ssl certificate|ssl certificate error|client certificate/i

/** Where single sign-on lives. */
const LOGIN_HOST =
  /(?:^|\.)(?:cloudflareaccess\.com|login\.microsoftonline\.com|accounts\.google\.com|okta\.com|auth0\.com)$/i
const LOGIN_PATH =
  /\/(?:log-?in|sign-?in|sso|saml2?|oauth2?|authorize|auth|adfs|cas|session\/new)(?:[/?#.]|$)/i

/** How much of a page is read. */
const READ = 8192

/**
 * The sign that something in front of the API sent the response, read from the response alone.
 * @returns `undefined` for what the API may have sent
 */
export function intermediaryIn(response: Response): Intermediary | undefined {
  const { status, headers, body } = response
  if (statusIn(status, ['2xx']) && jsonObject(body)) return undefined
  for (const { name, value, kind, status: only } of HEADER_SIGNS) {
    const found = header(headers, name)
    if (found !== undefined && value.test(found) && (only?.includes(status) ?? true))
      return { kind, sign: `header ${name}` }
  }
  const location = header(headers, 'location')
  if (statusIn(status, ['3xx']) && location !== undefined && isLogin(location))
    return { kind: 'login', sign: 'a redirect to a login' }
  const text = body.text.slice(0, READ)
  if (isPage(response)) {
    const page = PAGE_SIGNS.find(([pattern]) => pattern.test(text))
    if (page) return { kind: page[1], sign: `a page of a ${named[page[1]]}` }
  }
  if (statusIn(status, [400, 401, 403]) && CERTIFICATE.test(text))
    return { kind: 'certificate', sign: 'its text' }
  if (statusIn(status, [401, 403]) && KEY.test(text)) return { kind: 'key', sign: 'its text' }
  return undefined
}

const named: Readonly<Record<IntermediaryKind, string>> = {
  firewall: 'firewall',
  challenge: 'bot check',
  login: 'login',
  password: 'login',
  key: 'gateway',
  certificate: 'gateway',
}

/** @param location the value of a Location header, absolute or not */
export function isLogin(location: string): boolean {
  const [path = ''] = location.slice(0, 2048).split(/[?#]/, 1)
  const host = /^[a-z]+:\/\/([^/:]+)/i.exec(path)?.[1] ?? ''
  const ofHost = path.replace(/^[a-z]+:\/\/[^/]*/i, '')
  // An endpoint for tokens that has moved is no login.
  return LOGIN_HOST.test(host) || (LOGIN_PATH.test(ofHost) && !/\/token\/?$/i.test(ofHost))
}

/** Status codes with which firewalls block, and which no operation of this API declares. */
const BLOCKING = [403, 405, 406, 409, 418, 429, 451, 501, 503, '2xx'] as const

/** Of these a page alone shows that it is not the API's, which refuses in JSON. */
const PAGE_ALONE = [403, 406, 418, 451] as const

/**
 * The sign that a response in the middle of a run is not from the API. A declared status is the API's answer, whoever
 * wrote it.
 * @param form how the API itself refuses, as far as the run has seen it
 */
export function foreignSign(
  response: Response,
  form: 'json' | 'page' | undefined,
): string | undefined {
  const { status } = response
  if (!statusIn(status, [...BLOCKING, '3xx'])) return undefined
  const found = intermediaryIn(response)
  const byHeader = found?.sign.startsWith('header') === true
  // An API may send a browser to its login page; only a header shows that something else did.
  if (!byHeader && !statusIn(status, BLOCKING)) return undefined
  // What logs people in does so before the first request gets through; in the middle of a run the page is the API's.
  if (found && !['password', 'login'].includes(found.kind))
    return found.kind === 'key' && !byHeader ? undefined : found.sign
  if (!statusIn(status, PAGE_ALONE) || form === 'page' || !looksLikePage(response)) return undefined
  return form === 'json'
    ? `a page with status ${status}, where the API refuses in JSON`
    : `a page with status ${status}`
}

/** The answer to HEAD has no body, but its media type. */
const looksLikePage = (response: Response): boolean =>
  isPage(response) || (response.body.bytes === 0 && mediaType(response.headers) === 'text/html')

/** How the API refuses, by one of its responses; `undefined` for one that does not show it. */
export function refusalForm(response: Response): 'json' | 'page' | undefined {
  if (!statusIn(response.status, [400, 401]) || intermediaryIn(response)) return undefined
  if (jsonObject(response.body)) return 'json'
  return isPage(response) ? 'page' : undefined
}
