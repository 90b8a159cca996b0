package org.medley.jobs.pull;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.medley.jobs.pull.auth.AuthSettings;
import org.medley.jobs.pull.bulk.BulkSettings;
import org.medley.jobs.pull.bulk.Severity;
import org.medley.jobs.pull.download.DownloadSettings;
import org.medley.jobs.pull.http.Addresses;
import org.medley.jobs.pull.http.Limits;
import org.medley.jobs.settings.Section;

/** Reads the block {@code pull} of a source. */
public final class PullSection {
  private static final String FHIR = "fhir";
  private static final URI NOWHERE = URI.create("https://localhost");

  private final Section pull;
  private final UnaryOperator<String> files;

  private PullSection(Section pull, UnaryOperator<String> files) {
    this.pull = pull;
    this.files = files;
  }

  /**
   * The settings in {@code pull}, which is closed; problems are noted, and stand-ins returned.
   *
   * @param kind the format of the source: only FHIR is pulled from a FHIR server
   * @param files makes the path of a file absolute
   */
  public static PullSettings read(Section pull, String kind, UnaryOperator<String> files) {
    try (pull) {
      return new PullSection(pull, files).read(kind);
    }
  }

  private PullSettings read(String kind) {
    boolean downloads = pull.has("files") || pull.has("list");
    if (downloads && pull.has("url")) {
      pull.problem("url", "stands beside files or list", "use one way for a source");
    }
    if (downloads) {
      return new PullSettings(Optional.empty(), Optional.of(download()));
    }
    if (!kind.equals(FHIR)) {
      pull.problem(
          "files", "is missing", "name web addresses; only a source of kind fhir has a server");
    }
    return new PullSettings(Optional.of(bulk()), Optional.empty());
  }

  private DownloadSettings download() {
    List<URI> addresses = new ArrayList<>();
    pull.texts("files", List.of()).forEach(text -> addresses.add(address("files", text)));
    return new DownloadSettings(List.copyOf(addresses), address("list"), limits());
  }

  private BulkSettings bulk() {
    BulkSettings.Level level = pull.choice("level", BulkSettings.Level.SYSTEM);
    Optional<String> group = text("group");
    boolean named = group.filter(id -> id.matches("[A-Za-z0-9.-]{1,64}")).isPresent();
    if (level == BulkSettings.Level.GROUP && !named) {
      pull.problem("group", "is no id of a group", "name the group whose patients are pulled");
    }
    if (level != BulkSettings.Level.GROUP && group.isPresent()) {
      pull.problem("group", "stands at another level", "write 'level: group', or leave it out");
    }
    List<String> types = pull.texts("types", List.of());
    if (!types.stream().allMatch(type -> type.matches("[A-Z][A-Za-z]+"))) {
      pull.problem("types", "holds what is no resource type", "write [Patient, Observation]");
    }
    pull.required("url");
    return new BulkSettings(
        address("url").orElse(NOWHERE),
        level,
        group,
        types,
        pull.choice("since", BulkSettings.Since.AUTO),
        Spans.read(pull, "full-every"),
        pull.choice("worst-outcome", Severity.WARNING),
        pull.choice("counts", BulkSettings.Counts.CHECK),
        auth(),
        limits());
  }

  private Optional<AuthSettings> auth() {
    if (!pull.has("auth")) {
      return Optional.empty();
    }
    try (Section auth = pull.section("auth")) {
      Optional<URI> tokenUrl =
          auth.value("token-url").map(value -> address(auth, "token-url", value.asText()));
      return Optional.of(
          new AuthSettings(
              auth.required("client-id"),
              Path.of(files.apply(auth.required("key-file"))),
              auth.value("key-id").map(value -> value.asText()),
              tokenUrl,
              auth.texts("scopes", List.of()),
              Optional.ofNullable(
                  auth.one("algorithm", Map.of("RS384", "RS384", "ES384", "ES384"), null))));
    }
  }

  private Limits limits() {
    Limits standard = Limits.STANDARD;
    try (Section given = pull.section("timeouts")) {
      return new Limits(
          span(given, "connect", standard.connect()),
          span(given, "answer", standard.answer()),
          span(given, "idle", standard.idle()),
          span(given, "patience", standard.patience()),
          span(given, "give-up", standard.giveUp()),
          Math.toIntExact(
              Math.max(1, Math.min(100, given.integer("attempts", standard.attempts())))));
    }
  }

  private static Duration span(Section section, String key, Duration standard) {
    return Spans.read(section, key).orElse(standard);
  }

  private Optional<String> text(String key) {
    return pull.value(key).map(value -> value.asText());
  }

  private Optional<URI> address(String key) {
    return text(key).filter(text -> !text.isEmpty()).map(text -> address(key, text));
  }

  private URI address(String key, String text) {
    return address(pull, key, text);
  }

  private static URI address(Section section, String key, String text) {
    try {
      URI uri = new URI(text.strip());
      if (Addresses.isHttp(uri) && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      section.problem(key, "is no address", "write it as https://host/path");
      return NOWHERE;
    }
    section.problem(key, "is no http or https address", "write it as https://host/path");
    return NOWHERE;
  }
}
