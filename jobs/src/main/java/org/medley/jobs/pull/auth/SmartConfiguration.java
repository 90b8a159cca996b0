package org.medley.jobs.pull.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Addresses;
import org.medley.jobs.pull.http.Call;
import org.medley.jobs.pull.http.Client;
import org.medley.jobs.pull.http.Response;

/**
 * What a server says of its authorisation, in {@code .well-known/smart-configuration}.
 *
 * @param tokenUrl where tokens are
 * @param granular whether it knows scopes such as {@code system/*.rs}
 */
record SmartConfiguration(URI tokenUrl, boolean granular) {
  private static final int MOST_BYTES = 1 << 20;

  /**
   * That of the server at {@code base}.
   *
   * @throws MedleyException with exit code 69 if it has none, or none that can be read
   */
  static SmartConfiguration of(URI base, Client client) {
    URI address =
        URI.create(base.toString().replaceAll("/+$", "") + "/.well-known/smart-configuration");
    try (Response response = client.open(Call.get(address, "application/json", Call.Access.OPEN))) {
      if (!response.ok()) {
        throw none(address, "answers " + response.status(), null);
      }
      JsonNode said = new ObjectMapper().readTree(response.text(MOST_BYTES));
      String token = said.path("token_endpoint").asText("");
      if (token.isEmpty()) {
        throw none(address, "names no token_endpoint", null);
      }
      boolean granular = false;
      for (JsonNode capability : said.path("capabilities")) {
        granular |= capability.asText().equals("permission-v2");
      }
      return new SmartConfiguration(Addresses.resolve(address, token), granular);
    } catch (IOException e) {
      throw none(address, "cannot be read", e);
    }
  }

  /** The scope to ask for where the site names none. */
  String scope() {
    return granular ? "system/*.rs" : "system/*.read";
  }

  /** Where the site itself says where tokens are. */
  static Optional<SmartConfiguration> stated(AuthSettings settings) {
    return settings.tokenUrl().map(url -> new SmartConfiguration(url, false));
  }

  private static MedleyException none(URI address, String what, Exception cause) {
    return new MedleyException(
        ExitCode.UNSUPPORTED,
        Addresses.shown(address) + " " + what,
        "write auth.token-url, or leave auth out for an open server",
        cause);
  }
}
