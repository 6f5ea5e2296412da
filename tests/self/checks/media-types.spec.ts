/** The media type of a response, and whether the body has it. */
import { checkFinds } from '../../support/check-results.ts'

const typed = (value: string, actual: string) => ({
  title: `Content-Type "${value}" on a success is a violation`,
  scene: { headers: { 'content-type': value } },
  finds: [`header content-type: application/json, is ${actual}`],
})

checkFinds('success-media-type', [
  { title: 'application/json is right', scene: {}, finds: [] },
  {
    title: 'application/json with a parameter and in capitals is right',
    scene: { headers: { 'content-type': 'Application/JSON; charset=utf-8' } },
    finds: [],
  },
  {
    title: 'a refusal may have any type',
    scene: { status: 401, headers: { 'content-type': 'text/html' } },
    finds: 'not applicable',
  },
  {
    title: 'the protected operation is not applicable',
    scene: { step: { operation: 'protected' } },
    finds: 'not applicable',
  },
  typed('', 'absent'),
  typed('text/html; charset=utf-8', 'text/html; charset=utf-8'),
  typed('application/jsonp', 'application/jsonp'),
  typed('application/problem+json', 'application/problem+json'),
])

const refusal = (body: string, type = 'application/json') => ({
  status: 400,
  body,
  headers: { 'content-type': type },
})

checkFinds('error-media-type-true', [
  {
    title: 'a refusal in JSON with its media type is right',
    scene: refusal('{"message":"no"}'),
    finds: [],
  },
  { title: 'a refusal in JSON of any kind is right', scene: refusal('null'), finds: [] },
  {
    title: 'a refusal in HTML with its media type is not applicable',
    scene: refusal('<h1>No</h1>', 'text/html'),
    finds: 'not applicable',
  },
  { title: 'an empty refusal is not applicable', scene: refusal(''), finds: 'not applicable' },
  {
    title: 'a refusal of HEAD is not applicable',
    scene: { ...refusal('{'), step: { method: 'HEAD' } },
    finds: 'not applicable',
  },
  { title: 'a success is not applicable', scene: { body: '<' }, finds: 'not applicable' },
  {
    title: 'an HTML page with the media type of JSON is a violation',
    scene: refusal('<h1>No</h1>'),
    finds: ['body: JSON, as Content-Type says, is the body is not one complete JSON text'],
  },
  {
    title: 'an HTML page with the media type of problem details is a violation',
    scene: refusal('No', 'application/problem+json'),
    finds: ['body: JSON, as Content-Type says, is the body is not one complete JSON text'],
  },
  {
    title: 'bytes that are not UTF-8 are a violation',
    scene: { ...refusal(''), body: { text: '"\xff"', bytes: 3, utf8: false } },
    finds: ['body: JSON, as Content-Type says, is the body is not valid UTF-8'],
  },
])
