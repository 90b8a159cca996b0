package org.medley.features.matrix;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Covariates.ABSENT_IS_ZERO;
import static org.medley.features.matrix.References.DIGESTS;
import static org.medley.features.matrix.References.GREATEST;
import static org.medley.features.matrix.References.LEAST;
import static org.medley.features.matrix.References.MEMBERS;
import static org.medley.features.matrix.References.TOTAL;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.LeftOut;
import org.medley.features.contract.Reference;
import org.medley.features.covariate.FeatureOptions.Redundant;
import org.medley.features.covariate.FeatureSettings;

/**
 * Which covariates the vocabulary leaves out. The first of these rules that holds is told: another
 * unit, infrequent, constant, redundant.
 *
 * <p>Redundant covariates are found without comparing pairs: two whose members, values and meaning
 * of absent are the same have the same two digests of 64 bits, and two others hardly ever have both
 * (of a million covariates with a probability below 1e-26).
 */
final class TidyRules {
  private static final String EVIDENCE = "evidence";
  private static final String UNITS = "units";
  private static final String BEST = "best";
  private static final String PLACE = "place";
  private static final String FIRST = "first_of_same";
  private static final String NO_UNIT = "no unit";

  private TidyRules() {}

  /** Returns the statistics of each covariate with the rule that leaves it out; null: none. */
  static Dataset<Row> judged(Dataset<Row> statistics, FeatureSettings settings) {
    Column otherUnit = unit().notEqual(col(BEST).getField(Reference.UNIT));
    Column rule =
        when(otherUnit, LeftOut.OTHER_UNIT)
            .when(col(Reference.PREVALENCE).lt(settings.minPrevalence()), LeftOut.INFREQUENT)
            .when(constant(), LeftOut.CONSTANT);
    Dataset<Row> judged =
        inUnits(statistics)
            .withColumn(LeftOut.RULE, rule)
            .withColumn(
                LeftOut.KEPT_INSTEAD, when(otherUnit, named(col(BEST).getField(Reference.UNIT))));
    return settings.options().redundant() == Redundant.KEEP ? judged : withRedundant(judged);
  }

  /** Each covariate with the units of its code, and the one that most training members have. */
  private static Dataset<Row> inUnits(Dataset<Row> statistics) {
    WindowSpec measure = Window.partitionBy(Reference.FAMILY, Reference.CODE, Reference.AGGREGATE);
    WindowSpec inUnit =
        Window.partitionBy(Reference.FAMILY, Reference.CODE, Reference.AGGREGATE, Reference.UNIT);
    Column left = array_remove(col(UNITS), named(unit()));
    Column note =
        when(
                size(col(UNITS)).gt(1),
                concat(lit("; values in other units left out: "), array_join(left, ", ")))
            .otherwise("");
    return statistics
        .withColumn(EVIDENCE, max(MEMBERS).over(inUnit))
        .withColumn(
            BEST, min(struct(negate(col(EVIDENCE)), unit().as(Reference.UNIT))).over(measure))
        .withColumn(UNITS, sort_array(collect_set(named(unit())).over(measure)))
        .withColumn(
            Reference.DESCRIPTION,
            when(
                    unit().equalTo(col(BEST).getField(Reference.UNIT)),
                    concat(col(Reference.DESCRIPTION), note))
                .otherwise(col(Reference.DESCRIPTION)));
  }

  private static Column unit() {
    return coalesce(col(Reference.UNIT), lit(""));
  }

  private static Column named(Column unit) {
    return when(unit.equalTo(""), NO_UNIT).otherwise(unit);
  }

  private static Column constant() {
    Column everyoneHasIt = col(MEMBERS).equalTo(col(TOTAL));
    return col(LEAST)
        .equalTo(col(GREATEST))
        .and(col(Reference.ABSENT).notEqual(ABSENT_IS_ZERO).or(everyoneHasIt));
  }

  /** Of the covariates that no other rule leaves out, the first by name stands for its equals. */
  private static Dataset<Row> withRedundant(Dataset<Row> judged) {
    WindowSpec same =
        Window.partitionBy(
                col(LeftOut.RULE),
                col(Reference.ABSENT),
                col(MEMBERS),
                col(DIGESTS.get(0)),
                col(DIGESTS.get(1)))
            .orderBy(Reference.COVARIATE, Reference.CODE, Reference.UNIT);
    Column redundant = col(LeftOut.RULE).isNull().and(col(PLACE).gt(1));
    Dataset<Row> placed =
        judged
            .withColumn(PLACE, row_number().over(same))
            .withColumn(FIRST, first(col(Reference.COVARIATE)).over(same));
    Column replaced = col(LeftOut.KEPT_INSTEAD).cast(DataTypes.StringType);
    return placed
        .withColumn(LeftOut.KEPT_INSTEAD, when(redundant, col(FIRST)).otherwise(replaced))
        .withColumn(LeftOut.RULE, when(redundant, LeftOut.REDUNDANT).otherwise(col(LeftOut.RULE)))
        .drop(PLACE, FIRST);
  }
}
