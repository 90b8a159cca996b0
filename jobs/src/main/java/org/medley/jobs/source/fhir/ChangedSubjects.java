package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;

/**
 * The people of a source whose events may differ since some load: those about whom a resource came,
 * changed or went, and those who are linked to another subject than before, with everybody who is or
 * was the same subject as one of them.
 *
 * @param keys the source's keys of the people: source_subject_id
 * @param subjects the subjects that they are or were: subject_id
 */
public record ChangedSubjects(Dataset<Row> keys, Dataset<Row> subjects) {

  /**
   * Who changed after load {@code seen}.
   *
   * @param resources under {@code clinical.resources}, of this source
   * @param versions under {@code clinical.resource_versions}, of this source
   * @param types types that events are made of; others are passed over
   * @param linksBefore under {@code clinical.subject_links}, of this source, as last used
   * @param links the same, now
   * @return empty if a resource changed that is about nobody, so that anybody may be concerned
   */
  public static Optional<ChangedSubjects> since(
      long seen,
      Dataset<Row> resources,
      Dataset<Row> versions,
      Set<String> types,
      Dataset<Row> linksBefore,
      Dataset<Row> links) {
    Column used = col(Resources.TYPE).isin(types.toArray());
    Dataset<Row> changed =
        resources
            .where(used.and(col(Resources.LOAD).gt(seen)))
            .select(Resources.SUBJECT_KEY)
            .union(
                versions
                    .where(used.and(col(ResourceVersions.SUPERSEDED_LOAD).gt(seen)))
                    .where(not(col(ResourceVersions.DELETED)))
                    .select(Resources.SUBJECT_KEY))
            .distinct();
    return changed.where(col(Resources.SUBJECT_KEY).isNull()).isEmpty()
        ? Optional.of(of(changed.toDF(SubjectLinks.SOURCE_SUBJECT_ID), linksBefore, links))
        : Optional.empty();
  }

  private static ChangedSubjects of(
      Dataset<Row> changed, Dataset<Row> linksBefore, Dataset<Row> links) {
    Dataset<Row> before = pairs(linksBefore);
    Dataset<Row> now = pairs(links);
    Dataset<Row> keys =
        changed
            .union(before.except(now).select(SubjectLinks.SOURCE_SUBJECT_ID))
            .union(now.except(before).select(SubjectLinks.SOURCE_SUBJECT_ID));
    Dataset<Row> either = before.union(now).distinct();
    Dataset<Row> subjects = matching(either, keys).select(SubjectLinks.SUBJECT_ID);
    Dataset<Row> same = matching(either, subjects).select(SubjectLinks.SOURCE_SUBJECT_ID);
    Dataset<Row> all = keys.union(same).distinct().persist();
    return new ChangedSubjects(
        all, matching(either, all).select(SubjectLinks.SUBJECT_ID).distinct());
  }

  private static Dataset<Row> pairs(Dataset<Row> links) {
    return links.select(SubjectLinks.SOURCE_SUBJECT_ID, SubjectLinks.SUBJECT_ID);
  }

  private static Dataset<Row> matching(Dataset<Row> links, Dataset<Row> some) {
    return links.join(some, some.columns(), "left_semi");
  }

  /** How many people. Runs a job the first time. */
  public long count() {
    return keys.count();
  }

  /** Those of {@code resources} that are about these people. */
  public Dataset<Row> of(Dataset<Row> resources) {
    Dataset<Row> own = keys.toDF(Resources.SUBJECT_KEY);
    return resources.join(broadcast(own), new String[] {Resources.SUBJECT_KEY}, "left_semi");
  }

  /** Frees what was kept. */
  public void release() {
    keys.unpersist();
  }
}
