package org.medley.jobs.pull.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.medley.jobs.pull.http.Addresses;

/**
 * {@code manifest.json} of a landed extract: the server's manifest over all its pages, links
 * without their query, errors under {@code error}. Each entry also has the {@code file} of the
 * extract, its {@code bytes}, {@code sha256} and {@code lines}; what only Medley knows is under
 * {@code medley}: {@code scope}, {@code purpose} and {@code since}.
 */
final class LandedManifest {
  /** The file's name. */
  static final String FILE = "manifest.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String MEDLEY = "medley";
  private static final Set<String> MERGED = Set.of("output", "deleted", "error", "outcome", "link");

  private LandedManifest() {}

  /** The text of the manifest of a finished export. */
  static String text(Manifest manifest, JobState state) {
    ObjectNode landed = MAPPER.createObjectNode();
    JsonNode first = manifest.pages().get(0).said();
    first
        .properties()
        .forEach(
            field -> {
              if (!MERGED.contains(field.getKey())) {
                landed.set(field.getKey(), field.getValue());
              }
            });
    landed.put("transactionTime", manifest.transactionTime());
    for (RemoteFile.List list : RemoteFile.List.values()) {
      landed.putArray(list.key());
    }
    for (RemoteFile file : manifest.files()) {
      ((ArrayNode) landed.get(file.list().key())).add(entry(file, state.done().get(file.name())));
    }
    ObjectNode own = landed.putObject(MEDLEY);
    own.put("scope", state.scope());
    own.put("purpose", state.purpose().label());
    if (!state.since().isEmpty()) {
      own.put("since", state.since());
    }
    return landed.toPrettyString() + "\n";
  }

  private static ObjectNode entry(RemoteFile file, DoneFile done) {
    ObjectNode entry = file.entry().deepCopy();
    URI url = file.url();
    entry.put("url", Addresses.shown(url));
    entry.put("file", done.name());
    entry.put("bytes", done.bytes());
    entry.put("sha256", done.sha256());
    entry.put("lines", done.lines());
    return entry;
  }

  /** The transaction time in the text of a manifest, if it is of that scope and purpose. */
  static Optional<String> transactionTime(String text, String scope, Set<Purpose> purposes) {
    try {
      JsonNode landed = MAPPER.readTree(text);
      JsonNode own = landed.path(MEDLEY);
      boolean fits =
          own.path("scope").asText().equals(scope)
              && purposes.stream().anyMatch(p -> p.label().equals(own.path("purpose").asText()));
      return fits ? Optional.of(landed.path("transactionTime").asText()) : Optional.empty();
    } catch (JsonProcessingException e) {
      // Not written by Medley: nothing can be built on it.
      return Optional.empty();
    }
  }
}
