package org.medley.jobs.settings;

import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Gathers every problem of the configuration, so that a user sees all of them at once. */
public final class Problems {
  private final List<String> lines = new ArrayList<>();

  /** Notes that the key at {@code path} of {@code file} is wrong, and the remedy. */
  public void add(String file, String path, String what, String remedy) {
    lines.add("%s: %s: %s; %s".formatted(file, path, what, remedy));
  }

  /** Whether nothing was noted. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The problems noted so far, one sentence each. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Ends here if anything was noted.
   *
   * @throws MedleyException with exit code 78 that names every problem
   */
  public void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          (lines.size() == 1
                  ? "the configuration has a problem:"
                  : "the configuration has " + lines.size() + " problems:")
              + "\n  "
              + String.join("\n  ", lines),
          "mend the named keys and run the command again");
    }
  }
}
