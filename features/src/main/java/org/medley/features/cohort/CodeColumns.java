package org.medley.features.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.medley.features.contract.Events.CODE;

import org.apache.spark.sql.Column;

/** Codes as conditions on one row of events. */
public final class CodeColumns {
  private static final String BIRTH = "MEDS_BIRTH";

  private CodeColumns() {}

  /** Whether the code of a row matches; null where it has none. */
  public static Column matches(CodeMatch match) {
    if (match instanceof CodeMatch.Exact exact) {
      return col(CODE).equalTo(lit(exact.code()));
    }
    if (match instanceof CodeMatch.Nothing) {
      return lit(false);
    }
    if (match instanceof CodeMatch.Regex regex) {
      return CodePattern.found(regex.expression());
    }
    if (match instanceof CodeMatch.Any any) {
      return col(CODE).isin(any.codes().toArray());
    }
    if (match instanceof CodeMatch.Under under) {
      Column found = isIn(under.set());
      for (String prefix : under.prefixes()) {
        found = found.or(col(CODE).startsWith(prefix));
      }
      return found;
    }
    return isIn(((CodeMatch.In) match).set());
  }

  /** Whether the code of a row says that someone was born; null where it has none. */
  public static Column isBirth() {
    return col(CODE).equalTo(BIRTH).or(col(CODE).startsWith(BIRTH + "//"));
  }

  private static Column isIn(CodeSet set) {
    return col(CODE).isin(set.codes().stream().sorted().toArray());
  }
}
