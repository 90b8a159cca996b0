package org.medley.jobs.pull.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.text.Numbers;

/**
 * What the server said of resources that it could not export as asked: a finished export may be a
 * partial success. Only counts leave here, since the entries tell of patients.
 */
final class Outcomes {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Outcomes() {}

  /** The issues in a file of OperationOutcomes, by severity; what is none counts as an error. */
  static Map<Severity, Long> count(Path file) throws IOException {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          count(line, counts);
        }
      }
    }
    return counts;
  }

  private static void count(String line, Map<Severity, Long> counts) {
    try {
      JsonNode outcome = MAPPER.readTree(line);
      if (outcome.path("resourceType").asText().equals("OperationOutcome")
          && !outcome.path("issue").isEmpty()) {
        outcome
            .path("issue")
            .forEach(
                issue -> counts.merge(Severity.of(issue.path("severity").asText()), 1L, Long::sum));
        return;
      }
    } catch (JsonProcessingException e) {
      // The server meant to say that something is wrong, and could not even say it.
      counts.merge(Severity.ERROR, 1L, Long::sum);
      return;
    }
    counts.merge(Severity.ERROR, 1L, Long::sum);
  }

  /** The issues of all {@code files}, by severity. */
  static Map<Severity, Long> sum(Collection<DoneFile> files) {
    Map<Severity, Long> sum = new EnumMap<>(Severity.class);
    files.forEach(
        file -> file.issues().forEach((severity, count) -> sum.merge(severity, count, Long::sum)));
    return sum;
  }

  /** Whether none of the issues is worse than {@code worst}. */
  static boolean acceptable(Map<Severity, Long> issues, Severity worst) {
    return issues.keySet().stream().allMatch(severity -> severity.compareTo(worst) <= 0);
  }

  /**
   * Lets an export pass none of whose issues is worse than {@code worst}.
   *
   * @param where the folder in which the user can read them
   * @throws MedleyException with exit code 65
   */
  static void gate(Map<Severity, Long> issues, Severity worst, String source, Path where) {
    if (acceptable(issues, worst)) {
      return;
    }
    String refused =
        issues.entrySet().stream()
            .filter(entry -> entry.getKey().compareTo(worst) > 0)
            .map(entry -> Numbers.count(entry.getValue()) + " × " + entry.getKey().code())
            .collect(Collectors.joining(", "));
    throw new MedleyException(
        ExitCode.DATA_REJECTED,
        "source '" + source + "': the server could not export everything (" + refused + ")",
        "read "
            + where
            + "; to accept such an extract raise pull.worst-outcome, then run again: what is there"
            + " is taken. Else run again for a fresh export");
  }
}
