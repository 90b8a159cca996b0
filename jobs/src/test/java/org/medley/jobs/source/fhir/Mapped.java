package org.medley.jobs.source.fhir;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.source.SourceSettings;

/**
 * All events of some resources, kept in memory.
 *
 * @param events both parts
 * @param mapping what is known of them
 */
record Mapped(Dataset<Row> events, MappedEvents mapping) {
  /** The events where nothing was ever replaced, by the views of the configuration. */
  static Mapped of(SourceSettings settings, Dataset<Row> resources, Dataset<Row> links) {
    MappedEvents mapping =
        new EventMapping(settings, Extract.views(), Extract.systems(), Extract.units())
            .map(ResourceHistory.of(resources), resources, links, links.count());
    Dataset<Row> plain = mapping.plain().localCheckpoint();
    Optional<Dataset<Row>> looked = mapping.looked().map(Dataset::localCheckpoint);
    return new Mapped(looked.map(plain::unionByName).orElse(plain), mapping);
  }

  List<MappedEvents.Skipped> skipped() {
    return mapping.skipped();
  }
}
