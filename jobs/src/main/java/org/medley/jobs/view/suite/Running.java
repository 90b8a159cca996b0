package org.medley.jobs.view.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.view.View;
import org.medley.jobs.view.ViewException;
import org.medley.jobs.view.ViewReader;

/**
 * A case under way.
 *
 * @param number its place in its file, from 0
 * @param test as written
 * @param rows its rows, not yet computed; nothing if the view is wrong
 * @param failure what is wrong with the view
 */
record Running(int number, JsonNode test, Optional<Dataset<Row>> rows, String failure) {

  static Running start(int number, JsonNode test, Dataset<Row> resources) {
    try {
      View view = new View(ViewReader.read(test.path("view")));
      return new Running(number, test, Optional.of(view.rows(resources, List.of())), "");
    } catch (Exception e) {
      // Spark's own exceptions are checked ones that its methods do not declare.
      return new Running(number, test, Optional.empty(), failure(e));
    }
  }

  boolean expectsError() {
    return test.path("expectError").asBoolean(false);
  }

  /** The first line of what went wrong. */
  static String failure(Exception e) {
    String text =
        e instanceof ViewException wrong ? wrong.path() + " " + e.getMessage() : e.toString();
    return text.lines().findFirst().orElse("unknown");
  }
}
