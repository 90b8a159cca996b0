package org.medley.features.covariate;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.AT;
import static org.medley.features.covariate.CodeSummary.END;
import static org.medley.features.covariate.CodeSummary.INDEX_MICROS;
import static org.medley.features.covariate.CodeSummary.LAST_DATED;
import static org.medley.features.covariate.CodeSummary.LAST_TIME;
import static org.medley.features.covariate.CodeSummary.LAST_UNDATED;
import static org.medley.features.covariate.CodeSummary.MEMBER;
import static org.medley.features.covariate.CodeSummary.NUMBER;
import static org.medley.features.covariate.CodeSummary.NUMBERS;
import static org.medley.features.covariate.CodeSummary.ONE_CODE;
import static org.medley.features.covariate.CodeSummary.OWN;
import static org.medley.features.covariate.CodeSummary.SPANS;
import static org.medley.features.covariate.CodeSummary.STANDS_FOR_CODE;
import static org.medley.features.covariate.CodeSummary.WORDS;
import static org.medley.features.covariate.CodeSummary.named;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Subjects;

/** Turns the events known to each member into the rows that {@link CodeSummary} describes. */
final class CodeSummaries {
  private static final Object[] WITH_SPANS = {"drug", "visit"};

  private CodeSummaries() {}

  /**
   * Returns one row per member, domain, code and unit, for all windows at once.
   *
   * <p>Nothing depends on the order of {@code known}: counts, least and greatest do not, the last
   * number is the greatest by a total order, and means are summed in the order of time and value.
   */
  static Dataset<Row> summarise(Dataset<Row> known, List<LookbackWindow> windows) {
    List<Column> aggregates = new ArrayList<>();
    windows.forEach(window -> aggregates.addAll(countsAndExtremes(window)));
    aggregates.add(min(col(Events.DESCRIPTION)).as(WORDS));
    aggregates.add(max(col(AT)).as(LAST_TIME));
    Column undated = col(AT).isNull();
    aggregates.add(max(when(not(undated), ranked())).as(LAST_DATED));
    aggregates.add(max(when(undated, ranked())).as(LAST_UNDATED));
    aggregates.add(
        sort_array(collect_list(when(col(NUMBER).isNotNull(), struct(col(AT), col(NUMBER)))))
            .as(NUMBERS));
    aggregates.add(spans());
    aggregates.add(max(col(Subjects.BIRTH_DATE)).as(Subjects.BIRTH_DATE));
    aggregates.add(max(col(Subjects.SEX)).as(Subjects.SEX));
    Dataset<Row> perCode =
        known
            .groupBy(keys())
            .agg(
                aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
    return withRepresentatives(withMeans(perCode, windows), windows);
  }

  private static Column[] keys() {
    return Stream.concat(
            MEMBER.stream(), Stream.of(INDEX_MICROS, Events.DOMAIN, Events.CODE, Events.UNIT))
        .map(Column::new)
        .toArray(Column[]::new);
  }

  private static List<Column> countsAndExtremes(LookbackWindow window) {
    Column inWindow = window.holds(col(AT), col(INDEX_MICROS));
    Column number = col(NUMBER);
    return List.of(
        count_if(inWindow).as(named("events", window)),
        count_if(inWindow.and(col(OWN))).as(named("own_events", window)),
        size(collect_set(when(inWindow, CodeSummary.day(col(AT))))).as(named("days", window)),
        count_if(inWindow.and(number.isNotNull())).as(named("numbers", window)),
        min(when(inWindow, number)).as(named("least", window)),
        max(when(inWindow, number)).as(named("greatest", window)));
  }

  private static Column spans() {
    Column wanted = col(Events.DOMAIN).isin(WITH_SPANS).and(col(AT).isNotNull());
    Column span = struct(col(AT), col(END), col(Events.SOURCE_TYPE), col(OWN));
    return sort_array(collect_list(when(wanted, span))).as(SPANS);
  }

  private static Column ranked() {
    return when(
        col(NUMBER).isNotNull(),
        struct(
            col(AT),
            col(Events.AVAILABLE_TIME),
            col(Events.SOURCE_ID),
            col(Events.SOURCE_PART),
            col(NUMBER)));
  }

  private static Dataset<Row> withMeans(Dataset<Row> perCode, List<LookbackWindow> windows) {
    Map<String, Column> means = new LinkedHashMap<>();
    for (LookbackWindow window : windows) {
      Column sum =
          aggregate(col(NUMBERS), lit(0.0), (total, next) -> total.plus(part(window, next)));
      Column numbers = CodeSummary.numbers(window);
      means.put(named("mean", window), when(numbers.gt(0), sum.divide(numbers)));
    }
    return perCode.withColumns(means);
  }

  private static Column part(LookbackWindow window, Column next) {
    Column inWindow = window.holds(next.getField(AT), col(INDEX_MICROS));
    return when(inWindow, next.getField(NUMBER)).otherwise(lit(0.0));
  }

  private static Dataset<Row> withRepresentatives(
      Dataset<Row> perCode, List<LookbackWindow> windows) {
    Column first = col(Events.UNIT).eqNullSafe(min(col(Events.UNIT)).over(ONE_CODE));
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put(STANDS_FOR_CODE, first);
    for (LookbackWindow window : windows) {
      Column events = max(CodeSummary.ownEvents(window)).over(ONE_CODE);
      columns.put(named("code_in", window), first.and(events.gt(0)));
    }
    return perCode.withColumns(columns);
  }
}
