/** The defaults of NestJS that the suite finds. */
import { exactScheme, noCacheControl, noChallenge, notFoundForMethods } from '../shared/causes.ts'
import type { Cause } from '../shared/model.ts'

export const causes: readonly Cause[] = [
  {
    id: 'created',
    title: 'POST is answered 201',
    because:
      'NestJS answers every POST with 201, unless `@HttpCode` sets another status. `@ApiResponse({ status: 200 })` changes the document but not the server, so they differ without a warning.',
    fix: "@HttpCode(200)\n@Post('token')",
  },
  {
    id: 'parser-message',
    title: 'The response contains the message of the JSON parser',
    because:
      "NestJS turns the `SyntaxError` of the parser into a `BadRequestException` with the same message. V8 quotes about ten characters before and after the error: `Unexpected token ''', ...\"ntSecret\":'Xk3…\"... is not valid JSON`. If the error is at the secret, the response contains nine of its characters.",
  },
  {
    id: 'recursive-transformer',
    title: 'A deeply nested member is answered 500',
    because:
      'Before it validates, `ValidationPipe` calls `plainToInstance` of class-transformer, which recurses into every member, even into members that the DTO does not have. A body of six kilobytes with 3000 nested arrays overflows the stack.',
  },
  {
    id: 'no-validation',
    title: 'Members are not validated',
    because:
      'Types do not exist at run time. Without `ValidationPipe` a body with a missing member, or with a number in its place, reaches the comparison and fails there: 401, but the contract says 400.',
  },
  {
    id: 'no-body-no-object',
    title: 'A body of another media type is `undefined`',
    because:
      'Since Express 5 `request.body` is `undefined` instead of `{}` if no parser handles the media type. Reading a member of it throws, and NestJS answers 500. `ValidationPipe` would answer 400. (The server accepted nothing, but only a 4xx counts as a refusal.)',
  },
  {
    id: 'form-parser',
    title: 'Forms are accepted, too',
    because:
      'NestJS registers two body parsers, for JSON and for forms, so credentials in `application/x-www-form-urlencoded` get a token. Any web page can make a browser send a form.',
  },
  notFoundForMethods,
  noChallenge,
  noCacheControl,
  exactScheme,
]
