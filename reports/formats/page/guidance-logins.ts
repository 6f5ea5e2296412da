/** How to fix what is wrong with connections, logins and their responses. */
import type { Guidance } from './guidance-model.ts'

const CONNECTION = 'Connection and status'
const SUCCESS = 'Response to a login'
const INVALID = 'Invalid requests'
const REFUSED = 'Wrong credentials'
const METHODS = 'Methods and media types'

export const guidanceOfLogins: readonly Guidance[] = [
  {
    subject: CONNECTION,
    requirements: 'no-hang no-broken-answer expectation-answered',
    advice:
      'Every request needs one complete response. Look for a handler that returns without a response, or that writes a second one, and set a time limit in the server and in the proxy before it.',
  },
  {
    subject: CONNECTION,
    requirements: 'no-server-error',
    advice:
      'An exception that nobody handles becomes a 500. Validate types before you use a value, limit the size of the body, and answer 400 when it cannot be read.',
    code: {
      nestjs:
        "app.useBodyParser('json', { limit: '2kb' }) // with bodyParser: false in create()\napp.useGlobalPipes(new ValidationPipe())",
      express:
        "app.use(express.json({ limit: '2kb' }))\napp.use((error, request, response, next) =>\n  response.status(error.status ?? 500).json({ message: 'The request cannot be handled.' }))",
      spring:
        '@ExceptionHandler(HttpMessageNotReadableException.class)\n@ResponseStatus(HttpStatus.BAD_REQUEST)\nvoid unreadable() {}',
      aspnet: 'builder.Services.AddControllers(); // with [ApiController] on the controller',
      fastapi:
        '@app.exception_handler(RequestValidationError)\nasync def invalid(request, error):\n    return JSONResponse({"message": "Invalid body"}, 400)',
    },
  },
  {
    subject: CONNECTION,
    requirements: 'declared-status',
    advice:
      'The contract declares the statuses 200, 400 and 401. Map every other status of your framework or gateway to one of them.',
  },
  {
    subject: CONNECTION,
    requirements: 'stable-answers parallel-requests-kept-apart',
    advice:
      'Look for state that requests share: a field of a singleton, a cache without the whole request as its key, or servers behind a load balancer with different versions or keys.',
  },
  {
    subject: CONNECTION,
    requirements: 'https-only',
    advice: 'Redirect or refuse plain HTTP in the proxy, and publish the HTTPS address only.',
  },
  {
    subject: CONNECTION,
    requirements: 'retry-after-on-429 retry-after-well-formed',
    advice:
      'Send Retry-After with the seconds until the limit is free again, as a whole number without a unit.',
  },
  {
    subject: SUCCESS,
    requirements: 'success-status',
    advice: 'Answer a login with 200. Frameworks that take a POST for a creation answer 201.',
    code: {
      nestjs: "@HttpCode(200)\n@Post('token')",
      express: 'response.status(200).json(token)',
      spring: '@ResponseStatus(HttpStatus.OK)',
      aspnet: 'return Ok(token);',
      fastapi: '@app.post("/api/token", status_code=200)',
    },
  },
  {
    subject: SUCCESS,
    requirements: 'success-media-type success-body-json success-schema',
    advice:
      'Serialize one object with the members of the contract, in UTF-8, as application/json. Do not rename members by a naming strategy, and leave out none.',
    code: {
      spring: '@PostMapping(path = "/api/token", produces = MediaType.APPLICATION_JSON_VALUE)',
      aspnet: '[JsonPropertyName("token_type")] public string TokenType => "Bearer";',
      fastapi: '@app.post("/api/token", response_model=GetTokenResponse)',
    },
  },
  {
    subject: SUCCESS,
    requirements: 'token-type-bearer expires-in-positive exp-agrees-with-expires-in',
    advice:
      'token_type is the text Bearer. Compute exp from expires_in, both in seconds, at the moment in which the token is signed; a cached token has less time left than a new one.',
    code: {
      nestjs:
        "const expires_in = 3600 // seconds\nreturn { token: jwt.sign(claims, { expiresIn: expires_in }), token_type: 'Bearer', expires_in }",
      spring: '.expiresAt(now.plusSeconds(expiresIn)) // the same number as in the response',
      fastapi: 'claims["exp"] = int(time.time()) + expires_in',
    },
  },
  {
    subject: SUCCESS,
    requirements: 'token-no-store token-not-cacheable',
    advice: 'Send Cache-Control: no-store with every response of the token endpoint.',
    code: {
      nestjs: "@Header('Cache-Control', 'no-store')",
      express: "response.set('Cache-Control', 'no-store')",
      spring: 'ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(token)',
      aspnet: '[ResponseCache(NoStore = true)]',
      fastapi: 'response.headers["Cache-Control"] = "no-store"',
    },
  },
  {
    subject: SUCCESS,
    requirements: 'token-in-body-only',
    advice: 'Put the token into the body only. Headers and cookies end in logs of proxies.',
  },
  {
    subject: INVALID,
    requirements:
      'body-required body-is-an-object malformed-json-refused json-extensions-refused client-id-required client-secret-required organization-id-required client-id-is-a-string client-secret-is-a-string organization-id-is-a-string array-of-values-refused member-names-exact',
    advice:
      'Validate the body against the schema before you look for the client: an object with three strings that are not empty. Answer 400 otherwise, also to a body that is not JSON. Do not convert types.',
    code: {
      nestjs:
        'app.useGlobalPipes(new ValidationPipe()) // transform: false\nclass GetTokenDto { @IsString() @IsNotEmpty() clientId: string /* and the other two */ }',
      express:
        "const ok = ['clientId', 'clientSecret', 'organizationId']\n  .every((name) => typeof request.body?.[name] === 'string' && request.body[name] !== '')\nif (!ok) return response.status(400).json({ message: 'Invalid body' })",
      spring:
        'record GetToken(@NotBlank String clientId, @NotBlank String clientSecret, @NotBlank String organizationId) {}\n// @Valid @RequestBody GetToken body; spring.jackson.mapper.allow-coercion-of-scalars=false',
      aspnet:
        'public record GetToken([Required] string ClientId, /* … */); // with [ApiController]',
      fastapi:
        'class GetToken(BaseModel):\n    clientId: StrictStr = Field(min_length=1)  # and the other two\n# answer RequestValidationError with 400: the default is 422',
    },
  },
  {
    subject: INVALID,
    requirements: 'extra-members-ignored extra-members-grant-nothing',
    advice:
      'Read the three members by name and drop the others: no spread of the body into claims, models or queries.',
    code: {
      nestjs: 'new ValidationPipe({ whitelist: true }) // without forbidNonWhitelisted',
      spring: 'spring.jackson.deserialization.fail-on-unknown-properties=false',
      fastapi: 'model_config = ConfigDict(extra="ignore")',
    },
  },
  {
    subject: INVALID,
    requirements: 'utf8-only duplicate-members-refused',
    advice:
      'Decode the body as UTF-8 and refuse invalid bytes, and use a parser that refuses duplicate names where there is one. Two readers of an ambiguous text can see two clients.',
    code: {
      express: "new TextDecoder('utf-8', { fatal: true }).decode(bytes)",
      spring: 'spring.jackson.parser.strict-duplicate-detection=true',
    },
  },
  {
    subject: REFUSED,
    requirements: 'unknown-client-refused wrong-secret-refused wrong-organization-refused',
    advice:
      'Issue a token only if client, secret and organization belong together, compared as they are: no trimming, no change of letter case, no pattern, no truncation by a hash. Answer 401 otherwise.',
    code: {
      nestjs: "throw new UnauthorizedException('Invalid credentials')",
      express:
        "return response.status(401).set('WWW-Authenticate', 'Bearer').json({ message: 'Invalid credentials' })",
      spring: 'throw new BadCredentialsException("Invalid credentials");',
      aspnet: 'return Unauthorized();',
      fastapi: 'raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})',
    },
  },
  {
    subject: REFUSED,
    requirements: 'uniform-refusal refusal-carries-no-token',
    advice:
      'Use one response for all three wrong credentials, with the same status, headers and text, and build it without the objects of the success.',
  },
  {
    subject: METHODS,
    requirements: 'only-post-issues-tokens other-methods-405',
    advice: 'Route POST alone to the login. Answer any other method with 405 and Allow: POST.',
    code: {
      nestjs:
        "app.use('/api/token', (request, response, next) => request.method === 'POST' ? next()\n  : response.status(405).set('Allow', 'POST').json({ message: 'POST only' }))",
      express:
        "app.all('/api/token', (request, response) =>\n  response.status(405).set('Allow', 'POST').json({ message: 'POST only' }))",
      spring: '@PostMapping("/api/token") // Spring answers 405 with Allow',
      aspnet: '[HttpPost("/api/token")] // ASP.NET Core answers 405 with Allow',
      fastapi: '@app.post("/api/token") # FastAPI answers 405 with Allow',
    },
  },
  {
    subject: METHODS,
    requirements: 'media-type-refused media-type-any-case error-media-type-true',
    advice:
      'Accept application/json only, and say application/json only about a body that is JSON. A web page can make a browser send a form or plain text.',
    code: {
      nestjs: "app.useBodyParser('json') // with bodyParser: false, so that no form is parsed",
      express: "if (!request.is('application/json')) return response.sendStatus(415)",
      spring: '@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)',
      aspnet: '[Consumes("application/json")]',
    },
  },
]
