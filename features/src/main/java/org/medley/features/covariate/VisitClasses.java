package org.medley.features.covariate;

import static org.apache.spark.sql.functions.col;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.medley.features.contract.Events;

/** The class of a visit, such as inpatient, by its code. */
final class VisitClasses {
  static final String INPATIENT = "inpatient";

  private static final Map<String, List<String>> CODES = load();

  private VisitClasses() {}

  /** Returns the names of the classes, in the order of the data. */
  static List<String> names() {
    return List.copyOf(CODES.keySet());
  }

  /** Returns whether the row is of visits of this class: its code, or one that goes on with //. */
  static Column is(String visitClass) {
    Column code = col(Events.CODE);
    return CODES.get(visitClass).stream()
        .map(start -> code.equalTo(start).or(code.startsWith(start + "//")))
        .reduce(Column::or)
        .map(known -> CodeSummary.in(List.of("visit")).and(known))
        .orElseThrow();
  }

  private static Map<String, List<String>> load() {
    try (InputStream in = VisitClasses.class.getResourceAsStream("visit-classes.csv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Map<String, List<String>> codes = new LinkedHashMap<>();
      for (String line : reader.lines().skip(1).toList()) {
        String[] cells = line.split(",", 3);
        codes.computeIfAbsent(cells[1], name -> new ArrayList<>()).add(cells[0]);
      }
      return codes;
    } catch (IOException e) {
      throw new UncheckedIOException("The classes of visits cannot be read.", e);
    }
  }
}
