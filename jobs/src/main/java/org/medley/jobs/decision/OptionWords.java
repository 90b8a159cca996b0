package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.signum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.OutcomeSettings;
import org.medley.jobs.settings.decision.OutcomeSettings.Kind;

/** Reasons in words, and what would change a ranking. */
final class OptionWords {
  private static final double HUNDRED = 100;

  private final DecisionSettings decision;

  OptionWords(DecisionSettings decision) {
    this.decision = decision;
  }

  /** {@code rows} with reasons, and what would change. */
  Dataset<Row> told(Dataset<Row> rows) {
    Column vetoes = col(TreatmentOptions.VETO_WORDS);
    Column cautions = col(TreatmentOptions.CAUTION_WORDS);
    Column safety =
        when(vetoes.isNotNull(), concat(lit("speaks against it: "), vetoes))
            .when(cautions.isNotNull(), concat(lit("caution: "), cautions));
    Column estimates = sentence(Kind.BENEFIT, "benefit_");
    return rows.withColumn(TreatmentOptions.REASON_1, estimates)
        .withColumn(TreatmentOptions.REASON_2, sentence(Kind.HARM, "harm_"))
        .withColumn(TreatmentOptions.REASON_3, safety)
        .withColumn(TreatmentOptions.WHAT_WOULD_CHANGE, change());
  }

  private Column sentence(Kind kind, String prefix) {
    OutcomeSettings outcome = first(kind);
    String what = safe(outcome.words()) + " within " + outcome.days() + " days: ";
    Column expected = hundreds(prefix + "expected");
    Column alone = format_string(what + "%.0f in 100", expected);
    Column compared =
        format_string(
            what
                + "%.0f in 100, and %.0f in 100 with "
                + safe(decision.option(decision.reference()).words())
                + " (difference %+.1f, 95%% interval %+.1f to %+.1f)",
            expected,
            hundreds(prefix + "reference"),
            hundreds(prefix + "difference"),
            hundreds(prefix + "low"),
            hundreds(prefix + "high"));
    return when(
        col(prefix + "expected").isNotNull(),
        when(isReference().or(col(prefix + "low").isNull()), alone).otherwise(compared));
  }

  /** A text of the configuration inside a format. */
  private static String safe(String text) {
    return text.replace("%", "%%");
  }

  private OutcomeSettings first(Kind kind) {
    return decision.outcomes().stream()
        .filter(each -> each.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static Column hundreds(String column) {
    return col(column).multiply(HUNDRED);
  }

  private Column isReference() {
    return col(TreatmentOptions.OPTION).equalTo(decision.reference());
  }

  private Column change() {
    Column vetoed =
        when(
            col(TreatmentOptions.VETOES).gt(0),
            "it is ranked only if each veto is found not to apply");
    return when(
            col(TreatmentOptions.BLINDED_REASON).isNotNull(),
            "a study whose design holds: nothing is ranked before")
        .when(
            col(TreatmentOptions.LEFT_TO_CLINICIAN).isNotNull(),
            "experience with people like this one: nothing is ranked before")
        .when(vetoed.isNotNull(), vetoed)
        .when(
            col(TreatmentOptions.RANK).isNull(),
            concat(
                lit("more data, or weights of the outcomes: the intervals do not tell the options"),
                lit(" apart"),
                turn()))
        .otherwise(
            concat(
                lit("true differences outside the intervals, or a safety rule that fires"),
                turn()));
  }

  /** Where benefit and harm point in different ways: the weight at which they cancel out. */
  private Column turn() {
    Column benefit = col(TreatmentOptions.BENEFIT_DIFFERENCE).multiply(sign(Kind.BENEFIT));
    Column harm = col(TreatmentOptions.HARM_DIFFERENCE).multiply(sign(Kind.HARM));
    Column opposed = signum(benefit).multiply(signum(harm)).equalTo(-1);
    Column words =
        format_string(
            "; by the estimates it stands and falls with whether one time of '"
                + safe(first(Kind.HARM).words())
                + "' counts as much as %.1f times of '"
                + safe(first(Kind.BENEFIT).words())
                + "'",
            abs(benefit.divide(harm)));
    return when(isReference(), "").when(opposed, words).otherwise("");
  }

  private int sign(Kind kind) {
    return first(kind).moreIsBetter() ? 1 : -1;
  }
}
