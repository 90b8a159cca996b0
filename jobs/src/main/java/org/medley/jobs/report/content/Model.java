package org.medley.jobs.report.content;

import java.util.List;

/**
 * The model that scored.
 *
 * @param family its family
 * @param version its identity
 * @param settings its settings by name
 * @param provenance what it was made from and with, by name
 */
public record Model(String family, String version, List<Entry> settings, List<Entry> provenance) {

  /** Entry of the provenance of an update: what was updated, how and on which data. */
  public static final String UPDATE = "update";

  /** Copies the lists. */
  public Model {
    settings = List.copyOf(settings);
    provenance = List.copyOf(provenance);
  }

  /** A name and its value. */
  public record Entry(String name, String value) {}
}
