package org.medley.jobs.effect;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.medley.jobs.evaluate.Cells;

/**
 * How a column of the table becomes covariates.
 *
 * @param column its name
 * @param kind number, category or left-out
 * @param missing rows in which it says nothing
 * @param median of the numbers, which stands for missing ones
 * @param levels texts of a category, of which the first has no covariate of its own
 */
public record Encoding(String column, Kind kind, long missing, double median, List<String> levels) {
  /** What a column holds. */
  public enum Kind {
    /** Numbers: one covariate, where missing the median, and whether it is missing. */
    NUMBER,
    /** Texts: one covariate for each but the first, and whether it is missing. */
    CATEGORY,
    /** Nothing, the same everywhere, or too many different texts. */
    LEFT_OUT
  }

  /** Names of the covariates. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (kind == Kind.NUMBER) {
      names.add(column);
    } else if (kind == Kind.CATEGORY) {
      levels.stream().skip(1).forEach(level -> names.add(column + "=" + level));
    }
    if (kind != Kind.LEFT_OUT && missing > 0) {
      names.add(column + " is missing");
    }
    return names;
  }

  /** The covariates, in the order of {@link #names}, from the text in {@code alias}. */
  List<Column> covariates(String alias) {
    Column text = col(alias);
    List<Column> covariates = new ArrayList<>();
    if (kind == Kind.NUMBER) {
      covariates.add(coalesce(Cells.number(text), lit(median)));
    } else if (kind == Kind.CATEGORY) {
      levels.stream()
          .skip(1)
          .forEach(level -> covariates.add(coalesce(text.equalTo(level).cast("double"), lit(0.0))));
    }
    if (kind != Kind.LEFT_OUT && missing > 0) {
      covariates.add(when(text.isNull(), 1.0).otherwise(0.0));
    }
    return covariates;
  }
}
