package org.medley.jobs.notice;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.settings.Section;

/** Reads the block {@code notify}. */
public final class NoticeSection {
  private NoticeSection() {}

  /**
   * What {@code site} says of notices; problems are noted.
   *
   * @param folder what paths of token files are relative to
   */
  public static NoticeSettings read(Section site, Path folder) {
    try (Section block = site.section("notify")) {
      List<String> kinds = NoticeSettings.KINDS;
      Optional<Target> incidents = Optional.empty();
      if (block.has("incidents")) {
        try (Section section = block.section("incidents")) {
          incidents = target(section, folder);
          kinds = kinds(section);
        }
      }
      Optional<Target> lineage = Optional.empty();
      String namespace = NoticeSettings.NONE.namespace();
      if (block.has("lineage")) {
        try (Section section = block.section("lineage")) {
          lineage = target(section, folder);
          namespace = section.text("namespace", namespace);
        }
      }
      return new NoticeSettings(incidents, kinds, lineage, namespace);
    }
  }

  private static List<String> kinds(Section section) {
    List<String> kinds = section.texts("kinds", NoticeSettings.KINDS);
    for (String kind : kinds) {
      if (!NoticeSettings.KINDS.contains(kind)) {
        section.problem("kinds", "names '" + kind + "'", "use some of " + NoticeSettings.KINDS);
      }
    }
    return kinds;
  }

  private static Optional<Target> target(Section section, Path folder) {
    boolean hasUrl = section.has("url");
    boolean hasCommand = section.has("command");
    Optional<Path> token = section.value("token-file").map(file -> folder.resolve(file.asText()));
    List<String> command = section.texts("command", List.of());
    String url = section.text("url", "");
    if (hasUrl == hasCommand) {
      section.problem(
          "url",
          hasUrl ? "stands beside command" : "is missing",
          "give either url, which JSON is posted to, or command, which gets it on standard input");
      return Optional.empty();
    }
    if (hasCommand) {
      return Optional.of(new Target(Optional.empty(), token, command));
    }
    return section.attempt(
        "url",
        Optional.empty(),
        () -> Optional.of(new Target(Optional.of(http(url)), token, List.of())));
  }

  private static URI http(String url) {
    URI uri = URI.create(url);
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw new IllegalArgumentException("is no web address; write https://host/path");
    }
    return uri;
  }
}
