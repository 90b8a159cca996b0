package org.medley.jobs.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.medley.jobs.error.MedleyException;

/** What a cell threw, as a person reads it. */
final class FailureWords {
  private FailureWords() {}

  /**
   * The problem and its remedy where Medley knows it; of other exceptions their sentence. What
   * Spark says while it computes may quote values of patients, so only the kind of problem is told.
   */
  static String of(Throwable thrown) {
    Optional<MedleyException> known = MedleyException.in(thrown);
    if (known.isPresent()) {
      return known.get().getMessage() + "\n  " + known.get().remedy();
    }
    for (Throwable cause : causes(thrown)) {
      if (cause instanceof AnalysisException) {
        return firstLine(cause.getMessage());
      }
      if (cause instanceof SparkThrowable spark) {
        return "Spark could not compute this"
            + Optional.ofNullable(spark.getCondition()).map(kind -> ": " + kind).orElse("")
            + ". The details may quote values of patients and are in the log.";
      }
    }
    return plain(thrown);
  }

  private static String plain(Throwable thrown) {
    String message = thrown.getMessage();
    if (message == null || message.isBlank()) {
      return thrown.getClass().getSimpleName();
    }
    boolean sentence =
        thrown instanceof IllegalStateException || thrown instanceof IllegalArgumentException;
    return sentence ? message : thrown.getClass().getSimpleName() + ": " + message;
  }

  private static String firstLine(String message) {
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = thrown; each != null && !causes.contains(each); each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }
}
