package org.medley.jobs.cli;

import java.util.List;
import org.apache.spark.sql.Row;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.release.Query;

/** Finds the models that a person means. */
final class ModelVersions {
  private static final String VERSION = "[0-9A-Za-z_-]+";

  private ModelVersions() {}

  /**
   * The version in the release that begins with {@code text}.
   *
   * @throws MedleyException with exit code 64 if there is none, or are several
   */
  static String named(Query query, String text) {
    List<String> found =
        text.matches(VERSION)
            ? versions(query, "WHERE startswith(model_version, '" + text + "')")
            : List.of();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new MedleyException(
        ExitCode.USAGE,
        found.isEmpty()
            ? "the release has no model '" + text + "'"
            : found.size() + " models begin with '" + text + "'",
        "its models are " + String.join(", ", versions(query, "")));
  }

  private static List<String> versions(Query query, String where) {
    return query
        .rows(
            "SELECT DISTINCT model_version FROM model.models " + where + " ORDER BY model_version")
        .collectAsList()
        .stream()
        .map((Row row) -> row.getString(0))
        .toList();
  }
}
