package org.medley.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.pull.Loopback.Answer;
import org.medley.jobs.pull.Loopback.Asked;

class BulkAuthTest extends PullFixture {
  private static final RSAKey RSA = rsa(2048);
  private static final ECKey EC = ec(Curve.P_384);

  private static RSAKey rsa(int bits) {
    try {
      return new RSAKeyGenerator(bits, true).keyID("rsa-1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec(Curve curve) {
    try {
      return new ECKeyGenerator(curve).keyID("ec-1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private PullSettings secured(String keyFile, String more) {
    return super.settings("auth: {client-id: medley-client, key-file: " + keyFile + more + "}");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static String pem(PrivateKey key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  @Test
  void everyKindOfKeyAndFileSignsWhatTheServerAccepts() throws Exception {
    server.exports("Patient", ANNA);
    write("rsa.jwk", RSA.toJSONString());
    write("ec.jwks", new JWKSet(List.<JWK>of(RSA, EC)).toString(false));
    write("rsa.pem", pem(RSA.toPrivateKey()));
    write("ec.pem", pem(EC.toPrivateKey()));

    server.trusts(RSA.toPublicJWK());
    assertThat(pull(secured("rsa.jwk", ", algorithm: RS384"))).hasSize(1);
    assertThat(pull(secured("rsa.pem", ", key-id: rsa-1"))).hasSize(1);
    server.trusts(EC.toPublicJWK());
    assertThat(pull(secured("ec.jwks", ", key-id: ec-1, algorithm: ES384"))).hasSize(1);
    assertThat(pull(secured("ec.pem", ", key-id: ec-1"))).hasSize(1);

    List<Asked> tokens = server.web().asked("POST", "/token");
    assertThat(tokens)
        .hasSize(4)
        .extracting(BulkAuthTest::algorithm)
        .containsExactly("RS384", "RS384", "ES384", "ES384");
    assertThat(BulkServer.form(tokens.get(0).body())).containsEntry("scope", "system/*.rs");
    assertThat(tokens).noneMatch(token -> token.header("Authorization").isPresent());
    assertThat(server.web().asked("GET", "/files/0"))
        .allMatch(file -> file.header("Authorization").isPresent());
  }

  private static String algorithm(Asked token) {
    try {
      String assertion = BulkServer.form(token.body()).get("client_assertion");
      return SignedJWT.parse(assertion).getHeader().getAlgorithm().getName();
    } catch (java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aKeyThatDoesNotFitIsAProblemOfTheConfiguration() throws IOException {
    write("other.jwk", rsa(2048).toPublicJWK().toJSONString());
    write("curve.jwk", ec(Curve.P_256).toJSONString());
    write("rsa.jwk", RSA.toJSONString());
    write("old.pem", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");

    assertRefused(secured("other.jwk", ""), ExitCode.CONFIGURATION)
        .hasMessageContaining("0 private keys");
    assertRefused(secured("curve.jwk", ""), ExitCode.CONFIGURATION)
        .hasMessageContaining("another curve than P-384");
    assertRefused(secured("rsa.jwk", ", algorithm: ES384"), ExitCode.CONFIGURATION)
        .hasMessageContaining("is for RS384, not ES384");
    assertRefused(secured("old.pem", ", key-id: k"), ExitCode.CONFIGURATION)
        .hasMessageContaining("openssl pkcs8");
    assertRefused(secured("missing", ""), ExitCode.CONFIGURATION)
        .hasMessageContaining("cannot be read");
    assertThat(server.web().asked()).isEmpty();
  }

  @Test
  void aClientThatTheServerDoesNotKnowGetsNoToken() throws Exception {
    write("rsa.jwk", RSA.toJSONString());
    server.trusts(rsa(2048).toPublicJWK());

    assertRefused(secured("rsa.jwk", ""), ExitCode.PERMISSION)
        .hasMessageContaining("status 400, invalid_client");
  }

  @Test
  void aTokenGoesOnlyWhereTheManifestSaysThatItIsWanted() throws IOException {
    write("rsa.jwk", RSA.toJSONString());
    server.trusts(RSA.toPublicJWK()).exports("Patient", ANNA);
    server.requiresToken = false;

    pull(secured("rsa.jwk", ", token-url: \"" + server.web().uri("/token") + "\", scopes: [a, b]"));

    assertThat(server.web().asked("GET", "/files/0").get(0).header("Authorization")).isEmpty();
    assertThat(server.web().asked("GET", "/fhir/status/1").get(0).header("Authorization"))
        .isPresent();
    assertThat(server.web().asked("GET", "smart-configuration")).isEmpty();
    assertThat(BulkServer.form(server.web().asked("POST", "/token").get(0).body()))
        .containsEntry("scope", "a b");
  }

  @Test
  void aTokenStaysBehindWhereAFileIsElsewhere() throws IOException {
    write("rsa.jwk", RSA.toJSONString());
    server.trusts(RSA.toPublicJWK()).exports("Patient", ANNA);
    try (Loopback elsewhere = new Loopback()) {
      elsewhere.standard(any -> Answer.of(200, ANNA + "\n"));
      server
          .web()
          .next(
              "/files/0",
              Answer.of(307, "", "Location", elsewhere.uri("/blob?sig=secret").toString()));

      pull(secured("rsa.jwk", ""));

      assertThat(server.web().asked("GET", "/files/0").get(0).header("Authorization")).isPresent();
      assertThat(elsewhere.asked()).hasSize(1);
      assertThat(elsewhere.asked().get(0).header("Authorization")).isEqualTo(Optional.empty());
      assertThat(elsewhere.asked().get(0).query()).isEqualTo("sig=secret");
    }
  }

  @Test
  void anAssertionIsNotCarriedToAnotherAddress() throws IOException {
    write("rsa.jwk", RSA.toJSONString());
    server.trusts(RSA.toPublicJWK());
    server
        .web()
        .next("/token", Answer.of(307, "", "Location", server.web().uri("/other").toString()));

    assertRefused(secured("rsa.jwk", ""), ExitCode.PERMISSION)
        .hasMessageContaining("redirects a request that holds a secret");
    assertThat(server.web().asked("POST", "/other")).isEmpty();
  }

  @Test
  void aTokenIsRenewedBeforeItRunsOutAndWhenItIsRefused() throws IOException {
    write("rsa.jwk", RSA.toJSONString());
    server.trusts(RSA.toPublicJWK()).exports("Patient", ANNA).exports("Condition", FEVER);
    for (int i = 0; i < 20; i++) {
      server.web().next("/fhir/status/1", Answer.of(202, "", "Retry-After", "60"));
    }

    pull(secured("rsa.jwk", ""));

    int planned = server.web().asked("POST", "/token").size();
    assertThat(planned).isBetween(5, 6);
    assertThat(server.web().asked("GET", "/fhir/status/1")).hasSizeLessThanOrEqualTo(21 + planned);

    server.web().hook(this::revokeAtTheSecondFile);
    pull(secured("rsa.jwk", ""));
    assertThat(server.web().asked("POST", "/token")).hasSize(planned + 2);
  }

  private boolean revoked;

  private void revokeAtTheSecondFile(Asked request) {
    if (request.path().equals("/files/1") && !revoked) {
      revoked = true;
      server.revoke();
    }
  }

  @Test
  void aTokenThatRunsOutWhileAFileIsFetchedIsRenewedForTheRest() throws IOException {
    write("rsa.jwk", RSA.toJSONString());
    String big = "{\"resourceType\":\"Patient\",\"id\":\"" + "z".repeat(300_000) + "\"}";
    server.trusts(RSA.toPublicJWK()).exports("Patient", big);
    server
        .web()
        .next(
            "/files/0",
            request -> {
              time.pass(Duration.ofMinutes(10));
              return server.file(request).cutAfter(5_000);
            });

    List<Landed> landed = pull(secured("rsa.jwk", ""));

    assertThat(text(landed.get(0).name() + "/output/Patient-1.ndjson")).isEqualTo(big + "\n");
    assertThat(server.web().asked("POST", "/token")).hasSize(2);
    assertThat(server.web().asked("GET", "/files/0"))
        .extracting(request -> request.header("Authorization").orElse(""))
        .containsExactly("Bearer token-1", "Bearer token-2");
  }

  @Test
  void aTokenIsNotSentUnencryptedOverTheNetwork() throws IOException {
    write("rsa.jwk", RSA.toJSONString());
    server.trusts(RSA.toPublicJWK());
    server
        .web()
        .next(
            "/fhir/$export",
            Answer.of(202, "", "Content-Location", "http://ehr.example.org/status/1"));

    assertRefused(secured("rsa.jwk", ""), ExitCode.PERMISSION)
        .hasMessageContaining("over unencrypted http");
  }
}
