package org.medley.jobs.pull.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Addresses;

/**
 * One answer of the status address that holds files; several make a manifest.
 *
 * @param uri where it came from
 * @param said the JSON
 * @param expires until when its links hold; empty where the server does not say
 */
record ManifestPage(URI uri, JsonNode said, Optional<Instant> expires) {

  /**
   * The page that {@code text} holds.
   *
   * @throws MedleyException with exit code 69 if it is no manifest
   */
  static ManifestPage read(URI uri, String text, Optional<Instant> expires) {
    try {
      JsonNode said = new ObjectMapper().readTree(text);
      ManifestPage page = new ManifestPage(uri, said, expires);
      if (said == null || !said.isObject() || !said.path("output").isArray()) {
        throw noManifest(uri, "without output", null);
      }
      page.transactionInstant();
      return page;
    } catch (JsonProcessingException e) {
      throw noManifest(uri, "that is not JSON", e);
    } catch (DateTimeException e) {
      throw noManifest(uri, "without a transactionTime that can be read", e);
    }
  }

  /** The server's time of the export, as it wrote it. */
  String transactionTime() {
    return said.path("transactionTime").asText("");
  }

  /** The same as an instant. */
  Instant transactionInstant() {
    return OffsetDateTime.parse(transactionTime()).toInstant();
  }

  /** The entries of a list; STU 4 calls the errors {@code outcome}. */
  JsonNode entries(RemoteFile.List list) {
    return list == RemoteFile.List.ERROR && said.path("outcome").isArray()
        ? said.path("outcome")
        : said.path(list.key());
  }

  /** Where the next page is. */
  Optional<URI> next() {
    for (JsonNode link : said.path("link")) {
      if (link.path("relation").asText().equals("next")) {
        return Optional.of(Addresses.resolve(uri, link.path("url").asText()));
      }
    }
    return Optional.empty();
  }

  /** What to say of a page that does not keep the standard. */
  static MedleyException noManifest(URI uri, String what, Exception cause) {
    return new MedleyException(
        ExitCode.UNSUPPORTED,
        Addresses.shown(uri) + " answers with a manifest " + what,
        "ask the server's operator: this is not FHIR Bulk Data Access",
        cause);
  }
}
