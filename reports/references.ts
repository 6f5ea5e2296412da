/** Where on the web a requirement's reference can be read. */

/** Pages of the OWASP API Security Top 10 2023, by number. */
const OWASP: Readonly<Record<string, string>> = {
  '2': '0xa2-broken-authentication',
  '3': '0xa3-broken-object-property-level-authorization',
  '4': '0xa4-unrestricted-resource-consumption',
  '8': '0xa8-security-misconfiguration',
}

/**
 * @param reference as it stands in `spec/requirements`: `RFC 7519 4.1.4, RFC 6750 3.1`, `ASVS 5.0.0 16.5.1, OWASP API8:2023`
 * @returns address of the first standard in it that has one; `undefined` for a pointer into the contract, and for the vendor's pages
 */
export function referenceUri(reference: string): string | undefined {
  const [, rfc, section] = /\bRFC (\d+)(?: ([\d.]+\d|\d))?/.exec(reference) ?? []
  if (rfc !== undefined)
    return `https://www.rfc-editor.org/rfc/rfc${rfc}${section === undefined ? '' : `#section-${section}`}`
  const page = OWASP[/\bOWASP API(\d+):2023/.exec(reference)?.[1] ?? '']
  if (page !== undefined) return `https://owasp.org/API-Security/editions/2023/en/${page}/`
  return /\bASVS \d/.test(reference)
    ? 'https://owasp.org/www-project-application-security-verification-standard/'
    : undefined
}
