package org.medley.jobs.source;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * One source of {@code site.yaml}.
 *
 * @param name the source's name
 * @param kind the format, a key of {@link Sources}
 * @param path file, folder or glob, resolved; below the lake where the source is pulled
 * @param zone zone of times that state none
 * @param options the settings that only this format knows, already checked
 */
public record SourceSettings(
    String name, String kind, String path, ZoneId zone, Map<String, String> options)
    implements Serializable {
  /** Options that name a file or folder of the configuration. */
  public static final Set<String> FILES =
      Set.of("burden", "mapping", "pharmacogenes", "scores", "vocabularies");

  /** The option that says until when the extract saw everyone: an instant, or {@link #AS_OF}. */
  public static final String EXTRACT_TIME = "extract-time";

  /** What that option says where each night's extract saw everyone until its logical date ended. */
  public static final String AS_OF = "as-of";

  /**
   * Until when the extract saw everyone; empty: the site does not say.
   *
   * @param asOf end of the logical date
   * @throws MedleyException with exit code 78 if what the site says is neither
   */
  public Optional<Instant> extractTime(Instant asOf) {
    String stated = options.get(EXTRACT_TIME);
    try {
      return Optional.ofNullable(stated)
          .map(time -> time.equals(AS_OF) ? asOf : Instant.parse(time));
    } catch (DateTimeParseException e) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "site.yaml: sources.%s.%s: is '%s'".formatted(name, EXTRACT_TIME, stated),
          "write an instant such as 2024-06-01T00:00:00Z, or as-of where each night's extract holds"
              + " all until the end of its logical date",
          e);
    }
  }

  /** The same at another path. */
  public SourceSettings at(String other) {
    return new SourceSettings(name, kind, other, zone, options);
  }
}
