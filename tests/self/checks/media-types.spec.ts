/** What an answer says that it is. */
import { tells } from '../../support/check-results.ts'

const typed = (value: string, actual: string) => ({
  title: `Content-Type "${value}" on a success is told`,
  scene: { headers: { 'content-type': value } },
  says: [`header content-type: application/json, is ${actual}`],
})

tells('success-media-type', [
  { title: 'application/json is right', scene: {}, says: [] },
  {
    title: 'application/json with a parameter and in capitals is right',
    scene: { headers: { 'content-type': 'Application/JSON; charset=utf-8' } },
    says: [],
  },
  {
    title: 'a refusal may have any type',
    scene: { status: 401, headers: { 'content-type': 'text/html' } },
    says: 'nothing to look at',
  },
  {
    title: 'the protected operation is not looked at',
    scene: { step: { operation: 'protected' } },
    says: 'nothing to look at',
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

tells('error-media-type-true', [
  {
    title: 'a refusal in JSON that says so is right',
    scene: refusal('{"message":"no"}'),
    says: [],
  },
  { title: 'a refusal in JSON of any kind is right', scene: refusal('null'), says: [] },
  {
    title: 'a refusal in HTML that says so is not looked at',
    scene: refusal('<h1>No</h1>', 'text/html'),
    says: 'nothing to look at',
  },
  { title: 'an empty refusal is not looked at', scene: refusal(''), says: 'nothing to look at' },
  {
    title: 'a refusal of HEAD has no body to look at',
    scene: { ...refusal('{'), step: { method: 'HEAD' } },
    says: 'nothing to look at',
  },
  { title: 'a success is not looked at', scene: { body: '<' }, says: 'nothing to look at' },
  {
    title: 'a page that says it is JSON is told',
    scene: refusal('<h1>No</h1>'),
    says: ['body: JSON, as it says, is the body is not one complete JSON text'],
  },
  {
    title: 'a page that says it is a problem document is told',
    scene: refusal('No', 'application/problem+json'),
    says: ['body: JSON, as it says, is the body is not one complete JSON text'],
  },
  {
    title: 'bytes that are no UTF-8 are told',
    scene: { ...refusal(''), body: { text: '"\xff"', bytes: 3, utf8: false } },
    says: ['body: JSON, as it says, is the body is not valid UTF-8'],
  },
])
