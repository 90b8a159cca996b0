package org.medley.jobs.step;

import java.time.ZoneId;
import java.util.Map;
import org.medley.jobs.control.Json;
import org.medley.jobs.source.SourceSettings;

/**
 * The settings of a source as the ledger keeps them, so that a lake can be worked on without a
 * site.
 */
public record SourceNote(
    String name, String kind, String path, String zone, Map<String, String> options) {

  /** The settings as a note. */
  static String of(SourceSettings settings) {
    return Json.write(
        new SourceNote(
            settings.name(),
            settings.kind(),
            settings.path(),
            settings.zone().getId(),
            settings.options()));
  }

  /** The settings that {@code note} keeps. */
  public static SourceSettings read(String note) {
    SourceNote kept = Json.read(note, SourceNote.class);
    return new SourceSettings(
        kept.name(), kept.kind(), kept.path(), ZoneId.of(kept.zone()), kept.options());
  }
}
