package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.jobs.lake.Checkpoints;
import org.medley.jobs.source.Slice;

/**
 * Current resources and old versions, each with the time at which it was replaced. They stay apart,
 * since rows of a union are copied, and few types have any that were replaced.
 *
 * @param current the current ones
 * @param replaced old versions; empty: there are none
 * @param replacedTypes the types that have some
 */
public record ResourceHistory(
    Dataset<Row> current, Optional<Dataset<Row>> replaced, Set<String> replacedTypes) {
  /** When a newer version or a deletion replaced the version; null: it is current. */
  public static final String SUPERSEDED_TIME = Events.SUPERSEDED_TIME;

  /**
   * When the version replaced an older one or came back after a deletion; null: it is the first.
   * What it says was not known before, whatever times it states.
   */
  static final String REVISED_TIME = "revised_time";

  private static final String REPLACED = "replaced";

  private static final String[] HELPING = {
    REPLACED, ResourceLines.ORIGIN, ResourceVersions.DELETED, ResourceVersions.SUPERSEDED_LOAD
  };

  /** Copies the set. */
  public ResourceHistory {
    replacedTypes = Set.copyOf(replacedTypes);
  }

  /** The history of {@code resources} where nothing was ever replaced. */
  public static ResourceHistory of(Dataset<Row> resources) {
    return new ResourceHistory(first(resources), Optional.empty(), Set.of());
  }

  /**
   * The history of {@code resources} (under {@code clinical.resources}) and {@code versions} (under
   * {@code clinical.resource_versions}), deletions left out. A version was replaced when the next
   * newer one was last updated, or where that does not say, when its extract was made. Old versions
   * and the keys of the resources that have some are shuffled once, and old versions computed once,
   * at once, since every resource type is mapped by itself.
   */
  public static ResourceHistory of(Dataset<Row> resources, Dataset<Row> versions) {
    Dataset<Row> dated = dated(resources, versions).transform(Checkpoints::of);
    Dataset<Row> replaced =
        dated.where(col(REPLACED).and(not(col(ResourceVersions.DELETED)))).drop(HELPING);
    Dataset<Row> revised =
        dated
            .where(not(col(REPLACED)))
            .select(Resources.TYPE, Resources.ID, REVISED_TIME)
            .where(col(REVISED_TIME).isNotNull());
    Dataset<Row> current =
        resources
            .join(revised, new String[] {Resources.TYPE, Resources.ID}, "left")
            .withColumn(SUPERSEDED_TIME, lit(null).cast(DataTypes.TimestampType));
    Set<String> types =
        replaced.select(Resources.TYPE).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    return new ResourceHistory(current, Optional.of(replaced), types);
  }

  /** Rows that together hold those of {@code type}, and others. */
  List<Dataset<Row>> holding(String type) {
    List<Dataset<Row>> rows = new ArrayList<>(List.of(current));
    replaced.filter(some -> replacedTypes.contains(type)).ifPresent(rows::add);
    return rows;
  }

  /** Versions that are current and had none before them. */
  private static Dataset<Row> first(Dataset<Row> resources) {
    Column never = lit(null).cast(DataTypes.TimestampType);
    return resources.withColumn(SUPERSEDED_TIME, never).withColumn(REVISED_TIME, never);
  }

  /**
   * The part of that history that is of the resources {@code keys} (type, id), of which there are
   * {@code many}, most of them brought after load {@code seen}. Texts of earlier loads are read
   * only where a narrow scan finds that there are some.
   */
  public static ResourceHistory of(
      Slice resources, Slice versions, Dataset<Row> keys, long many, long seen) {
    Dataset<Row> recent = Landing.met(resources.rowsFrom(Resources.LOAD, seen + 1), keys, many);
    Dataset<Row> others =
        keys.join(
                recent.select(Resources.TYPE, Resources.ID),
                new String[] {Resources.TYPE, Resources.ID},
                "left_anti")
            .transform(Checkpoints::of);
    Dataset<Row> current =
        others.isEmpty()
            ? recent
            : recent.unionByName(texts(resources, Resources.LOAD, others, many));
    Dataset<Row> before = texts(versions, ResourceVersions.SUPERSEDED_LOAD, keys, many);
    return before.isEmpty() ? of(current) : of(current, before);
  }

  /** The rows of {@code keys}, out of the files of the loads that have some. */
  private static Dataset<Row> texts(Slice slice, String load, Dataset<Row> keys, long many) {
    Set<Long> loads =
        Landing.met(slice.rows().select(Resources.TYPE, Resources.ID, load), keys, many)
            .select(load)
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getLong(0))
            .collect(Collectors.toSet());
    return Landing.met(slice.rowsAmong(load, loads), keys, many);
  }

  /** Old versions and the current ones that follow them, each with its two times. */
  private static Dataset<Row> dated(Dataset<Row> resources, Dataset<Row> versions) {
    Dataset<Row> all =
        versions
            .withColumn(REPLACED, lit(true))
            .unionByName(
                Landing.met(resources, versions, Long.MAX_VALUE)
                    .withColumn(Resources.RAW, lit(null).cast(DataTypes.StringType))
                    .withColumn(ResourceVersions.DELETED, lit(false))
                    .withColumn(ResourceVersions.SUPERSEDED_LOAD, lit(0L))
                    .withColumn(REPLACED, lit(false)))
            .withColumn(ResourceLines.ORIGIN, lit(ResourceLines.STORED));
    Column next = lag(VersionOrder.since(), 1).over(VersionOrder.newestFirst());
    Column older = lead(lit(true), 1).over(VersionOrder.newestFirst());
    return VersionOrder.plain(
        VersionOrder.prepared(all)
            .withColumn(SUPERSEDED_TIME, next)
            .withColumn(REVISED_TIME, when(older, VersionOrder.since())));
  }
}
