package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
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
 * changed or went, and those who are linked to another subject than before, with everybody who is
 * or was the same subject as one of them.
 *
 * <p>Each is computed once, so that plans that use them stay small.
 *
 * @param keys the source's keys of the people: source_subject_id
 * @param subjects the subjects that they are or were: subject_id
 */
public record ChangedSubjects(Dataset<Row> keys, Dataset<Row> subjects) {
  private static final String BEFORE = "before_id";
  private static final String NOW = "now_id";
  private static final String CHANGED = "changed";

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
    Dataset<Row> both =
        pairs(linksBefore, BEFORE)
            .join(pairs(links, NOW), new String[] {SubjectLinks.SOURCE_SUBJECT_ID}, "full")
            .join(
                changed.withColumn(CHANGED, lit(true)),
                new String[] {SubjectLinks.SOURCE_SUBJECT_ID},
                "left")
            .localCheckpoint();
    Column concerned = col(CHANGED).or(not(col(BEFORE).eqNullSafe(col(NOW))));
    Dataset<Row> subjects = subjects(both.where(concerned));
    Dataset<Row> people =
        both.join(subjects.toDF(NOW), new String[] {NOW}, "left_semi")
            .unionByName(both.join(subjects.toDF(BEFORE), new String[] {BEFORE}, "left_semi"))
            .localCheckpoint();
    return new ChangedSubjects(
        people.select(SubjectLinks.SOURCE_SUBJECT_ID).distinct(), subjects(people));
  }

  private static Dataset<Row> pairs(Dataset<Row> links, String subject) {
    return links.select(
        col(SubjectLinks.SOURCE_SUBJECT_ID), col(SubjectLinks.SUBJECT_ID).as(subject));
  }

  private static Dataset<Row> subjects(Dataset<Row> both) {
    return both.select(explode(array(col(BEFORE), col(NOW))).as(SubjectLinks.SUBJECT_ID))
        .where(col(SubjectLinks.SUBJECT_ID).isNotNull())
        .distinct();
  }

  /** Those of {@code resources} that are about these people. */
  public Dataset<Row> of(Dataset<Row> resources) {
    Dataset<Row> own = keys.toDF(Resources.SUBJECT_KEY);
    return resources.join(broadcast(own), new String[] {Resources.SUBJECT_KEY}, "left_semi");
  }
}
