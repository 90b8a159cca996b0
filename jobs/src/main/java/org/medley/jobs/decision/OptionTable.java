package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.OutcomeSettings;
import org.medley.jobs.settings.decision.OutcomeSettings.Kind;

/** The options of each person side by side: estimates, ranks, safety, and words for them. */
final class OptionTable {
  private static final String[] OPTION = {
    OptionOutcomes.SUBJECT_ID, OptionOutcomes.INDEX_TIME, OptionOutcomes.OPTION
  };
  private static final String RANKED = "ranked";
  private static final String FIRST = "first_alone";

  private final DecisionSettings decision;
  private final Findings findings;
  private final LocalDate asOf;

  OptionTable(DecisionSettings decision, Findings findings, LocalDate asOf) {
    this.decision = decision;
    this.findings = findings;
    this.asOf = asOf;
  }

  /**
   * Rows under {@link TreatmentOptions}.
   *
   * @param expected rows of {@link Expected}
   * @param safety one row per person and option with a hit, from {@link SafetyCounts}
   */
  Dataset<Row> of(Dataset<Row> expected, Dataset<Row> safety) {
    Dataset<Row> judged = judged(expected, safety);
    Dataset<Row> taking =
        expected.join(
            judged.where(col(RANKED)).select(col(OPTION[0]), col(OPTION[1]), col(OPTION[2])),
            OPTION,
            "left_semi");
    Dataset<Row> ranks = new Ranks(decision).of(taking);
    Dataset<Row> ranked =
        judged
            .join(ranks, OPTION, "left")
            .withColumn(FIRST, onlyFirst())
            .withColumn(
                TreatmentOptions.RECOMMENDED,
                coalesce(col(TreatmentOptions.RANK).equalTo(1).and(col(FIRST)), lit(false)));
    Dataset<Row> worded = new OptionWords(decision).told(ranked);
    return TreatmentOptions.TABLE.conform(worded.drop(RANKED, FIRST));
  }

  private static Column onlyFirst() {
    WindowSpec person = Window.partitionBy(OPTION[0], OPTION[1]);
    return sum(when(col(TreatmentOptions.RANK).equalTo(1), 1).otherwise(0)).over(person).equalTo(1);
  }

  /** One row per person and option, with what keeps it from being ranked. */
  private Dataset<Row> judged(Dataset<Row> expected, Dataset<Row> safety) {
    List<Column> sums = new ArrayList<>();
    sums.addAll(outcome(Kind.BENEFIT, "benefit_"));
    sums.addAll(outcome(Kind.HARM, "harm_"));
    sums.add(bool_and(col(Expected.POSITIVE)).as(TreatmentOptions.POSITIVITY));
    sums.add(bool_or(col(Expected.UNLIKE)).as(Expected.UNLIKE));
    sums.add(first(col(OptionOutcomes.EVIDENCE), true).as(TreatmentOptions.EVIDENCE));
    Dataset<Row> flat =
        expected
            .groupBy(col(OPTION[0]), col(OPTION[1]), col(OPTION[2]))
            .agg(count(lit(1)).as("outcomes"), sums.toArray(Column[]::new))
            .drop("outcomes")
            .join(safety, OPTION, "left")
            .withColumn(TreatmentOptions.DECISION, lit(decision.name()))
            .withColumn(TreatmentOptions.AS_OF_DATE, lit(Date.valueOf(asOf)))
            .withColumn(TreatmentOptions.REFERENCE_OPTION, lit(decision.reference()))
            .withColumn(TreatmentOptions.EXPLORATORY, lit(decision.exploratory().isPresent()))
            .withColumn(
                TreatmentOptions.BLINDED_REASON,
                lit(findings.anyBlinded().orElse(null)).cast("string"))
            .withColumn(TreatmentOptions.ACCESS, access());
    for (String number :
        List.of(
            TreatmentOptions.VETOES, TreatmentOptions.CAUTIONS, TreatmentOptions.NOT_ASSESSABLE)) {
      flat = flat.withColumn(number, coalesce(col(number).cast("int"), lit(0)));
    }
    return left(flat);
  }

  private Column access() {
    String words = decision.access().words();
    return (words.isEmpty() ? lit(null) : lit(words)).cast("string");
  }

  /** Says why an option is left to the clinician, and which take part in the ranking. */
  private Dataset<Row> left(Dataset<Row> flat) {
    WindowSpec person = Window.partitionBy(OPTION[0], OPTION[1]);
    Column isReference = col(OPTION[2]).equalTo(decision.reference());
    Column reference = bool_or(isReference.and(lacks())).over(person);
    Column why =
        when(
                col(Expected.UNLIKE),
                "left to the clinician: nobody in the study was as unusual as this person")
            .when(
                reference,
                "left to the clinician: people like this one hardly ever start "
                    + words(decision.reference())
                    + ", which the others are compared with")
            .when(lacks(), lacksWords());
    Column ranked =
        col(TreatmentOptions.LEFT_TO_CLINICIAN)
            .isNull()
            .and(col(TreatmentOptions.BLINDED_REASON).isNull())
            .and(col(TreatmentOptions.VETOES).equalTo(0));
    return flat.withColumn(TreatmentOptions.LEFT_TO_CLINICIAN, why)
        .drop(Expected.UNLIKE)
        .withColumn(RANKED, ranked);
  }

  private static Column lacks() {
    return coalesce(col(TreatmentOptions.POSITIVITY).equalTo(false), lit(false));
  }

  private Column lacksWords() {
    Column words = lit("");
    for (String option : decision.arms()) {
      words =
          when(
                  col(OPTION[2]).equalTo(option),
                  "left to the clinician: people like this one hardly ever start " + words(option))
              .otherwise(words);
    }
    return words;
  }

  private String words(String option) {
    return decision.option(option).words();
  }

  private List<Column> outcome(Kind kind, String prefix) {
    OutcomeSettings outcome =
        decision.outcomes().stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
    Column here = col(OptionOutcomes.OUTCOME).equalTo(outcome.name());
    return List.of(
        first(lit(outcome.name())).as(prefix + "outcome"),
        first(when(here, col(OptionOutcomes.EXPECTED)), true).as(prefix + "expected"),
        first(when(here, col(OptionOutcomes.REFERENCE_EXPECTED)), true).as(prefix + "reference"),
        first(when(here, col(OptionOutcomes.DIFFERENCE)), true).as(prefix + "difference"),
        first(when(here, col(OptionOutcomes.DIFFERENCE_LOW)), true).as(prefix + "low"),
        first(when(here, col(OptionOutcomes.DIFFERENCE_HIGH)), true).as(prefix + "high"));
  }
}
