package org.medley.features.matrix;

import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Reference;
import org.medley.features.covariate.FeatureOptions.MissingIndicators;
import org.medley.features.covariate.FeatureSettings;

/**
 * Indicators of missing values: covariates that are 1 for a member who lacks another covariate. The
 * name is that of the other with {@code _missing} before the window, and so is the aggregate.
 *
 * <p>Of several covariates of one code and window that equally many training members have, such as
 * the last and the mean of a measurement, the same members lack them all: only the first by name
 * has an indicator.
 */
final class Indicators {
  /** The index of the indicator of a covariate; null: it has none. */
  static final String INDICATOR = "indicator";

  private static final String SUFFIX = "_missing";
  private static final String ALL = "all_indicators";
  private static final String PLACE = "place";

  private Indicators() {}

  /** Returns the statistics of the vocabulary with those of its indicators, if wanted. */
  static Dataset<Row> added(Dataset<Row> kept, FeatureSettings settings) {
    if (settings.options().missing() == MissingIndicators.NONE) {
      return kept;
    }
    WindowSpec same =
        Window.partitionBy(Reference.FAMILY, Reference.CODE, Reference.WINDOW, Reference.PREVALENCE)
            .orderBy(Reference.COVARIATE);
    Column prevalence = lit(1.0).minus(col(Reference.PREVALENCE));
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put(Reference.COVARIATE, name(col(Reference.COVARIATE)));
    columns.put(Reference.AGGREGATE, concat(col(Reference.AGGREGATE), lit(SUFFIX)));
    columns.put(Reference.UNIT, lit(null).cast(DataTypes.StringType));
    columns.put(Reference.DESCRIPTION, concat(col(Reference.DESCRIPTION), lit(", missing")));
    columns.put(Reference.ABSENT, lit(Covariates.ABSENT_IS_ZERO));
    columns.put(Reference.PREVALENCE, prevalence);
    Dataset<Row> indicators =
        kept.where(col(Reference.ABSENT).equalTo(Covariates.ABSENT_IS_MISSING))
            .withColumn(PLACE, row_number().over(same))
            .where(col(PLACE).equalTo(1).and(prevalence.gt(0)))
            .where(prevalence.geq(settings.minPrevalence()))
            .drop(PLACE)
            .withColumns(columns);
    return kept.unionByName(indicators);
  }

  /** Returns the vocabulary with the index of each covariate's {@link #INDICATOR}. */
  static Dataset<Row> linked(Dataset<Row> vocabulary) {
    Dataset<Row> indicators =
        ofVocabulary(vocabulary)
            .select(
                col(Reference.INDEX).as(INDICATOR),
                col(Reference.COVARIATE).as("indicator_name"),
                col(Reference.CODE).as("indicator_code"));
    Column same =
        name(col(Reference.COVARIATE))
            .equalTo(col("indicator_name"))
            .and(col(Reference.CODE).eqNullSafe(col("indicator_code")));
    return vocabulary.join(broadcast(indicators), same, "left");
  }

  /**
   * Returns the members with entries (index, value, indicator) for those indicators whose covariate
   * they have no entry of; the entries stay in the order of their indices.
   */
  static Dataset<Row> told(Dataset<Row> members, Dataset<Row> vocabulary, String entries) {
    Dataset<Row> all = ofVocabulary(vocabulary).agg(collect_list(col(Reference.INDEX)).as(ALL));
    Column known =
        filter(transform(col(entries), each -> each.getField(INDICATOR)), Column::isNotNull);
    Column lacking =
        transform(
            array_except(col(ALL), known),
            index ->
                struct(
                    index.as(Reference.INDEX),
                    lit(1.0).as(Covariates.VALUE),
                    lit(null).cast(DataTypes.IntegerType).as(INDICATOR)));
    return members
        .crossJoin(broadcast(all))
        .withColumn(entries, sort_array(concat(col(entries), lacking)));
  }

  private static Dataset<Row> ofVocabulary(Dataset<Row> vocabulary) {
    return vocabulary.where(col(Reference.AGGREGATE).endsWith(SUFFIX));
  }

  /** The window stays last. */
  private static Column name(Column covariate) {
    Column window = concat(lit("_"), col(Reference.WINDOW));
    Column stem = covariate.substr(lit(1), length(covariate).minus(length(window)));
    return when(col(Reference.WINDOW).isNull(), concat(covariate, lit(SUFFIX)))
        .otherwise(concat(stem, lit(SUFFIX), window));
  }
}
