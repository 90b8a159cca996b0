package org.medley.jobs.settings;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Gathers every problem of the configuration, so that a user sees all of them at once. */
public final class Problems {
  private final Set<String> lines = new LinkedHashSet<>();
  private final Map<String, Map<String, Integer>> places = new HashMap<>();

  /** Tells in which line of {@code file} each key path stands, so that problems can say so. */
  public void locate(String file, Map<String, Integer> lineOfPath) {
    places.put(file, lineOfPath);
  }

  /**
   * Notes that the key at {@code path} of {@code file} is wrong, and the remedy. The line is that
   * of the key or, where the key is missing, of the mapping that lacks it. What several readers of
   * one file find is noted once.
   */
  public void add(String file, String path, String what, String remedy) {
    lines.add("%s: %s: %s; %s".formatted(place(file, path), path, what, remedy));
  }

  /** Notes that a file could not be read at all. */
  public void add(MedleyException unreadable) {
    lines.add(unreadable.getMessage() + "; " + unreadable.remedy());
  }

  /** Where the key at {@code path} of {@code file} stands: {@code file:line}, or the file alone. */
  public String place(String file, String path) {
    return file + line(file, path);
  }

  private String line(String file, String path) {
    Map<String, Integer> lineOfPath = places.getOrDefault(file, Map.of());
    String at = path;
    while (!lineOfPath.containsKey(at)) {
      int end = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
      if (end < 0) {
        return "";
      }
      at = at.substring(0, end);
    }
    return ":" + lineOfPath.get(at);
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
