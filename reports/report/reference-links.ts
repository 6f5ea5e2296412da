/** The reference of a requirement -> links to the standards that it names. */

export interface ReferenceLink {
  readonly name: string
  readonly url: string
}

const API_TOP_10: Readonly<Record<string, string>> = {
  1: 'broken-object-level-authorization',
  2: 'broken-authentication',
  3: 'broken-object-property-level-authorization',
  4: 'unrestricted-resource-consumption',
  5: 'broken-function-level-authorization',
  6: 'unrestricted-access-to-sensitive-business-flows',
  7: 'server-side-request-forgery',
  8: 'security-misconfiguration',
  9: 'improper-inventory-management',
}

/** Chapters of ASVS 5.0.0 that requirements refer to. */
const ASVS: Readonly<Record<string, string>> = {
  1: '0x10-V1-Encoding-and-Sanitization',
  3: '0x12-V3-Web-Frontend-Security',
  4: '0x13-V4-API-and-Web-Service',
  6: '0x15-V6-Authentication',
  8: '0x17-V8-Authorization',
  9: '0x18-V9-Self-contained-Tokens',
  13: '0x22-V13-Configuration',
  14: '0x23-V14-Data-Protection',
  15: '0x24-V15-Secure-Coding-and-Architecture',
  16: '0x25-V16-Security-Logging-and-Error-Handling',
}

/** @returns none for a JSON pointer or a page of the vendor, which have no public address */
export const referenceLinks = (reference: string): ReferenceLink[] =>
  reference.split(', ').flatMap((name) => {
    const url = rfcUrl(name) ?? owaspUrl(name) ?? asvsUrl(name)
    return url === undefined ? [] : [{ name, url }]
  })

function rfcUrl(name: string): string | undefined {
  const [, number, section] = /^RFC (\d+) ([\d.]+)$/.exec(name) ?? []
  return number && `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`
}

function owaspUrl(name: string): string | undefined {
  const [, item = ''] = /^OWASP API(\d):2023$/.exec(name) ?? []
  const page = API_TOP_10[item]
  return page && `https://owasp.org/API-Security/editions/2023/en/0xa${item}-${page}/`
}

function asvsUrl(name: string): string | undefined {
  const [, chapter = ''] = /^ASVS 5\.0\.0 (\d+)\./.exec(name) ?? []
  const page = ASVS[chapter]
  return page && `https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en/${page}.md`
}
