import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As tutorials write it: java.net.http, a regular expression instead of a JSON library, a token for ever. */
public class HttpClientTaught {
  public static void main(String[] args) throws Exception {
    String base = System.getenv("FORMFLOW_BASE_URL");
    HttpClient client = HttpClient.newHttpClient();
    String body =
        String.format(
            "{\"clientId\":\"%s\",\"clientSecret\":\"%s\",\"organizationId\":\"%s\"}",
            System.getenv("FORMFLOW_CLIENT_ID"),
            System.getenv("FORMFLOW_CLIENT_SECRET"),
            System.getenv("FORMFLOW_ORGANIZATION_ID"));
    HttpResponse<String> login =
        client.send(
            HttpRequest.newBuilder(URI.create(base + "/api/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    Matcher found = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(login.body());
    if (!found.find()) throw new IllegalStateException("no token: " + login.body());
    for (int left = Integer.parseInt(System.getenv("FORMFLOW_CALLS")); left > 0; left--) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(base + System.getenv("FORMFLOW_PROTECTED_PATH")))
                  .header("Authorization", "Bearer " + found.group(1))
                  .build(),
              BodyHandlers.ofString());
      if (response.statusCode() != 200)
        throw new IllegalStateException("status " + response.statusCode());
    }
  }
}
