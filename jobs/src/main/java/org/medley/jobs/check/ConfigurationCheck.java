package org.medley.jobs.check;

import java.util.List;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.text.Numbers;

/** Every problem of the configuration, as the night would report them: all at once. */
final class ConfigurationCheck implements Check {
  private static final String SEPARATOR = "; ";

  @Override
  public List<Finding> look(String name, Setup setup) {
    if (setup.problems().isEmpty()) {
      var configuration = setup.configuration().orElseThrow();
      return List.of(
          Finding.pass(
              name,
              "site '%s' in %s: %s, %s, %s"
                  .formatted(
                      configuration.site().name(),
                      configuration.folder(),
                      Numbers.count(configuration.site().sources().size(), "source", "sources"),
                      Numbers.count(configuration.tasks().size(), "task", "tasks"),
                      Numbers.count(configuration.decisions().size(), "decision", "decisions"))));
    }
    return setup.problems().stream().map(problem -> finding(name, problem)).toList();
  }

  /** A problem is what is wrong and its remedy, parted by the first semicolon from the end. */
  private static Finding finding(String name, String problem) {
    int end = problem.lastIndexOf(SEPARATOR);
    return Finding.fail(
        name,
        ExitCode.CONFIGURATION,
        end < 0 ? problem : problem.substring(0, end),
        end < 0 ? "mend the named key" : problem.substring(end + SEPARATOR.length()));
  }
}
