package org.medley.jobs.effect;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.jobs.evaluate.Cells;
import org.medley.jobs.evaluate.TableFile;
import org.medley.models.effect.survival.HorizonOutcomes;
import org.medley.models.effect.unit.UnitColumns;

/**
 * The rows of a table of texts, cached until closed, and what its columns hold.
 *
 * @param texts the cells under the names of roles and {@code x-} and a number, with {@link
 *     UnitColumns#ROW}
 * @param facts what treatment and outcome hold
 * @param encodings how the other columns become covariates
 * @param aliases of these columns, in the same order
 */
record EffectTable(
    Dataset<Row> texts,
    EffectColumns columns,
    TableFacts facts,
    List<Encoding> encodings,
    List<String> aliases)
    implements AutoCloseable {

  /**
   * Reads and checks {@code file}. Triggers actions.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 66 if there is no file, 65 with
   *     everything that is wrong with it
   */
  static EffectTable read(
      SparkSession spark, String file, EffectColumns columns, String reference, double horizon) {
    Dataset<Row> all = TableFile.open(spark, file);
    List<String> there =
        Stream.of(all.columns()).filter(name -> !name.equals(TableFile.RAGGED)).toList();
    Map<String, String> roles = columns.roles();
    refuseMissing(file, there, columns);
    List<String> covariates =
        columns.covariates().isEmpty()
            ? there.stream().filter(name -> !roles.containsValue(name)).toList()
            : columns.covariates();
    List<Column> cells = new ArrayList<>(List.of(col(TableFile.RAGGED)));
    roles.forEach(
        (role, name) ->
            cells.add((role.equals("treatment") ? Cells.group(name) : Cells.text(name)).as(role)));
    Map<String, String> others = new LinkedHashMap<>();
    for (int c = 0; c < covariates.size(); c++) {
      others.put("x-" + c, covariates.get(c));
      cells.add(Cells.text(covariates.get(c)).as("x-" + c));
    }
    GroupColumns groups = new GroupColumns(columns.groups());
    cells.addAll(groups.cells());
    Dataset<Row> texts =
        TableFile.numbered(spark, all.select(cells.toArray(Column[]::new)), UnitColumns.ROW)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TableFacts facts = TableFacts.of(texts, columns, horizon);
      List<Encoding> encodings =
          facts.rows() == 0 || others.isEmpty()
              ? List.of()
              : Encodings.of(texts, others, facts.rows());
      facts.refuse(file, columns, reference, encodings);
      groups.refuse(texts, file);
      return new EffectTable(texts, columns, facts, encodings, List.copyOf(others.keySet()));
    } catch (RuntimeException e) {
      texts.unpersist();
      throw e;
    }
  }

  private static void refuseMissing(String file, List<String> there, EffectColumns columns) {
    List<String> missing =
        Stream.of(
                columns.roles().values(),
                columns.covariates(),
                columns.groups(),
                columns.sensitive())
            .flatMap(Collection::stream)
            .filter(name -> !there.contains(name))
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      throw TableFile.rejected(
          "%s has no column %s".formatted(file, String.join(", ", missing)),
          "it has: " + String.join(", ", there) + "; name one of these");
    }
  }

  /** Names of the covariates. */
  List<String> covariates() {
    return encodings.stream().flatMap(encoding -> encoding.names().stream()).toList();
  }

  /** Names of the covariates that sensitive columns became. */
  List<String> sensitive() {
    return encodings.stream()
        .filter(encoding -> columns.sensitive().contains(encoding.column()))
        .flatMap(encoding -> encoding.names().stream())
        .toList();
  }

  /** The rows under the columns of {@link UnitColumns}, without outcome where it is in time. */
  Dataset<Row> units() {
    List<Column> features = new ArrayList<>();
    for (int c = 0; c < encodings.size(); c++) {
      features.addAll(encodings.get(c).covariates("`" + aliases.get(c) + "`"));
    }
    List<Column> selected = new ArrayList<>();
    selected.add(col(UnitColumns.ROW));
    selected.add(
        (columns.subject() == null ? col(UnitColumns.ROW).cast("string") : col("subject"))
            .as(UnitColumns.SUBJECT));
    selected.add(arm().as(UnitColumns.ARM));
    selected.add(
        functions.array_to_vector(array(features.toArray(Column[]::new))).as(UnitColumns.FEATURES));
    if (columns.survival()) {
      selected.add(Cells.positive(col("time")).as(HorizonOutcomes.TIME));
      selected.add(Cells.event(col("event")).as(HorizonOutcomes.EVENT));
    } else {
      selected.add(facts.outcome(col("outcome")).as(UnitColumns.OUTCOME));
      selected.add(lit(1.0).as(UnitColumns.WEIGHT));
    }
    for (int c = 0; c < columns.negativeControls().size(); c++) {
      String name = "negative-" + c;
      Column text = col("`" + name + "`");
      selected.add(TableFacts.number(text).as(name));
    }
    if (columns.weight() != null) {
      selected.add(TableFacts.weight(col("weight")).as(UnitColumns.SAMPLING));
    }
    if (!columns.groups().isEmpty()) {
      selected.add(new GroupColumns(columns.groups()).values().as(UnitColumns.GROUPS));
    }
    Dataset<Row> rows = texts.select(selected.toArray(Column[]::new));
    return columns.subject() == null ? rows : rows.where(col(UnitColumns.SUBJECT).isNotNull());
  }

  private Column arm() {
    Column arm = lit(null).cast("int");
    for (int a = 0; a < facts.arms().size(); a++) {
      arm = when(col("treatment").equalTo(facts.arms().get(a)), a).otherwise(arm);
    }
    return arm;
  }

  @Override
  public void close() {
    texts.unpersist();
  }
}
