package org.medley.jobs.source.fhir;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.medley.jobs.source.SourceInput;

/**
 * When the extracts that files belong to were made: a pull puts each extract into a folder that is
 * named after the server's transaction time.
 *
 * @param fallback time of files in no such folder: what the source's option says, else the end of
 *     the logical date
 */
record ExtractTimes(Instant fallback) implements Serializable {
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  static ExtractTimes of(SourceInput input) {
    Instant asOf = input.history().asOf();
    return new ExtractTimes(input.settings().extractTime(asOf).orElse(asOf));
  }

  /** When the extract of {@code file}, a path below the source's folder, was made. */
  Instant of(String file) {
    int end = file.indexOf('/');
    if (end < 0) {
      return fallback;
    }
    try {
      return FOLDER.parse(file.substring(0, end), Instant::from);
    } catch (DateTimeParseException e) {
      return fallback;
    }
  }
}
