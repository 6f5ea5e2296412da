import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * A client of the Formflow API, to copy: Java 17 or later, standard library only. Start it with {@code java
 * FormflowClient.java}.
 *
 * <p>It logs in once, shares the token among all threads, renews it before it expires and once after a 401, waits out
 * 429 as Retry-After says, retries failures with growing pauses, and follows no redirect.
 */
public class FormflowClient {
  /** Of a lifetime is used: a call may take some time to arrive. */
  private static final double SHARE = 0.8;

  private static final int ATTEMPTS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final String base;
  private final String login;
  private final HttpClient http;
  private String token;
  private long freshUntil;

  public FormflowClient(String baseUrl, String id, String secret, String organization, SSLContext tls) {
    base = baseUrl.replaceAll("/+$", "");
    login =
        "{\"clientId\":" + Json.quoted(id) + ",\"clientSecret\":" + Json.quoted(secret)
            + ",\"organizationId\":" + Json.quoted(organization) + "}";
    // Redirects are never followed, which is the default, and certificates are verified.
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
  }

  /** GET with a token; the answer is a success. */
  public String get(String path) throws Exception {
    int status = 0;
    for (int renewals = 0; renewals <= 1; renewals++) {
      String current = currentToken();
      HttpResponse<String> response =
          send(request(path).header("Authorization", "Bearer " + current).GET().build());
      status = response.statusCode();
      if (status == 200) return response.body();
      if (status != 401) break;
      forget(current);
    }
    throw new IOException("GET failed with status " + status);
  }

  /** Threads that need a new token at the same time wait for one login. */
  private synchronized String currentToken() throws Exception {
    // A clock that nobody sets. The clock of the server does not matter.
    if (token == null || System.nanoTime() - freshUntil >= 0) logIn();
    return token;
  }

  /** Revoked, or the keys of the API have changed. Another thread may have renewed it already. */
  private synchronized void forget(String refused) {
    if (refused.equals(token)) token = null;
  }

