package org.medley.jobs.evaluate;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** What the text of a cell says. */
public final class Cells {
  private static final Object[] MISSING = {"", "na", "nan", "null", "none", "."};
  private static final Object[] YES = {"true", "t", "yes", "y"};
  private static final Object[] NO = {"false", "f", "no", "n"};

  private Cells() {}

  /** The text of a column of any type, without blanks around it; null where nothing is said. */
  public static Column text(String column) {
    Column text = trim(col("`" + column.replace("`", "``") + "`").cast("string"));
    return when(lower(text).isin(MISSING), lit(null)).otherwise(text);
  }

  /** As {@link #text}, for groups of people, of which {@code none} may be one. */
  public static Column group(String column) {
    Column text = trim(col("`" + column.replace("`", "``") + "`").cast("string"));
    return when(lower(text).equalTo("none"), text).otherwise(text(column));
  }

  /** A finite number; null where the text is none. */
  public static Column number(Column text) {
    Column number = text.try_cast(DataTypes.DoubleType);
    return when(abs(number).lt(lit(Double.POSITIVE_INFINITY)), number);
  }

  /** 1 and 0 for words of yes and no and for the numbers; null for any other text. */
  public static Column label(Column text, String positive) {
    if (positive != null) {
      return when(text.isNotNull(), text.equalTo(positive).cast("double"));
    }
    Column number = number(text);
    return when(lower(text).isin(YES), 1.0)
        .when(lower(text).isin(NO), 0.0)
        .when(number.isin(0.0, 1.0), number);
  }

  /** 0, 1 or a higher whole number; words of yes and no are 1 and 0; null for any other text. */
  public static Column event(Column text) {
    Column number = number(text);
    return when(lower(text).isin(YES), 1.0)
        .when(lower(text).isin(NO), 0.0)
        .when(number.geq(0).and(number.equalTo(number.cast("int"))), number);
  }

  /** A number of at least 0; null for any other text. */
  public static Column positive(Column text) {
    Column number = number(text);
    return when(number.geq(0), number);
  }

  /** A number that stands for the name of a subject. */
  public static Column subject(Column text) {
    return when(text.isNotNull(), xxhash64(text));
  }
}
