package org.medley.features.covariate;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.AT;
import static org.medley.features.covariate.CodeSummary.INDEX_MICROS;
import static org.medley.features.covariate.CodeSummary.NUMBER;
import static org.medley.features.covariate.CodeSummary.NUMBERS;
import static org.medley.features.covariate.CodeSummary.named;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Events;

/**
 * Spread and trend of the numbers of one code in one unit. Sums are taken in the order of time and
 * value, so that they are the same to the last bit whatever the order of the rows.
 */
final class NumberTrends {
  private static final String DAY = "day";
  private static final String RANGE_CODE = "range_code";
  private static final String RANGE_UNIT = "range_unit";
  private static final String LOW = "range_low";
  private static final String HIGH = "range_high";

  private static final Set<String> AGGREGATES = Set.of("sd", "slope", "above", "below");

  private NumberTrends() {}

  /** Whether a task asks for anything that is told from the numbers themselves. */
  static boolean isWanted(FeatureSettings settings) {
    return settings.chosen().stream()
        .anyMatch(
            family ->
                settings.windows().stream()
                    .flatMap(window -> family.within(window).stream())
                    .filter(covariate -> settings.options().wants(family, covariate))
                    .anyMatch(covariate -> AGGREGATES.contains(covariate.aggregate())));
  }

  /** Adds the columns that {@link #deviation}, {@link #slope} and the others read. */
  static Dataset<Row> added(Dataset<Row> summaries, FeatureSettings settings) {
    Map<String, Column> numbers = new LinkedHashMap<>();
    Map<String, Column> dated = new LinkedHashMap<>();
    Map<String, Column> means = new LinkedHashMap<>();
    for (LookbackWindow window : settings.windows()) {
      numbers.put(
          named("numbers_in", window),
          filter(col(NUMBERS), one -> window.holds(one.getField(AT), col(INDEX_MICROS))));
      dated.put(
          named("dated_in", window),
          transform(
              filter(col(named("numbers_in", window)), one -> one.getField(AT).isNotNull()),
              one -> struct(daysAfterIndex(one).as(DAY), one.getField(NUMBER).as(NUMBER))));
      means.put(named("mean_day", window), mean(dated(window), DAY));
      means.put(named("dated_mean", window), mean(dated(window), NUMBER));
    }
    return withRanges(summaries, settings.options().ranges())
        .withColumns(numbers)
        .withColumns(dated)
        .withColumns(means);
  }

  /** Returns the sample standard deviation in the window; null: fewer than two numbers. */
  static Column deviation(LookbackWindow window) {
    Column mean = CodeSummary.mean(window);
    Column squares =
        total(
            col(named("numbers_in", window)),
            one -> one.getField(NUMBER).minus(mean).multiply(one.getField(NUMBER).minus(mean)));
    Column numbers = CodeSummary.numbers(window);
    return when(numbers.gt(1), sqrt(squares.divide(numbers.minus(1))));
  }

  /**
   * Returns the slope per day of the least-squares line of the numbers in the window on their
   * times; null: fewer than two different times.
   */
  static Column slope(LookbackWindow window) {
    Column day = col(named("mean_day", window));
    Column number = col(named("dated_mean", window));
    Column squares =
        total(
            dated(window),
            one -> one.getField(DAY).minus(day).multiply(one.getField(DAY).minus(day)));
    Column products =
        total(
            dated(window),
            one -> one.getField(DAY).minus(day).multiply(one.getField(NUMBER).minus(number)));
    return when(squares.gt(0), products.divide(squares));
  }

  /** Returns how many numbers in the window lie above the reference range of the code. */
  static Column above(LookbackWindow window) {
    return counted(window, one -> one.getField(NUMBER).gt(col(HIGH)));
  }

  /** Returns how many numbers in the window lie below the reference range of the code. */
  static Column below(LookbackWindow window) {
    return counted(window, one -> one.getField(NUMBER).lt(col(LOW)));
  }

  private static Column counted(LookbackWindow window, UnaryOperator<Column> wanted) {
    return size(
        filter(col(named("numbers_in", window)), one -> coalesce(wanted.apply(one), lit(false))));
  }

  private static Column dated(LookbackWindow window) {
    return col(named("dated_in", window));
  }

  private static Column daysAfterIndex(Column number) {
    return number
        .getField(AT)
        .minus(col(INDEX_MICROS))
        .divide(lit((double) LookbackWindow.MICROS_PER_DAY));
  }

  private static Column mean(Column numbers, String field) {
    Column sum = total(numbers, one -> one.getField(field));
    return when(size(numbers).gt(0), sum.divide(size(numbers)));
  }

  private static Column total(Column numbers, UnaryOperator<Column> part) {
    return aggregate(numbers, lit(0.0), (total, one) -> total.plus(part.apply(one)));
  }

  private static Dataset<Row> withRanges(Dataset<Row> summaries, List<ReferenceRange> ranges) {
    Column same =
        col(Events.CODE).equalTo(col(RANGE_CODE)).and(col(Events.UNIT).equalTo(col(RANGE_UNIT)));
    return summaries.join(broadcast(table(summaries.sparkSession(), ranges)), same, "left");
  }

  private static Dataset<Row> table(SparkSession spark, List<ReferenceRange> ranges) {
    StructType schema =
        new StructType()
            .add(RANGE_CODE, DataTypes.StringType, false)
            .add(RANGE_UNIT, DataTypes.StringType, false)
            .add(LOW, DataTypes.DoubleType)
            .add(HIGH, DataTypes.DoubleType);
    List<Row> rows =
        ranges.stream()
            .map(
                range ->
                    RowFactory.create(
                        range.code(),
                        range.unit(),
                        range.low().isPresent() ? range.low().getAsDouble() : null,
                        range.high().isPresent() ? range.high().getAsDouble() : null))
            .toList();
    return spark.createDataFrame(rows, schema);
  }
}
