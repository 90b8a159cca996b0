package org.medley.jobs.pull.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Addresses;
import org.medley.jobs.pull.http.Authorization;
import org.medley.jobs.pull.http.Call;
import org.medley.jobs.pull.http.Client;
import org.medley.jobs.pull.http.Response;

/**
 * Access tokens by SMART Backend Services (HL7 SMART App Launch 2.2, asymmetric client
 * authentication): fetched when first wanted, and again before they run out or when the server
 * refuses one.
 */
public final class BackendServices implements Authorization {
  private static final Duration ASSERTION = Duration.ofMinutes(4);
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final long STANDARD_SECONDS = 300;
  private static final int MOST_BYTES = 1 << 20;

  private final AuthSettings settings;
  private final URI base;
  private final Client client;
  private final SigningKey key;
  private Optional<SmartConfiguration> configuration;
  private String token = "";
  private Instant renewal = Instant.EPOCH;

  /**
   * Tokens for the server at {@code base}, by a client that itself needs none.
   *
   * @throws MedleyException with exit code 78 if the key cannot be used
   */
  public BackendServices(AuthSettings settings, URI base, Client client) {
    this.settings = settings;
    this.base = base;
    this.client = client;
    this.key = SigningKey.read(settings);
    this.configuration = SmartConfiguration.stated(settings);
  }

  @Override
  public synchronized Optional<String> header() {
    if (!client.waiting().instant().isBefore(renewal)) {
      fetch();
    }
    return Optional.of("Bearer " + token);
  }

  @Override
  public synchronized boolean renew() {
    renewal = Instant.EPOCH;
    return true;
  }

  private void fetch() {
    SmartConfiguration server = configuration.orElseGet(() -> SmartConfiguration.of(base, client));
    configuration = Optional.of(server);
    URI url = server.tokenUrl();
    if (!Addresses.encrypted(url) && !Addresses.loopback(url)) {
      throw new MedleyException(
          ExitCode.PERMISSION,
          "the token address " + Addresses.shown(url) + " is unencrypted http",
          "use an https address");
    }
    Map<String, String> headers =
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");
    try (Response response =
        client.open(
            () ->
                Call.post(url, headers, form(server), Call.Access.OPEN, Call.Redirects.REFUSED))) {
      JsonNode answer = json(response.text(MOST_BYTES));
      token = answer.path("access_token").asText("");
      if (!response.ok() || token.isEmpty()) {
        throw refused(url, response.status(), answer.path("error").asText(""));
      }
      Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(STANDARD_SECONDS));
      Duration margin = MARGIN.compareTo(life.dividedBy(4)) < 0 ? MARGIN : life.dividedBy(4);
      renewal = client.waiting().instant().plus(life).minus(margin);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "the answer of " + Addresses.shown(url) + " broke off",
          "run the command again",
          e);
    }
  }

  private String form(SmartConfiguration server) {
    String scope =
        settings.scopes().isEmpty() ? server.scope() : String.join(" ", settings.scopes());
    return Map.of(
            "grant_type",
            "client_credentials",
            "scope",
            scope,
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion(server.tokenUrl()))
        .entrySet()
        .stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private String assertion(URI audience) {
    Instant now = client.waiting().instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.clientId())
            .subject(settings.clientId())
            .audience(audience.toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(ASSERTION)))
            .build();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(key.algorithm()).type(JOSEObjectType.JWT).keyID(key.id()).build(),
            claims);
    try {
      jwt.sign(key.signer());
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the key does not sign", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      JsonNode read = new ObjectMapper().readTree(text);
      return read == null ? new ObjectMapper().createObjectNode() : read;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // A page of a proxy holds no token: the caller says so with the status.
      return new ObjectMapper().createObjectNode();
    }
  }

  private static MedleyException refused(URI url, int status, String error) {
    String code = error.matches("[a-z_]{1,40}") ? ", " + error : "";
    return new MedleyException(
        ExitCode.PERMISSION,
        "no access token from " + Addresses.shown(url) + " (status " + status + code + ")",
        "check auth.client-id, the registered public key and auth.scopes");
  }
}
