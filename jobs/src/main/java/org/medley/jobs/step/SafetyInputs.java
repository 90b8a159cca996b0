package org.medley.jobs.step;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.Codes;
import org.medley.features.contract.DrugGuidelines;
import org.medley.features.contract.Events;
import org.medley.features.contract.PharmacogeneAdvice;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.safety.SafetyHits;
import org.medley.features.safety.SafetyTables;
import org.medley.jobs.control.Json;
import org.medley.jobs.safety.SafetySettings;

/**
 * What the steps that ask safety rules read, and what of their settings decides the result.
 *
 * @param settings the rules to ask, and what options stand for
 * @param asOf what became known later does not count
 * @param eventSteps steps that wrote events
 * @param geneSteps steps that wrote samples, and what guidelines say of their genes
 */
public record SafetyInputs(
    SafetySettings settings, Instant asOf, List<String> eventSteps, List<String> geneSteps) {
  /** Copies the lists. */
  public SafetyInputs {
    eventSteps = List.copyOf(eventSteps);
    geneSteps = List.copyOf(geneSteps);
  }

  /** The rules, about the people of {@code tables}. */
  SafetyHits hits(SafetyTables tables) {
    return new SafetyHits(settings.knowledge(), tables, asOf);
  }

  /** The tables, of everyone who has not died by {@code asOf}. */
  public static SafetyTables tables(Function<TableContract, Dataset<Row>> read, Instant asOf) {
    Dataset<Row> living =
        read.apply(Subjects.TABLE)
            .where(coalesce(col(Subjects.DEATH_TIME).gt(lit(asOf)), lit(true)));
    return new SafetyTables(
        read.apply(Events.TABLE),
        living,
        read.apply(Codes.TABLE),
        read.apply(CodeAncestors.TABLE),
        read.apply(PharmacogeneAdvice.TABLE),
        read.apply(DrugGuidelines.TABLE),
        read.apply(Samples.TABLE));
  }

  /** The steps to read, each once. */
  List<String> steps() {
    List<String> steps = new ArrayList<>(eventSteps);
    steps.addAll(geneSteps);
    steps.addAll(List.of(SubjectsStep.NAME, CodesStep.NAME));
    return steps.stream().distinct().toList();
  }

  /** What decides the result, given the tables. */
  String digest() {
    return Json.write(
        List.of(
            asOf.toString(),
            settings.folders().stream().map(FolderDigest::of).toList(),
            settings.canonical()));
  }
}
