/** How to fix what is wrong with tokens, with the protected operation, and with secrets. */
import type { Guidance } from './guidance-model.ts'

const TOKEN = 'Token'
const PROTECTED = 'Protected operation'
const BYPASS = 'Ways around the login'
const SECRETS = 'Secrets and details'

export const guidanceOfAccess: readonly Guidance[] = [
  {
    subject: TOKEN,
    requirements: 'token-is-jwt token-signed signature-form rsa-key-length',
    advice:
      'Sign with a JWT library and a named algorithm, with RSA keys of 2048 bits or more. Never build the token by hand, and allow no alg none.',
    code: {
      nestjs: "JwtModule.register({ privateKey, signOptions: { algorithm: 'RS256' } })",
      express: "await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(privateKey)",
      spring: 'JwsHeader.with(SignatureAlgorithm.RS256).build()',
      aspnet: 'new SigningCredentials(rsaKey, SecurityAlgorithms.RsaSha256)',
      fastapi: 'jwt.encode(claims, private_key, algorithm="RS256")',
    },
  },
  {
    subject: TOKEN,
    requirements: 'registered-claims-typed token-crit-valid',
    advice:
      'Leave the header and the registered claims to the JWT library: sub, iss and jti as strings, aud as a string or a list of strings, and no crit, unless the header has an extension that whoever verifies the token must understand.',
    code: { nestjs: 'this.jwtService.sign({ sub: String(client.id) })' },
  },
  {
    subject: TOKEN,
    requirements: 'keys-public',
    advice:
      'Replace the key at once: everybody who got a token or the key set can sign tokens. Export the public half only (exportJWK of the public key), and put no jwk into the header; kid is enough.',
  },
  {
    subject: TOKEN,
    requirements: 'signature-nonce-fresh',
    advice:
      'Let the library choose the nonce of each ECDSA signature, at random or by RFC 6979, and replace the key: it may be known already.',
  },
  {
    subject: TOKEN,
    requirements: 'token-id-unique',
    advice:
      'Give every token a random jti (a UUID) when it is signed, or none. The id of the client belongs in sub.',
  },
  {
    subject: TOKEN,
    requirements: 'token-key-not-guessable',
    advice:
      'Replace the key at once, and refuse all tokens that it signed: whoever guesses it can write tokens. Generate at least 32 random bytes (openssl rand -base64 32), and keep them in a secret store.',
  },
  {
    subject: TOKEN,
    requirements: 'token-not-expired token-already-valid token-has-exp token-not-from-the-future',
    advice:
      'Take iat, nbf and exp from the clock at the moment of signing, as whole seconds since 1970 in UTC, and keep the clock of the server synchronized.',
    code: {
      express: "new SignJWT(claims).setIssuedAt().setExpirationTime('1h')",
      spring: 'JwtClaimsSet.builder().issuedAt(now).expiresAt(now.plusSeconds(3600))',
      aspnet: 'Expires = DateTime.UtcNow.AddHours(1) // not DateTime.Now',
      fastapi: 'datetime.now(timezone.utc) # not datetime.utcnow()',
    },
  },
  {
    subject: PROTECTED,
    requirements: 'fresh-token-accepted token-reusable scheme-case-insensitive',
    advice:
      'Accept every token until it expires, on every node, with the scheme in any letter case. If only some requests fail, look for nodes with different keys, and for a cache of used tokens.',
    code: {
      nestjs:
        "const [type = '', token] = header.split(' ')\nif (type.toLowerCase() !== 'bearer') throw new UnauthorizedException()",
      express: "/^Bearer +(\\S+)$/i.exec(request.headers.authorization ?? '')",
    },
  },
  {
    subject: PROTECTED,
    requirements: 'protected-body-json',
    advice:
      'Let the framework serialize the data and count its bytes: a Content-Length of characters cuts off what is not ASCII, and JSON has no NaN and no Infinity.',
    code: {
      express: 'response.json(page)',
      fastapi: 'return JSONResponse(page) # allow_nan=False',
    },
  },
  {
    subject: PROTECTED,
    requirements: 'missing-token-refused garbage-token-refused wrong-scheme-refused',
    advice:
      'Put the check before the handler, for all routes, and let it refuse by default: anything that is not one valid access token is answered 401.',
    code: {
      nestjs: 'providers: [{ provide: APP_GUARD, useClass: AuthGuard }]',
      express: "app.use('/api', authenticate) // before the routes",
      spring: 'http.authorizeHttpRequests(all -> all.anyRequest().authenticated())',
      aspnet:
        'options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();',
      fastapi: 'app.include_router(router, dependencies=[Depends(authenticate)])',
    },
  },
  {
    subject: PROTECTED,
    requirements:
      'tampered-signature-refused tampered-payload-refused unsigned-token-refused foreign-key-refused expired-token-refused',
    advice:
      'Verify the token, do not only decode it: the signature with a key that you configured, a fixed list of algorithms, and exp. Never take the key or the algorithm from the token.',
    code: {
      nestjs:
        "await jwt.verifyAsync(token, { publicKey, algorithms: ['RS256'] }) // no ignoreExpiration",
      express: "await jwtVerify(token, publicKey, { algorithms: ['RS256'] })",
      spring: 'NimbusJwtDecoder.withPublicKey(key).signatureAlgorithm(RS256).build()',
      aspnet:
        'new TokenValidationParameters { ValidateLifetime = true, IssuerSigningKey = key, ValidAlgorithms = ["RS256"] }',
      fastapi: 'jwt.decode(token, public_key, algorithms=["RS256"])',
    },
  },
  {
    subject: PROTECTED,
    requirements: 'challenge-on-401 challenge-well-formed',
    advice: 'Send WWW-Authenticate: Bearer with every 401.',
    code: {
      nestjs: "response.set('WWW-Authenticate', 'Bearer') // in a filter for UnauthorizedException",
      express: "response.status(401).set('WWW-Authenticate', 'Bearer')",
      spring: 'http.oauth2ResourceServer(server -> server.jwt(withDefaults())) // sends it',
      aspnet: 'builder.Services.AddAuthentication().AddJwtBearer(); // sends it',
      fastapi: 'raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})',
    },
  },
  {
    subject: BYPASS,
    requirements: 'guard-covers-every-spelling guard-covers-every-method',
    advice:
      'Decide about access in the application, after routing, and not by a list of paths in a proxy: %74, //, ./ and HEAD lead to the same handler. Remove middleware that overrides methods.',
    code: {
      spring:
        'http.authorizeHttpRequests(all -> all.anyRequest().authenticated()) // no list of paths',
      aspnet: 'app.UseRouting(); app.UseAuthentication(); app.UseAuthorization(); // in this order',
    },
  },
  {
    subject: BYPASS,
    requirements:
      'trusted-headers-open-nothing cookies-open-nothing preconditions-open-nothing token-in-query-refused',
    advice:
      'Only a token in Authorization opens an operation. Let the outermost proxy remove X-Forwarded-User, X-Original-URL and the like from requests, and check the token before caches and conditional requests.',
  },
  {
    subject: BYPASS,
    requirements: 'clients-kept-apart',
    advice:
      'Look the secret and the organization up by the clientId, in one query, and compare all of them. Take no part of the answer from another client or from the request.',
  },
  {
    subject: BYPASS,
    requirements: 'data-not-shared-by-caches',
    advice:
      'Send Cache-Control: private or no-store with data that need a token. Data that are the same for everybody need no token.',
  },
  {
    subject: BYPASS,
    requirements: 'data-by-token-alone',
    advice:
      'Take the organization from the verified token in every handler. Refuse a request whose headers, query or path name another one.',
  },
  {
    subject: BYPASS,
    requirements: 'cross-origin-not-trusted host-not-trusted no-credentials-in-query',
    advice:
      'Allow named origins only, take the address of the server from its configuration, and read credentials from the body alone.',
    code: {
      nestjs: "app.enableCors({ origin: ['https://app.example.com'] }) // not true",
      express: "cors({ origin: ['https://app.example.com'] })",
      spring:
        'configuration.setAllowedOrigins(List.of("https://app.example.com")); // no pattern *',
      aspnet: 'policy.WithOrigins("https://app.example.com")',
      fastapi: 'CORSMiddleware, allow_origins=["https://app.example.com"]',
    },
  },
  {
    subject: SECRETS,
    requirements:
      'no-secret-echo no-secret-in-claims no-secret-hash no-secret-fragment no-internal-credentials',
    advice:
      'Never put the request, the client record or the message of a parser into a response or a token. Build both from named values. If it is released, change the secrets that were shown.',
    code: {
      nestjs:
        "// directly after the parser\napp.use((error, request, response, next) =>\n  response.status(error.status ?? 500).json({ message: 'The body cannot be read.' }))",
      spring: 'server.error.include-message=never',
      fastapi: '# RequestValidationError: do not return error.body or error.errors()',
    },
  },
  {
    subject: SECRETS,
    requirements: 'no-stack-trace no-version-header',
    advice: 'Switch off error pages for developers and version headers in production.',
    code: {
      nestjs: "app.getHttpAdapter().getInstance().disable('x-powered-by')",
      express: "NODE_ENV=production\napp.disable('x-powered-by')",
      spring: 'server.error.include-stacktrace=never',
      aspnet:
        'builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false); // and UseExceptionHandler',
      fastapi: 'uvicorn app:app --no-server-header # and debug=False',
    },
  },
  {
    subject: SECRETS,
    requirements: 'no-markup-echo',
    advice:
      'Answer an API in JSON. A page that repeats a value of the request must write it in escapes, as templates do by default.',
    code: {
      express: 'response.status(401).json({ message })',
      spring: 'HtmlUtils.htmlEscape(clientId)',
      fastapi: 'html.escape(client_id)',
    },
  },
  {
    subject: SECRETS,
    requirements: 'input-not-evaluated',
    advice:
      'Give the values of a request to a template as parameters. Never make them a part of the template, of a message that is filled in later, or of code.',
    code: {
      express: "response.render('refused', { clientId })",
      spring: "context.buildConstraintViolationWithTemplate('{unknown.client}')",
      fastapi: 'template.render(client_id=client_id)',
    },
  },
  {
    subject: SECRETS,
    requirements: 'no-token-in-trace',
    advice: 'Refuse TRACE in the proxy and in the server: it repeats the Authorization header.',
  },
]
