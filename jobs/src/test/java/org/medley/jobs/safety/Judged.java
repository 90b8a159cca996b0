package org.medley.jobs.safety;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.DrugGuidelines;
import org.medley.features.contract.Events;
import org.medley.features.contract.PharmacogeneAdvice;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Subjects;
import org.medley.features.event.SeenCodes;
import org.medley.features.safety.SafetyHits;
import org.medley.features.safety.SafetyKnowledge;
import org.medley.features.safety.SafetyTables;
import org.medley.features.testing.TextTable;

/** What the shipped rules say of people whose events are written as a text. */
final class Judged {
  static final Instant AS_OF = Instant.parse("2024-05-31T23:59:59.999999Z");

  private final SparkSession spark;
  private final SafetyKnowledge knowledge;

  Judged(SparkSession spark, SafetyKnowledge knowledge) {
    this.spark = spark;
    this.knowledge = knowledge;
  }

  SafetyTables tables(Dataset<Row> events, Dataset<Row> subjects) {
    return new SafetyTables(
        events,
        subjects,
        SeenCodes.of(events),
        spark.createDataFrame(List.of(), CodeAncestors.TABLE.schema()),
        spark.createDataFrame(List.of(), PharmacogeneAdvice.TABLE.schema()),
        spark.createDataFrame(List.of(), DrugGuidelines.TABLE.schema()),
        spark.createDataFrame(List.of(), Samples.TABLE.schema()));
  }

  SafetyHits hits(String events, String subjects) {
    return new SafetyHits(
        knowledge,
        tables(
            TextTable.rows(spark, Events.TABLE, events),
            TextTable.rows(spark, Subjects.TABLE, subjects)),
        AS_OF);
  }

  /** State and facts by "subject drug rule", of options that are one ingredient each. */
  static Map<String, String> options(SafetyHits hits, String... drugs) {
    Map<String, Set<String>> options = new LinkedHashMap<>();
    for (String drug : drugs) {
      options.put(drug, Set.of(drug));
    }
    return texts(hits.ofOptions(options), SafetyHits.OPTION);
  }

  static Map<String, String> alerts(SafetyHits hits) {
    return texts(hits.ofCurrentDrugs(), SafetyHits.DRUG);
  }

  private static Map<String, String> texts(Dataset<Row> rows, String target) {
    Map<String, String> texts = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      String key =
          "%s %s %s"
              .formatted(
                  row.<Long>getAs(SafetyHits.SUBJECT_ID),
                  row.getAs(target),
                  row.getAs(SafetyHits.RULE_ID));
      String facts = row.getAs(SafetyHits.FACTS);
      String said = row.getAs(SafetyHits.STATE) + (facts.isEmpty() ? "" : ": " + facts);
      if (texts.put(key, said) != null) {
        throw new IllegalStateException("two rows for " + key);
      }
    }
    return texts;
  }
}
