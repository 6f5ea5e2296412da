/** References of requirements as places that open. */
import { expect, test } from '@playwright/test'
import { placesOf } from '../../../reports/report/reference-links.ts'
import { requirements } from '../../../spec/requirements/index.ts'

test('every reference to a standard opens', () => {
  const closed = requirements
    .filter(({ source }) => source === 'standard' || source === 'security')
    .flatMap(({ id, reference }) =>
      reference
        .split(', ')
        .filter((name) => placesOf(name).length === 0)
        .map((name) => `${id}: "${name}" has no link; add it to reports/report/reference-links.ts`),
    )
  expect(closed).toEqual([])
})

test('what has no public address gets none', () => {
  expect(placesOf('/paths/~1api~1token/post/responses')).toEqual([])
  expect(placesOf('Authentication: token lifetime')).toEqual([])
  expect(placesOf('ASVS 5.0.0 99.1.1, OWASP API0:2023')).toEqual([])
})

test('a place is the section, the risk, the chapter', () => {
  expect(placesOf('RFC 6750 5.3, ASVS 5.0.0 14.2.1, OWASP API2:2023')).toEqual([
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
