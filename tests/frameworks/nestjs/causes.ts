/** The defaults of NestJS that the suite finds. */
import {
  lastWins,
  noCacheControl,
  noChallenge,
  notFoundForMethods,
  poweredBy,
} from '../shared/causes.ts'
import type { Cause } from '../shared/model.ts'

export const causes: readonly Cause[] = [
  {
    id: 'created',
    title: 'POST is answered 201',
    because:
      'NestJS answers every POST with 201 unless `@HttpCode` says otherwise. `@ApiResponse({ status: 200 })` changes the document and not the server, so the two part in silence.',
    mend: "@HttpCode(200)\n@Post('token')",
  },
  {
    id: 'parser-message',
    title: 'The message of the JSON parser is handed on',
    because:
      "NestJS makes a `BadRequestException` of the parser’s `SyntaxError`, message and all, and V8 quotes about ten characters on each side of the place where it stumbled: `Unexpected token ''', ...\"ntSecret\":'Xk3…\"... is not valid JSON`. Where that place is the secret, the answer holds nine of its characters.",
  },
  {
    id: 'recursive-transformer',
    title: 'A deeply nested member ends in 500',
    because:
      'Before it validates, `ValidationPipe` calls `plainToInstance` of class-transformer, which recurses into every member, also into those that the DTO does not name. A body of six kilobytes, with arrays 3000 deep, overflows the stack.',
  },
  {
    id: 'no-validation',
    title: 'Nobody looks at the members',
    because:
      'Types are gone at run time. Without `ValidationPipe` a body that lacks a member, or has a number for it, reaches the comparison and fails it: 401 where the contract says 400.',
  },
  {
    id: 'no-body-no-object',
    title: 'A body of another media type is `undefined`',
    because:
      'Since Express 5 `request.body` is `undefined`, and no longer `{}`, where no parser felt responsible. Taking members from it throws, and NestJS answers 500. `ValidationPipe` would have answered 400. (Nothing was accepted, but the suite takes only a 4xx for a refusal.)',
  },
  {
    id: 'form-parser',
    title: 'Forms are read as well',
    because:
      'NestJS registers two body parsers, for JSON and for forms, so credentials sent as `application/x-www-form-urlencoded` get a token. Any web page can make a browser post a form.',
  },
  notFoundForMethods,
  noChallenge,
  noCacheControl,
  poweredBy,
  lastWins,
]
