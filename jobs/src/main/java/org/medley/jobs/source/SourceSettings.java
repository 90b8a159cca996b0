package org.medley.jobs.source;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.Map;

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
  /** The option that says until when the extract saw everyone, as an instant. */
  public static final String EXTRACT_TIME = "extract-time";

  /** The same at another path. */
  public SourceSettings at(String other) {
    return new SourceSettings(name, kind, other, zone, options);
  }
}
