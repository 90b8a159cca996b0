package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.jobs.source.Change;
import org.medley.jobs.source.SourceInput;

/**
 * The rows that a load leaves in the tables.
 *
 * @param input what was read
 * @param texts its lines, as {@link ResourceLines} gives them
 * @param states what became of each version, as {@link Landing} says
 * @param effects their counts
 */
record LandedRows(
    SourceInput input, Dataset<Row> texts, Dataset<Row> states, Landing.Effects effects) {
  private static final Column BROUGHT = not(Landing.isStored());
  private static final Column DELETED = col(ResourceVersions.DELETED);

  /** Current resources that the load brings; where it replaces, all there are. */
  Dataset<Row> current() {
    Dataset<Row> out = inState(BROUGHT.and(not(DELETED)), Landing.SUPERSEDED, Landing.DUPLICATE);
    return Required.conform(
        Resources.TABLE,
        plain(Landing.without(usable(), out, effects.superseded() + effects.duplicates()))
            .drop(ResourceVersions.SUPERSEDED_LOAD));
  }

  /** History that the load brings; where it replaces, all there is. */
  Dataset<Row> superseded() {
    Dataset<Row> late =
        Landing.at(
            usable(), inState(BROUGHT.and(not(DELETED)), Landing.SUPERSEDED), effects.superseded());
    return versions(plain(late), false).unionByName(deletions());
  }

  /** How current resources change; empty: not at all. */
  Optional<Change> changeOfCurrent() {
    Dataset<Row> left =
        states
            .where(
                Landing.isStored()
                    .and(col(Landing.WAS_CURRENT))
                    .and(col(Landing.STATE).notEqual(Landing.CURRENT)))
            .select(Resources.TYPE, Resources.ID);
    if (effects.moved() > 0) {
      return Optional.of(Change.replacing(left, current()));
    }
    return effects.current() > 0 ? Optional.of(Change.adding(current())) : Optional.empty();
  }

  /** How history changes; empty: not at all. */
  Optional<Change> changeOfSuperseded() {
    if (effects.superseded() + effects.deletions() + effects.moved() == 0) {
      return Optional.empty();
    }
    Dataset<Row> added = superseded();
    if (effects.moved() > 0) {
      Dataset<Row> moved =
          states.where(
              Landing.isStored()
                  .and(col(Landing.WAS_CURRENT))
                  .and(col(Landing.STATE).equalTo(Landing.SUPERSEDED)));
      Dataset<Row> replaced =
          Landing.at(input.history().previous().apply(Resources.TABLE), moved, effects.moved())
              .withColumn(ResourceVersions.SUPERSEDED_LOAD, lit(input.history().load()));
      added = added.unionByName(versions(replaced, false));
    }
    return Optional.of(Change.adding(added));
  }

  /** Deletions that are not yet, or where the load replaces, all. */
  private Dataset<Row> deletions() {
    Column kept = input.history().replaces() ? DELETED : DELETED.and(BROUGHT);
    return versions(
        states
            .where(kept.and(col(Landing.STATE).notEqual(Landing.DUPLICATE)))
            .withColumn(Resources.SOURCE, lit(input.settings().name()))
            .withColumn(Resources.SUBJECT_KEY, lit(null).cast(DataTypes.StringType))
            .withColumn(Resources.RAW, lit(null).cast(DataTypes.StringType))
            .withColumn(ResourceVersions.SUPERSEDED_LOAD, col(Resources.LOAD)),
        true);
  }

  private Dataset<Row> usable() {
    return texts.where(col(Resources.TYPE).isNotNull());
  }

  private Dataset<Row> inState(Column which, Object... states) {
    return this.states.where(which.and(col(Landing.STATE).isin(states)));
  }

  private Dataset<Row> plain(Dataset<Row> lines) {
    return lines
        .withColumn(Resources.SOURCE, lit(input.settings().name()))
        .withColumn(
            ResourceVersions.SUPERSEDED_LOAD,
            coalesce(col(ResourceVersions.SUPERSEDED_LOAD), lit(input.history().load())))
        .drop(ResourceLines.PROBLEM, ResourceLines.DELETIONS, ResourceLines.ORIGIN);
  }

  private static Dataset<Row> versions(Dataset<Row> rows, boolean deleted) {
    return Required.conform(
        ResourceVersions.TABLE, rows.withColumn(ResourceVersions.DELETED, lit(deleted)));
  }
}
