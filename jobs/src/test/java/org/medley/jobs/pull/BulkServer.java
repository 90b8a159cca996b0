package org.medley.jobs.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.medley.jobs.pull.Loopback.Answer;
import org.medley.jobs.pull.Loopback.Asked;

/**
 * A FHIR Bulk Data server for tests. It answers every export with the files that it was given, and
 * has a switch for each way in which real servers differ or fail; single answers are scripted at
 * its {@link Loopback}.
 */
final class BulkServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A file that is exported. */
  record Exported(String list, String type, String text, Integer count) {}

  private final Loopback web = new Loopback();
  private final FakeTime time;
  private final List<Exported> files = new ArrayList<>();
  private final Map<String, Instant> tokens = new HashMap<>();
  private final Set<String> assertions = new HashSet<>();
  private final Map<String, JsonNode> manifests = new LinkedHashMap<>();
  private JWK publicKey;
  private URI fileHost = web.uri("");
  private int jobs;
  private int links;

  String transactionTime = "2026-02-28T22:00:00.123+01:00";
  String errors = "error";
  boolean knowsPost = true;
  boolean gzip;
  boolean ranges = true;
  boolean requiresToken = true;
  boolean freshLinks;
  boolean pages;
  Duration tokenLife = Duration.ofMinutes(5);

  BulkServer(FakeTime time) {
    this.time = time;
    web.standard(this::answer);
  }

  Loopback web() {
    return web;
  }

  URI base() {
    return web.uri("/fhir");
  }

  /** From now on only this key's owner gets a token, and nothing is had without one. */
  BulkServer trusts(JWK key) {
    publicKey = key;
    return this;
  }

  BulkServer filesAt(URI host) {
    fileHost = host;
    return this;
  }

  BulkServer exports(String type, String... lines) {
    return counted("output", type, lines.length, lines);
  }

  BulkServer counted(String list, String type, Integer count, String... lines) {
    files.add(new Exported(list, type, String.join("\n", lines) + "\n", count));
    return this;
  }

  BulkServer nothing() {
    files.clear();
    return this;
  }

  List<Asked> kickOffs() {
    return web.asked().stream().filter(request -> request.path().endsWith("$export")).toList();
  }

  /** The Parameters of a kick-off, by name; values as they stand. */
  static Map<String, List<String>> parameters(Asked kickOff) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    json(kickOff.body())
        .path("parameter")
        .forEach(
            one ->
                all.computeIfAbsent(one.path("name").asText(), any -> new ArrayList<>())
                    .add(
                        one.has("valueReference")
                            ? one.path("valueReference").path("reference").asText()
                            : one.path("valueInstant").asText(one.path("valueString").asText())));
    return all;
  }

  private Answer answer(Asked request) {
    String path = request.path();
    if (path.equals("/fhir/.well-known/smart-configuration")) {
      return Answer.of(
          200,
          "{\"token_endpoint\":\""
              + web.uri("/token")
              + "\",\"capabilities\":[\"permission-v2\"]}");
    }
    if (path.equals("/token")) {
      return token(request);
    }
    boolean open = path.startsWith("/files/") && !requiresToken;
    if (publicKey != null && !open && !authorised(request)) {
      return Answer.of(401, "");
    }
    if (path.endsWith("/$export")) {
      return request.method().equals("POST") && !knowsPost
          ? Answer.of(405, "")
          : Answer.of(202, "", "Content-Location", web.uri("/fhir/status/" + ++jobs).toString());
    }
    if (path.startsWith("/fhir/status/")) {
      return request.method().equals("DELETE") ? Answer.of(202, "") : manifest(path);
    }
    return path.startsWith("/files/") ? file(request) : Answer.of(404, "");
  }

  private boolean authorised(Asked request) {
    return request
        .header("Authorization")
        .map(value -> tokens.get(value.replaceFirst("^Bearer ", "")))
        .map(until -> time.instant().isBefore(until))
        .orElse(false);
  }

  private Answer manifest(String path) {
    if (!manifests.containsKey(path) || freshLinks) {
      manifests.put(path, manifest());
    }
    ObjectNode whole = manifests.get(path).deepCopy();
    if (pages && whole.path("output").size() > 1) {
      boolean second = path.endsWith("-2");
      JsonNode output = whole.path("output");
      var part = whole.putArray("output");
      for (int i = 0; i < output.size(); i++) {
        if ((i == 0) != second) {
          part.add(output.get(i));
        }
      }
      if (second) {
        whole.putArray("deleted");
        whole.putArray(errors);
      } else {
        whole.putArray("link").addObject().put("relation", "next").put("url", path + "-2");
      }
    }
    return Answer.of(200, whole.toString());
  }

  private JsonNode manifest() {
    links++;
    ObjectNode manifest = MAPPER.createObjectNode();
    manifest.put("transactionTime", transactionTime);
    manifest.put("request", base() + "/$export");
    manifest.put("requiresAccessToken", requiresToken && publicKey != null);
    manifest.putArray("output");
    manifest.putArray("deleted");
    manifest.putArray(errors);
    for (int i = 0; i < files.size(); i++) {
      Exported file = files.get(i);
      String list = file.list().equals("error") ? errors : file.list();
      ObjectNode entry = manifest.withArray(list).addObject();
      entry.put("type", file.type());
      entry.put("url", fileHost.resolve("/files/" + i + "?signature=" + links).toString());
      if (file.count() != null) {
        entry.put("count", file.count());
      }
    }
    return manifest;
  }

  /** The bytes of a file as they would be sent. */
  byte[] bytes(int file, boolean compressed) {
    byte[] text = files.get(file).text().getBytes(StandardCharsets.UTF_8);
    return compressed ? gzipped(text) : text;
  }

  Answer file(Asked request) {
    int number = Integer.parseInt(request.path().substring("/files/".length()));
    boolean compressed = gzip && request.header("Accept-Encoding").orElse("").contains("gzip");
    byte[] body = bytes(number, compressed);
    List<String> headers = new ArrayList<>();
    if (compressed) {
      headers.addAll(List.of("Content-Encoding", "gzip"));
    }
    if (!ranges) {
      return Answer.bytes(200, body, headers.toArray(String[]::new));
    }
    String tag = "\"" + number + (compressed ? "-gz" : "") + "\"";
    headers.addAll(List.of("ETag", tag));
    String range = request.header("Range").orElse("");
    if (range.isEmpty() || !request.header("If-Range").orElse(tag).equals(tag)) {
      return Answer.bytes(200, body, headers.toArray(String[]::new));
    }
    int from = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
    headers.addAll(
        List.of("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length));
    return Answer.bytes(
        206, Arrays.copyOfRange(body, from, body.length), headers.toArray(String[]::new));
  }

  /** Checks the assertion as SMART Backend Services tells a server to. */
  private Answer token(Asked request) {
    try {
      Map<String, String> form = form(request.body());
      SignedJWT jwt = SignedJWT.parse(form.get("client_assertion"));
      JWSVerifier verifier =
          publicKey.getKeyType().getValue().equals("RSA")
              ? new RSASSAVerifier(publicKey.toRSAKey())
              : new ECDSAVerifier(publicKey.toECKey());
      var claims = jwt.getJWTClaimsSet();
      Instant end = claims.getExpirationTime().toInstant();
      boolean fine =
          jwt.verify(verifier)
              && publicKey.getKeyID().equals(jwt.getHeader().getKeyID())
              && claims.getIssuer().equals("medley-client")
              && claims.getSubject().equals("medley-client")
              && claims.getAudience().equals(List.of(web.uri("/token").toString()))
              && end.isAfter(time.instant())
              && !end.isAfter(time.instant().plus(Duration.ofMinutes(5)))
              && assertions.add(claims.getJWTID())
              && form.get("grant_type").equals("client_credentials")
              && form.get("client_assertion_type")
                  .equals("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      if (!fine) {
        return Answer.of(400, "{\"error\":\"invalid_client\"}");
      }
      String token = "token-" + (tokens.size() + 1);
      tokens.put(token, time.instant().plus(tokenLife));
      return Answer.of(
          200,
          "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":%d,\"scope\":\"%s\"}"
              .formatted(token, tokenLife.toSeconds(), form.get("scope")));
    } catch (java.text.ParseException | com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every token given so far is void. */
  void revoke() {
    tokens.replaceAll((token, until) -> Instant.EPOCH);
  }

  static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String part : body.split("&")) {
      String[] pair = part.split("=", 2);
      form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzipped(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    web.close();
  }
}
