package org.medley.jobs.check;

import java.util.List;
import java.util.Set;
import org.medley.jobs.error.ExitCode;

/** Java: Spark 4.1 is built and tested on 17 and 21. */
final class JavaCheck implements Check {
  private static final int LEAST = 17;
  private static final Set<Integer> TESTED = Set.of(17, 21);

  @Override
  public List<Finding> look(String name, Setup setup) {
    int version = setup.host().javaVersion();
    String found = "Java " + version;
    if (version < LEAST) {
      return List.of(
          Finding.fail(
              name,
              ExitCode.UNSUPPORTED,
              found + " is too old",
              "install a JDK 17 and set JAVA_HOME to it"));
    }
    return List.of(
        TESTED.contains(version)
            ? Finding.pass(name, found)
            : Finding.warn(
                name, found + " is not one that Spark is tested on", "use a JDK 17 or 21"));
  }
}
