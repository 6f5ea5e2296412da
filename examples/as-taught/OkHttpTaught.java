import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** As tutorials write it: OkHttp with an interceptor that logs in for each call. */
public class OkHttpTaught {
  static final String BASE = System.getenv("FORMFLOW_BASE_URL");
  static final OkHttpClient LOGINS = new OkHttpClient();

  static String login() throws java.io.IOException {
    String body =
        String.format(
            "{\"clientId\":\"%s\",\"clientSecret\":\"%s\",\"organizationId\":\"%s\"}",
            System.getenv("FORMFLOW_CLIENT_ID"),
            System.getenv("FORMFLOW_CLIENT_SECRET"),
            System.getenv("FORMFLOW_ORGANIZATION_ID"));
    Request request =
        new Request.Builder()
            .url(BASE + "/api/token")
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = LOGINS.newCall(request).execute()) {
      Matcher found = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(response.body().string());
      if (!found.find()) throw new java.io.IOException("no token");
      return found.group(1);
    }
  }

  public static void main(String[] args) throws Exception {
    OkHttpClient client =
        LOGINS
            .newBuilder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .header("Authorization", "Bearer " + login())
                            .build()))
            .build();
    for (int left = Integer.parseInt(System.getenv("FORMFLOW_CALLS")); left > 0; left--) {
      Request request =
          new Request.Builder().url(BASE + System.getenv("FORMFLOW_PROTECTED_PATH")).build();
      try (Response response = client.newCall(request).execute()) {
        if (!response.isSuccessful()) throw new IllegalStateException("status " + response.code());
      }
    }
  }
}
