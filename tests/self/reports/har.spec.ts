/** `exchanges.har`: every exchange of a run, in the form that HAR 1.2 demands. */
import { expect, test } from '@playwright/test'
import { Ajv } from 'ajv'
import { casesIn } from '../../../fixtures/cases/index.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { harText } from '../../../reports/formats/har.ts'
import { buildReport } from '../../../reports/report/build.ts'
import { materialOf } from '../../support/evidence.ts'
import { present, sight } from '../../support/exchange.ts'
import { golden } from '../../support/golden.ts'

const object = (properties: Readonly<Record<string, object>>, ...optional: readonly string[]) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
})
const list = (items: object) => ({ type: 'array', items })
const text = { type: 'string' }
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' }
const number = { type: 'integer', minimum: -1 }
const pair = object({ name: text, value: text })

/** HAR 1.2, with what this suite uses of it. */
const isHar = new Ajv({ strict: false }).compile(
  object({
    log: object({
      version: { const: '1.2' },
      creator: object({ name: text, version: text, comment: text }, 'comment'),
      pages: list(
        object({ startedDateTime: time, id: text, title: text, pageTimings: object({}) }),
      ),
      entries: list(
        object(
          {
            pageref: text,
            startedDateTime: time,
            time: number,
            request: object(
              {
                method: text,
                url: { type: 'string', pattern: '^https?://' },
                httpVersion: text,
                cookies: list(pair),
                headers: list(pair),
                queryString: list(pair),
                postData: object({ mimeType: text, text, comment: text }, 'comment'),
                headersSize: number,
                bodySize: number,
              },
              'postData',
            ),
            response: object({
              status: number,
              statusText: text,
              httpVersion: text,
              cookies: list(pair),
              headers: list(pair),
              content: object(
                { size: number, mimeType: text, text, comment: text },
                'text',
                'comment',
              ),
              redirectURL: text,
              headersSize: number,
              bodySize: number,
            }),
            cache: object({}),
            timings: object({ send: number, wait: number, receive: number }),
            comment: text,
          },
          'comment',
        ),
      ),
    }),
  }),
)

interface Har {
  readonly log: {
    readonly pages: readonly { readonly id: string }[]
    readonly entries: readonly {
      readonly pageref: string
      readonly request: { readonly url: string; readonly queryString: readonly object[] }
      readonly response: { readonly status: number; readonly statusText: string }
    }[]
  }
}

test('a run is a HAR 1.2 with an entry for each exchange, and a page for each case', async () => {
  const planned = casesIn('smoke')
  const certified = await certifyInMemory(faultless, { planned })
  const material = { ...materialOf(certified), planned }
  const performances = new Map(certified.performances.map((found) => [found.caseId, found]))
  const har = harText(buildReport(material), [], performances)
  expect(har).toMatch(/^[\n -~]*$/)
  const { log } = JSON.parse(har) as Har
  expect(isHar({ log }), JSON.stringify(isHar.errors)).toBe(true)
  const exchanges = certified.performances.flatMap((found) => found.exchanges)
  expect(log.entries).toHaveLength(exchanges.length)
  expect(new Set(log.entries.map(({ pageref }) => pageref))).toEqual(
    new Set(log.pages.map(({ id }) => id)),
  )
  const used = present(log.entries.find(({ request }) => request.url.includes('?page=')))
  expect(used.request.url).toBe('https://formflow.example/api/template?page=1&perPage=1')
  expect(used.request.queryString).toEqual([
    { name: 'page', value: '1' },
    { name: 'perPage', value: '1' },
  ])
})

test('a request without a response has the status 0, and the reason', () => {
  const report = golden('conformant')
  const [{ id } = { id: '' }] = report.cases
  const failure = { kind: 'timeout', message: 'no response in 10 s' } as const
  const exchanges = [sight({ failure }).exchange]
  const har = JSON.parse(harText(report, [], new Map([[id, { caseId: id, exchanges }]]))) as Har
  expect(isHar(har), JSON.stringify(isHar.errors)).toBe(true)
  expect(har.log.entries).toMatchObject([
    {
      pageref: id,
      response: { status: 0, statusText: 'timeout' },
      comment: 'request: no response in 10 s',
    },
  ])
})
