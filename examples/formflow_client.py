"""A client of the Formflow API, to copy: Python 3.9 or later, standard library only.

It logs in once, shares the token among all threads, renews it before it expires and once after a 401, waits out 429
as Retry-After says, retries failures with growing pauses, and follows no redirect.
"""

import email.utils
import http.client
import json
import os
import ssl
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

SHARE = 0.8  # of a lifetime is used: a call may take some time to arrive
ATTEMPTS = 4
TIMEOUT_S = 10


class FormflowError(Exception):
    pass


class FormflowClient:
    def __init__(self, base_url, client_id, client_secret, organization_id, ca_file=None):
        self._base = urlsplit(base_url.rstrip("/"))
        self._credentials = {
            "clientId": client_id,
            "clientSecret": client_secret,
            "organizationId": organization_id,
        }
        # Certificates are verified; a file with a further authority is optional.
        self._tls = ssl.create_default_context()
        if ca_file:
            self._tls.load_verify_locations(ca_file)
        self._lock = threading.Lock()
        self._token = None
        self._fresh_until = 0.0
        self._connections = threading.local()

    def get(self, path):
        """GET with a token; the answer is a success. Returns its body."""
        status = 0
        for _ in range(2):
            token = self._current_token()
            status, body = self._send("GET", path, {"Authorization": "Bearer " + token})
            if status == 200:
                return body
            if status != 401:
                break
            # Revoked, or the keys of the API have changed. Another thread may have renewed it already.
            with self._lock:
                if self._token == token:
                    self._token = None
        raise FormflowError("GET failed with status %d" % status)

    def _current_token(self):
        # Threads that need a new token at the same time wait for one login.
        with self._lock:
            if self._token is None or time.monotonic() >= self._fresh_until:
                self._login()
            return self._token

    def _login(self):
        status, body = self._send(
            "POST",
            "/api/token",
            {"Content-Type": "application/json", "Accept": "application/json"},
            json.dumps(self._credentials).encode("utf-8"),
        )
        if status != 200:
            raise FormflowError("login failed with status %d" % status)
        try:
            answer = json.loads(body)
        except ValueError:
            raise FormflowError("login: the answer is no JSON") from None
        if not isinstance(answer, dict):
            raise FormflowError("login: the answer is no object")
        token, seconds = answer.get("token"), answer.get("expires_in")
        if not isinstance(token, str) or not token:
            raise FormflowError("login: there is no token")
        if str(answer.get("token_type")).lower() != "bearer" or not isinstance(seconds, (int, float)):
            raise FormflowError("login: another token_type, or no expires_in")
        # A clock that nobody sets. The clock of the server does not matter.
        self._fresh_until = time.monotonic() + seconds * SHARE
        self._token = token

    def _send(self, method, path, headers, body=None):
        for attempt in range(1, ATTEMPTS + 1):
            wait = 0.2 * 2 ** (attempt - 1)
            try:
                status, answer, retry_after = self._send_once(method, path, headers, body)
                if attempt == ATTEMPTS or (status != 429 and status < 500):
                    return status, answer
                wait = wait if retry_after is None else retry_after
            except ssl.SSLCertVerificationError:
                raise FormflowError("the certificate is not trusted") from None
            except (OSError, http.client.HTTPException) as error:
                self._close()
                if attempt == ATTEMPTS:
                    raise FormflowError("no answer (%s)" % type(error).__name__) from None
            time.sleep(wait)

    def _send_once(self, method, path, headers, body):
        connection = self._connection()
        connection.request(method, self._base.path + path, body=body, headers=headers)
        response = connection.getresponse()
        answer = response.read()
        return response.status, answer, seconds_of(response.getheader("Retry-After"))

    def _connection(self):
        """Each thread keeps a connection."""
        if getattr(self._connections, "open", None) is None:
            base = self._base
            self._connections.open = (
                http.client.HTTPSConnection(base.hostname, base.port, timeout=TIMEOUT_S, context=self._tls)
                if base.scheme == "https"
                else http.client.HTTPConnection(base.hostname, base.port, timeout=TIMEOUT_S)
            )
        return self._connections.open

    def _close(self):
        if getattr(self._connections, "open", None) is not None:
            self._connections.open.close()
        self._connections.open = None


def seconds_of(value):
    """Retry-After: seconds, or a date."""
    if not value:
        return None
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def main():
    """The task of a certification: so many calls, so many at the same time, exit code 0 if all succeeded."""
    env = os.environ
    client = FormflowClient(
        env["FORMFLOW_BASE_URL"],
        env["FORMFLOW_CLIENT_ID"],
        env["FORMFLOW_CLIENT_SECRET"],
        env["FORMFLOW_ORGANIZATION_ID"],
        env.get("FORMFLOW_CA_FILE"),
    )

    def call(_):
        try:
            client.get(env["FORMFLOW_PROTECTED_PATH"])
            return True
        except FormflowError as error:
            print(error, file=sys.stderr)
            return False

    with ThreadPoolExecutor(int(env.get("FORMFLOW_PARALLEL", "1"))) as pool:
        succeeded = list(pool.map(call, range(int(env.get("FORMFLOW_CALLS", "1")))))
    return 0 if all(succeeded) else 1


if __name__ == "__main__":
    sys.exit(main())
