package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.jobs.contract.Required;
import org.medley.jobs.source.Change;
import org.medley.jobs.source.SourceInput;

/**
 * How the tables change once a load has put its resources there.
 *
 * @param input what was read
 * @param resources the source's slice of {@code clinical.resources}, with those of the load
 * @param states what became of each version that shares its resource with others, and of deletions
 * @param effects their counts
 */
record Settlement(SourceInput input, Dataset<Row> resources, Dataset<Row> states, Effects effects) {
  private static final List<String> PLACE =
      List.of(Resources.TYPE, Resources.FILE, Resources.LINE, Resources.LOAD);

  /** How current resources change; empty: not at all. */
  Optional<Change> current() {
    if (effects.leaving() + effects.returning() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            some(effects.leaving(), places(Effects.isLeaving())),
            some(effects.returning(), returning())));
  }

  /** How history changes; empty: not at all. */
  Optional<Change> history() {
    if (effects.moving() + effects.deletions() + effects.returning() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            some(effects.returning(), states.where(Effects.isReturning()).select(columns(key()))),
            some(effects.moving() + effects.deletions(), added(Effects.isDeletion()))));
  }

  /** All history, where the load replaces it. */
  Dataset<Row> wholeHistory() {
    return added(col(ResourceVersions.DELETED).and(not(isDuplicate())));
  }

  private Dataset<Row> added(Column deletions) {
    Dataset<Row> ends = versions(ends(deletions), true);
    return effects.moving() == 0 ? ends : versions(moving(), false).unionByName(ends);
  }

  /** What was current, or came too late. */
  private Dataset<Row> moving() {
    Dataset<Row> texts =
        at(
            resources,
            states.where(Effects.isLeaving().and(Effects.isSuperseded())),
            effects.moving());
    Column now = lit(input.history().load());
    if (!input.history().rebuild()) {
      return texts.withColumn(ResourceVersions.SUPERSEDED_LOAD, now);
    }
    Dataset<Row> before =
        previous()
            .where(not(col(ResourceVersions.DELETED)))
            .select(columns(PLACE, ResourceVersions.SUPERSEDED_LOAD));
    return texts
        .join(before, PLACE.toArray(String[]::new), "left")
        .withColumn(
            ResourceVersions.SUPERSEDED_LOAD, coalesce(col(ResourceVersions.SUPERSEDED_LOAD), now));
  }

  private Dataset<Row> ends(Column which) {
    return states
        .where(which)
        .withColumn(Resources.SOURCE, lit(input.settings().name()))
        .withColumn(Resources.SUBJECT_KEY, lit(null).cast(DataTypes.StringType))
        .withColumn(Resources.RAW, lit(null).cast(DataTypes.StringType))
        .withColumn(ResourceVersions.SUPERSEDED_LOAD, col(Resources.LOAD));
  }

  private Dataset<Row> returning() {
    Dataset<Row> texts = at(previous(), states.where(Effects.isReturning()), effects.returning());
    return Required.conform(
        Resources.TABLE, texts.drop(ResourceVersions.DELETED, ResourceVersions.SUPERSEDED_LOAD));
  }

  private Dataset<Row> previous() {
    return input.history().previous().apply(ResourceVersions.TABLE);
  }

  private Dataset<Row> places(Column which) {
    return states.where(which).select(columns(PLACE));
  }

  private static List<String> key() {
    List<String> key = new ArrayList<>(PLACE);
    key.add(Resources.ID);
    return key;
  }

  private static Column isDuplicate() {
    return col(Landing.STATE).equalTo(Landing.DUPLICATE);
  }

  /** Those of {@code rows} at the places of {@code those}, of which there are {@code many}. */
  private static Dataset<Row> at(Dataset<Row> rows, Dataset<Row> those, long many) {
    Dataset<Row> places = Landing.hinted(those.select(columns(PLACE)), many);
    return ofTypes(rows, those).join(places, PLACE.toArray(String[]::new), "left_semi");
  }

  /** Only the partitions that {@code those} name are read. */
  private static Dataset<Row> ofTypes(Dataset<Row> rows, Dataset<Row> those) {
    Object[] types =
        those.select(Resources.TYPE).distinct().collectAsList().stream()
            .map(row -> row.get(0))
            .toArray();
    return rows.where(col(Resources.TYPE).isin(types));
  }

  private static Optional<Dataset<Row>> some(long rows, Dataset<Row> dataset) {
    return rows == 0 ? Optional.empty() : Optional.of(dataset);
  }

  private static Dataset<Row> versions(Dataset<Row> rows, boolean deleted) {
    return Required.conform(
        ResourceVersions.TABLE, rows.withColumn(ResourceVersions.DELETED, lit(deleted)));
  }

  private static Column[] columns(List<String> names, String... more) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(col(name)));
    List.of(more).forEach(name -> columns.add(col(name)));
    return columns.toArray(Column[]::new);
  }
}
