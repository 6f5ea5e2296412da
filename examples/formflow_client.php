<?php

/**
 * A client of the Formflow API, to copy: PHP 8.1 or later, no package and no extension but json and openssl.
 *
 * It logs in once, renews the token before it expires and once after a 401, waits out 429 as Retry-After says, retries
 * failures with growing pauses, and follows no redirect. A PHP program makes one call after the other.
 */

declare(strict_types=1);

final class FormflowError extends Exception
{
}

final class FormflowClient
{
    /** Of a lifetime is used: a call may take some time to arrive. */
    private const SHARE = 0.8;
    private const ATTEMPTS = 4;
    private const TIMEOUT_S = 10;

    private readonly string $base;
    private ?string $token = null;
    private float $freshUntil = 0.0;

    public function __construct(
        string $baseUrl,
        private readonly string $clientId,
        private readonly string $clientSecret,
        private readonly string $organizationId,
        private readonly ?string $caFile = null,
    ) {
        $this->base = rtrim($baseUrl, '/');
    }

    /** GET with a token; the answer is a success. Returns its body. */
    public function get(string $path): string
    {
        $status = 0;
        for ($renewals = 0; $renewals <= 1; $renewals++) {
            $token = $this->currentToken();
            [$status, $body] = $this->send('GET', $path, ["Authorization: Bearer $token"]);
            if ($status === 200) {
                return $body;
            }
            if ($status !== 401) {
                break;
            }
            // Revoked, or the keys of the API have changed.
            $this->token = null;
        }
        throw new FormflowError("GET failed with status $status");
    }

    private function currentToken(): string
    {
        // A clock that nobody sets. The clock of the server does not matter.
        if ($this->token === null || hrtime(true) / 1e9 >= $this->freshUntil) {
            $this->login();
        }
        return $this->token;
    }

    private function login(): void
    {
        $this->token = null;
        [$status, $body] = $this->send('POST', '/api/token', ['Content-Type: application/json'], json_encode([
            'clientId' => $this->clientId,
            'clientSecret' => $this->clientSecret,
            'organizationId' => $this->organizationId,
        ], JSON_THROW_ON_ERROR));
        if ($status !== 200) {
            throw new FormflowError("login failed with status $status");
        }
        $answer = json_decode($body);
        if (!is_object($answer)) {
            throw new FormflowError('login: the answer is no JSON object');
        }
        $token = $answer->token ?? null;
        $seconds = $answer->expires_in ?? null;
        $type = $answer->token_type ?? null;
        if (!is_string($token) || $token === '') {
            throw new FormflowError('login: there is no token');
        }
        if (!is_string($type) || strtolower($type) !== 'bearer' || !(is_int($seconds) || is_float($seconds))) {
            throw new FormflowError('login: another token_type, or no expires_in');
        }
        $this->freshUntil = hrtime(true) / 1e9 + $seconds * self::SHARE;
        $this->token = $token;
    }

    /** @return array{int, string} status and body */
    private function send(string $method, string $path, array $headers, string $content = ''): array
    {
        for ($attempt = 1; ; $attempt++) {
            $wait = 0.2 * 2 ** ($attempt - 1);
            $answer = $this->sendOnce($method, $path, $headers, $content);
            if ($answer === null) {
                if ($attempt === self::ATTEMPTS) {
                    throw new FormflowError('no answer, or one that was cut off');
                }
            } else {
                [$status, $body, $retryAfter] = $answer;
                if ($attempt === self::ATTEMPTS || ($status !== 429 && $status < 500)) {
                    return [$status, $body];
                }
                $wait = $retryAfter ?? $wait;
            }
            usleep((int) ($wait * 1e6));
        }
    }

    /** @return array{int, string, ?float}|null status, body and seconds of Retry-After; null without a whole answer */
    private function sendOnce(string $method, string $path, array $headers, string $content): ?array
    {
        $context = stream_context_create([
            'http' => [
                'method' => $method,
                'header' => ['Accept: application/json', 'Connection: close', ...$headers],
                'content' => $content,
                'protocol_version' => 1.1,
                'timeout' => self::TIMEOUT_S,
                'ignore_errors' => true,
                'follow_location' => 0,
            ],
            // Certificates are verified; a file with a further authority is optional.
            'ssl' => $this->caFile === null ? [] : ['cafile' => $this->caFile],
        ]);
        $body = @file_get_contents($this->base . $path, false, $context);
        $lines = $http_response_header ?? [];
        if ($body === false || !preg_match('#^HTTP/1\.\d (\d{3})#', $lines[0] ?? '', $found)) {
            return null;
        }
        $length = self::header($lines, 'content-length');
        if ($length !== null && strlen($body) < (int) $length) {
            return null;
        }
        return [(int) $found[1], $body, self::seconds(self::header($lines, 'retry-after'))];
    }

    private static function header(array $lines, string $name): ?string
    {
        foreach ($lines as $line) {
            if (stripos($line, "$name:") === 0) {
                return trim(substr($line, strlen($name) + 1));
            }
        }
        return null;
    }

    /** Retry-After: seconds, or a date. */
    private static function seconds(?string $value): ?float
    {
        if ($value === null || ctype_digit($value)) {
            return $value === null ? null : (float) $value;
        }
        $until = strtotime($value);
        return $until === false ? null : max(0.0, $until - microtime(true));
    }
}

// The task of a certification: so many calls, exit code 0 if all succeeded.
$env = static fn (string $name): ?string => getenv($name) === false ? null : getenv($name);
$client = new FormflowClient(
    $env('FORMFLOW_BASE_URL'),
    $env('FORMFLOW_CLIENT_ID'),
    $env('FORMFLOW_CLIENT_SECRET'),
    $env('FORMFLOW_ORGANIZATION_ID'),
    $env('FORMFLOW_CA_FILE'),
);
$failed = false;
for ($left = (int) ($env('FORMFLOW_CALLS') ?? '1'); $left > 0; $left--) {
    try {
        $client->get($env('FORMFLOW_PROTECTED_PATH'));
    } catch (FormflowError $error) {
        fwrite(STDERR, $error->getMessage() . "\n");
        $failed = true;
    }
}
exit($failed ? 1 : 0);
