/** The challenge of a 401. */
import { checkFinds } from '../../support/check-results.ts'

const challenged = (value: string) => ({ status: 401, headers: { 'www-authenticate': value } })

const right = [
  'Bearer',
  'Bearer realm="Formflow API", error="invalid_token", error_description="a, b \\" c = d"',
  'Bearer realm=formflow,error=invalid_token',
  'Bearer realm = "a" , charset="UTF-8"',
  'Bearer realm="a", Basic realm="b", Negotiate',
  'Basic realm=‹sealed 3›, Bearer realm="‹sealed 4›"',
  'NTLM TlRMTVNTUAAC/+==',
  'Bearer realm="",, scope="a b",',
  'Basic, Bearer realm="a"',
  'Bearer realm="Zug\u00e4nge"',
]

const wrong = [
  'Bearer, error="invalid_token"',
  'Bearer error="invalid_token", error_description="expected "exp" claim"',
  'Bearer realm=Formflow API',
  'Bearer realm=Formflow API, error_description=Please log in, first',
  'Bearer realm="open',
  "Bearer realm='Formflow API'",
  'realm="formflow"',
  'Bearer: realm="formflow"',
  'Bearer realm="a"; error="b"',
  '{"error":"unauthorized"}',
]

checkFinds('challenge-well-formed', [
  ...right.map((value) => ({ title: `${value} is right`, scene: challenged(value), finds: [] })),
  ...wrong.map((value) => ({
    title: `${value} is a violation`,
    scene: challenged(value),
    finds: [
      'header www-authenticate: a scheme, and parameters that are words or in quotes, is neither a list of challenges nor one of them',
    ],
  })),
  { title: 'no challenge is another question', scene: { status: 401 }, finds: 'not applicable' },
])

checkFinds('challenge-on-401', [
  {
    title: 'a 401 with a challenge is right, whatever its form',
    scene: challenged('realm="formflow"'),
    finds: [],
  },
  {
    title: 'a 401 with a challenge is right',
    scene: { status: 401, headers: { 'www-authenticate': 'Bearer realm="formflow"' } },
    finds: [],
  },
  {
    title: 'a response with another status needs no challenge',
    scene: { status: 403 },
    finds: 'not applicable',
  },
  {
    title: 'a 401 without a challenge is a violation',
    scene: { status: 401 },
    finds: ['header www-authenticate: a challenge, is absent'],
  },
  {
    title: 'a 401 of the protected operation without a challenge is a violation too',
    scene: { status: 401, step: { operation: 'protected', method: 'GET' } },
    finds: ['header www-authenticate: a challenge, is absent'],
  },
])
