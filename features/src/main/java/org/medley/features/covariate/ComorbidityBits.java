package org.medley.features.covariate;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.medley.features.comorbidity.ComorbidityCategory;
import org.medley.features.comorbidity.ComorbidityIndex;

/** The categories of all comorbidity indices that codes belong to, as the bits of one number. */
final class ComorbidityBits {
  private static final String ICD = "icd_version";
  private static final String CODE = "icd_code";

  private ComorbidityBits() {}

  /**
   * Adds, for each window, the categories of all codes of the member in that window. One row in,
   * one row out; the table of codes, some 700 rows, is broadcast.
   */
  static Dataset<Row> added(
      Dataset<Row> summaries, List<String> domains, List<LookbackWindow> windows) {
    Column head = substring(col(CODE), 1, ComorbidityCodes.HEAD_LENGTH);
    Column same =
        col(ICD).equalTo(col(ComorbidityCodes.ICD)).and(head.equalTo(col(ComorbidityCodes.HEAD)));
    Dataset<Row> coded =
        summaries
            .withColumn(ICD, when(CodeSummary.in(domains), CodeParts.icdVersion()))
            .withColumn(
                CODE, upper(regexp_replace(CodeParts.local(), lit("[^A-Za-z0-9]"), lit(""))))
            .join(broadcast(ComorbidityCodes.table(summaries.sparkSession())), same, "left");
    Map<String, Column> categories = new LinkedHashMap<>();
    for (LookbackWindow window : windows) {
      Column here = when(CodeSummary.events(window).gt(0), bits());
      categories.put(named(window), CodeSummary.bitsOverMember(here));
    }
    return coded.withColumns(categories);
  }

  /** Returns whether the member has the category in the window, and no graver form of it. */
  static Column has(LookbackWindow window, ComorbidityIndex index, ComorbidityCategory category) {
    Column own = isSet(window, index, category.name());
    return category
        .notWith()
        .map(graver -> own.and(functions.not(isSet(window, index, graver))))
        .orElse(own);
  }

  private static Column isSet(LookbackWindow window, ComorbidityIndex index, String category) {
    Column bit = lit(ComorbidityCodes.bit(index.name(), category));
    return col(named(window)).bitwiseAND(bit).notEqual(0L);
  }

  private static String named(LookbackWindow window) {
    return CodeSummary.named("comorbidities", window);
  }

  private static Column bits() {
    return aggregate(
        col(ComorbidityCodes.PREFIXES),
        lit(0L),
        (all, one) ->
            when(
                    col(CODE).startsWith(one.getField(ComorbidityCodes.PREFIX)),
                    all.bitwiseOR(one.getField(ComorbidityCodes.BITS)))
                .otherwise(all));
  }
}
