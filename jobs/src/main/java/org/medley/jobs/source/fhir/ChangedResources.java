package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.lake.Checkpoints;
import org.medley.jobs.source.Slice;

/**
 * The resources of a source whose events may differ since some load: those that came, changed or
 * went; those about people who are another subject than before; and those that look up what may be
 * another now.
 *
 * @param resources the source's slice of {@code clinical.resources}
 * @param versions the source's slice of {@code clinical.resource_versions}
 * @param mapping how events are made
 * @param looking the resource types that looked something up, as far as the lake holds events
 */
public record ChangedResources(
    Slice resources, Slice versions, EventMapping mapping, Set<String> looking) {
  private static final String SUBJECT = "subject";

  /**
   * What may differ after load {@code seen}: one row per resource, type and id. Computed at once.
   *
   * @param linksBefore under {@code clinical.subject_links}, of this source, as last used; empty:
   *     they are the same now
   * @param links the same, now
   */
  public Dataset<Row> since(long seen, Optional<Dataset<Row>> linksBefore, Dataset<Row> links) {
    Dataset<Row> changed = changed(seen).transform(Checkpoints::of);
    Set<String> types = types(changed);
    List<Dataset<Row>> keys = new ArrayList<>();
    keys.add(changed);
    linksBefore
        .map(before -> relinked(before, links).transform(Checkpoints::of))
        .filter(people -> !people.isEmpty())
        .ifPresent(people -> keys.add(about(people, mapping.types(EventMapping.SUFFIX))));
    if (!looking.isEmpty() && meet(types, mapping.types(EventMapping.ENCOUNTERS))) {
      keys.add(about(changed.select(Resources.SUBJECT_KEY), looking));
    }
    if (!looking.isEmpty() && meet(types, mapping.types(EventMapping.CODES))) {
      keys.add(ofTypes(looking));
    }
    return keys.stream()
        .map(rows -> rows.select(Resources.TYPE, Resources.ID))
        .reduce(Dataset::union)
        .orElseThrow()
        .where(col(Resources.TYPE).isin(mapping.types(EventMapping.SUFFIX).toArray()))
        .distinct()
        .transform(Checkpoints::of);
  }

  private Dataset<Row> changed(long seen) {
    return key(resources.rowsFrom(Resources.LOAD, seen + 1))
        .union(key(versions.rowsFrom(ResourceVersions.SUPERSEDED_LOAD, seen + 1)));
  }

  private static Set<String> types(Dataset<Row> resources) {
    return resources.select(Resources.TYPE).distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean meet(Set<String> some, Set<String> others) {
    return some.stream().anyMatch(others::contains);
  }

  /** Those whom the links tell otherwise than before. */
  private static Dataset<Row> relinked(Dataset<Row> before, Dataset<Row> now) {
    return pairs(before)
        .join(
            pairs(now).withColumnRenamed(SubjectLinks.SUBJECT_ID, SUBJECT),
            new String[] {SubjectLinks.SOURCE_SUBJECT_ID},
            "full")
        .where(not(col(SubjectLinks.SUBJECT_ID).eqNullSafe(col(SUBJECT))))
        .select(col(SubjectLinks.SOURCE_SUBJECT_ID).as(Resources.SUBJECT_KEY));
  }

  private static Dataset<Row> pairs(Dataset<Row> links) {
    return links.select(SubjectLinks.SOURCE_SUBJECT_ID, SubjectLinks.SUBJECT_ID);
  }

  /** All resources and versions of {@code types} that are about {@code people}. */
  private Dataset<Row> about(Dataset<Row> people, Set<String> types) {
    Dataset<Row> some = people.where(col(Resources.SUBJECT_KEY).isNotNull()).distinct();
    return ofTypes(types).join(some, new String[] {Resources.SUBJECT_KEY}, "left_semi");
  }

  private Dataset<Row> ofTypes(Set<String> types) {
    return key(resources.rows())
        .union(key(versions.rows()))
        .where(col(Resources.TYPE).isin(types.toArray()));
  }

  private static Dataset<Row> key(Dataset<Row> rows) {
    return rows.select(Resources.TYPE, Resources.ID, Resources.SUBJECT_KEY);
  }
}
