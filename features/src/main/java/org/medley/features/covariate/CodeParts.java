package org.medley.features.covariate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.try_element_at;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.medley.features.comorbidity.ComorbidityIndices;
import org.medley.features.contract.Events;

/** The parts of a code {@code SYSTEM//CODE}; a system may itself have several parts. */
final class CodeParts {
  private CodeParts() {}

  /** Returns what stands before the last {@code //}. */
  static Column system() {
    return regexp_replace(col(Events.CODE), lit("//[^/]*$"), lit(""));
  }

  /** Returns what stands after the last {@code //}. */
  static Column local() {
    return element_at(split(col(Events.CODE), "//"), lit(-1));
  }

  /** Returns {@code 9} or {@code 10} where the code is one of ICD, else null. */
  static Column icdVersion() {
    return try_element_at(
        map(
            ComorbidityIndices.icdBySystem().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(each -> Stream.of(lit(each.getKey()), lit(each.getValue())))
                .toArray(Column[]::new)),
        system());
  }
}