  private void logIn() throws Exception {
    HttpResponse<String> response =
        send(
            request("/api/token")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(login))
                .build());
    if (response.statusCode() != 200)
      throw new IOException("login failed with status " + response.statusCode());
    if (!(Json.parse(response.body()) instanceof Map<?, ?> answer))
      throw new IOException("login: the answer is no JSON object");
    if (!(answer.get("token") instanceof String issued) || issued.isEmpty())
      throw new IOException("login: there is no token");
    if (!(answer.get("token_type") instanceof String type)
        || !type.equalsIgnoreCase("bearer")
        || !(answer.get("expires_in") instanceof Double seconds))
      throw new IOException("login: another token_type, or no expires_in");
    freshUntil = System.nanoTime() + (long) (seconds * SHARE * 1e9);
    token = issued;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(TIMEOUT)
        .header("Accept", "application/json");
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    for (int attempt = 1; ; attempt++) {
      long wait = 200L << (attempt - 1);
      try {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        int status = response.statusCode();
        if (attempt == ATTEMPTS || (status != 429 && status < 500)) return response;
        wait = response.headers().firstValue("Retry-After").map(FormflowClient::waitOf).orElse(wait);
      } catch (SSLException error) {
        throw new IOException("the certificate is not trusted");
      } catch (IOException error) {
        if (attempt == ATTEMPTS)
          throw new IOException("no answer (" + error.getClass().getSimpleName() + ")");
      }
      Thread.sleep(wait);
    }
  }

  /** Retry-After in milliseconds: it has seconds, or a date. */
  private static long waitOf(String value) {
    if (value.matches("\\d+")) return Long.parseLong(value) * 1000;
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Math.max(0, Duration.between(Instant.now(), until).toMillis());
    } catch (DateTimeParseException error) {
      return 1000;
    }
  }

  /** The usual authorities, or those of a file. */
  private static SSLContext trusting(String caFile) throws Exception {
    if (caFile == null) return SSLContext.getDefault();
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    try (InputStream file = Files.newInputStream(Path.of(caFile))) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return tls;
  }

  /** The task of a certification: so many calls, so many at the same time, exit code 0 if all succeeded. */
  public static void main(String[] args) throws Exception {
    Map<String, String> env = System.getenv();
    FormflowClient client =
        new FormflowClient(
            env.get("FORMFLOW_BASE_URL"),
            env.get("FORMFLOW_CLIENT_ID"),
            env.get("FORMFLOW_CLIENT_SECRET"),
            env.get("FORMFLOW_ORGANIZATION_ID"),
            trusting(env.get("FORMFLOW_CA_FILE")));
    ExecutorService pool =
        Executors.newFixedThreadPool(Integer.parseInt(env.getOrDefault("FORMFLOW_PARALLEL", "1")));
    List<Future<Boolean>> calls = new ArrayList<>();
    Callable<Boolean> call =
        () -> {
          try {
            client.get(env.get("FORMFLOW_PROTECTED_PATH"));
            return true;
          } catch (Exception error) {
            System.err.println(error.getMessage());
            return false;
          }
        };
    for (int left = Integer.parseInt(env.getOrDefault("FORMFLOW_CALLS", "1")); left > 0; left--)
      calls.add(pool.submit(call));
    boolean succeeded = true;
    for (Future<Boolean> one : calls) succeeded &= one.get();
    System.exit(succeeded ? 0 : 1);
  }

  /** As much JSON as this client needs. Use the library of your project instead. */
  private static final class Json {
    private final String text;
    private int at;

    private Json(String text) {
      this.text = text;
    }

    static String quoted(String value) {
      StringBuilder out = new StringBuilder("\"");
      for (char c : value.toCharArray())
        if (c == '"' || c == '\\') out.append('\\').append(c);
        else if (c < 0x20 || c > 0x7e) out.append(String.format("\\u%04x", (int) c));
        else out.append(c);
      return out.append('"').toString();
    }

    /** @return a map, a list, a string, a Double, a Boolean or null */
    static Object parse(String text) throws IOException {
      try {
        Json json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.at != text.length()) throw new IOException("login: the answer is no JSON");
        return value;
      } catch (RuntimeException error) {
        throw new IOException("login: the answer is no JSON");
      }
    }

    private Object value() {
      space();
      switch (text.charAt(at)) {
        case '{':
          return object();
        case '[':
          return list();
        case '"':
          return string();
        case 't':
          return word("true", true);
        case 'f':
          return word("false", false);
        case 'n':
          return word("null", null);
        default:
          int start = at;
          while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
          return Double.valueOf(text.substring(start, at));
      }
    }

    private Map<String, Object> object() {
      Map<String, Object> members = new LinkedHashMap<>();
      at++;
      for (space(); text.charAt(at) != '}'; space()) {
        if (!members.isEmpty()) take(',');
        space();
        String name = string();
        space();
        take(':');
        members.put(name, value());
      }
      at++;
      return members;
    }

    private List<Object> list() {
      List<Object> items = new ArrayList<>();
      at++;
      for (space(); text.charAt(at) != ']'; space()) {
        if (!items.isEmpty()) take(',');
        items.add(value());
      }
      at++;
      return items;
    }

    private String string() {
      take('"');
      StringBuilder out = new StringBuilder();
      while (text.charAt(at) != '"') {
        char c = text.charAt(at++);
        if (c != '\\') out.append(c);
        else {
          char escape = text.charAt(at++);
          if (escape == 'u') {
            out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
            at += 4;
          } else {
            int known = "bfnrt".indexOf(escape);
            out.append(known < 0 ? escape : "\b\f\n\r\t".charAt(known));
          }
        }
      }
      at++;
      return out.toString();
    }

    private Object word(String word, Object value) {
      if (!text.startsWith(word, at)) throw new IllegalStateException();
      at += word.length();
      return value;
    }

    private void take(char wanted) {
      if (text.charAt(at++) != wanted) throw new IllegalStateException();
    }

    private void space() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }
  }
}
