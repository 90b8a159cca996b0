package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.OutcomeSettings;
import org.medley.jobs.settings.decision.Ranking;

/**
 * Ranks of the options of each person. Two options are compared outcome by outcome: one is clearly
 * better where the difference between the two exceeds half the widths of both intervals together,
 * which is cautious, as the errors of two differences against one reference go together. Without
 * weights an option is better than another if it is clearly better in one outcome and clearly worse
 * in none; with weights, if the weighted sum of the differences exceeds that of the half widths. An
 * option's rank is one more than the number of options that are better than it; where none is
 * better than any other there are no ranks.
 */
public final class Ranks {
  private static final String[] PERSON = {OptionOutcomes.SUBJECT_ID, OptionOutcomes.INDEX_TIME};
  private static final String OTHER = "other_option";
  private static final String ADVANTAGE = "advantage";
  private static final String WIDTH = "width";
  private static final String BETTER = "better";

  private final DecisionSettings decision;

  Ranks(DecisionSettings decision) {
    this.decision = decision;
  }

  /**
   * One row per person and option that has a rank. Joins the rows with themselves by person, which
   * they are partitioned by.
   *
   * @param expected rows of {@link Expected} of options that take part, all with known intervals
   */
  Dataset<Row> of(Dataset<Row> expected) {
    Dataset<Row> own = side(expected, OptionOutcomes.OPTION, "own_");
    Dataset<Row> other = side(expected, OTHER, "other_").drop(Expected.SIGN);
    String[] keys = {PERSON[0], PERSON[1], OptionOutcomes.OUTCOME};
    Column difference = col("own_centre").minus(col("other_centre")).multiply(col(Expected.SIGN));
    Dataset<Row> pairs =
        own.join(other, keys)
            .where(col(OptionOutcomes.OPTION).notEqual(col(OTHER)))
            .withColumn(ADVANTAGE, difference)
            .withColumn(WIDTH, col("own_half").plus(col("other_half")))
            .groupBy(col(PERSON[0]), col(PERSON[1]), col(OptionOutcomes.OPTION), col(OTHER))
            .agg(better().as(BETTER));
    Column person = max(col(BETTER)).over(Window.partitionBy(PERSON[0], PERSON[1]));
    return pairs
        .withColumn("any", person)
        .groupBy(col(PERSON[0]), col(PERSON[1]), col(OTHER).as(OptionOutcomes.OPTION))
        .agg(
            when(bool_or(col("any")), sum(when(col(BETTER), 1).otherwise(0)).plus(1).cast("int"))
                .as(TreatmentOptions.RANK));
  }

  private static Dataset<Row> side(Dataset<Row> expected, String name, String prefix) {
    Column half =
        col(OptionOutcomes.DIFFERENCE_HIGH).minus(col(OptionOutcomes.DIFFERENCE_LOW)).divide(2);
    return expected.select(
        col(PERSON[0]),
        col(PERSON[1]),
        col(OptionOutcomes.OUTCOME),
        col(OptionOutcomes.OPTION).as(name),
        col(Expected.SIGN),
        col(Expected.CENTRE).as(prefix + "centre"),
        half.as(prefix + "half"));
  }

  private Column better() {
    Column known = bool_and(col(ADVANTAGE).isNotNull().and(col(WIDTH).isNotNull()));
    Column all = count(lit(1)).equalTo(decision.outcomes().size()).and(known);
    Column verdict =
        decision
            .ranking()
            .map(Ranks::weighted)
            .orElseGet(
                () ->
                    bool_or(col(ADVANTAGE).gt(col(WIDTH)))
                        .and(bool_and(col(ADVANTAGE).geq(col(WIDTH).unary_$minus()))));
    return coalesce(all.and(verdict), lit(false));
  }

  private static Column weighted(Ranking ranking) {
    Column weight = lit(0.0);
    for (var each : ranking.weights().entrySet()) {
      weight =
          when(col(OptionOutcomes.OUTCOME).equalTo(each.getKey()), each.getValue())
              .otherwise(weight);
    }
    return sum(col(ADVANTAGE).multiply(weight)).gt(sum(col(WIDTH).multiply(weight)));
  }

  /** How the decision ranks, in words. */
  public static String words(DecisionSettings decision) {
    return decision
        .ranking()
        .map(
            ranking ->
                "weights: "
                    + decision.outcomes().stream()
                        .map(OutcomeSettings::name)
                        .map(name -> name + " " + ranking.weights().get(name))
                        .toList()
                    + " ("
                    + ranking.source()
                    + ")")
        .orElse("dominance: clearly better in one outcome and clearly worse in none");
  }
}
