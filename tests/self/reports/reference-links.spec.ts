/** Links to the references of requirements. */
import { expect, test } from '@playwright/test'
import { referenceLinks } from '../../../reports/report/reference-links.ts'
import { requirements } from '../../../spec/requirements/index.ts'

test('every reference to a standard has a link', () => {
  const unlinked = requirements
    .filter(({ source }) => source === 'standard' || source === 'security')
    .filter(({ reference }) => referenceLinks(reference).length !== reference.split(', ').length)
    .map(({ id, reference }) => `${id}: ${reference}`)
  expect(unlinked, 'add the chapter to reports/report/reference-links.ts').toEqual([])
})

test('a reference without a public address has no link', () => {
  expect(referenceLinks('/paths/~1api~1token/post/responses')).toEqual([])
  expect(referenceLinks('Authentication: token lifetime')).toEqual([])
  expect(referenceLinks('ASVS 5.0.0 99.1.1, OWASP API0:2023')).toEqual([])
})

test('a link leads to the section, the chapter, the risk', () => {
  expect(referenceLinks('RFC 6750 5.3, ASVS 5.0.0 14.2.1, OWASP API2:2023')).toEqual([
    { name: 'RFC 6750 5.3', url: 'https://www.rfc-editor.org/rfc/rfc6750#section-5.3' },
    {
      name: 'ASVS 5.0.0 14.2.1',
      url: 'https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en/0x23-V14-Data-Protection.md',
    },
    {
      name: 'OWASP API2:2023',
      url: 'https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/',
    },
  ])
})
