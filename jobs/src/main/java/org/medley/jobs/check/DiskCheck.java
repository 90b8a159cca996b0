package org.medley.jobs.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.error.ExitCode;

/** Room in the lake, and where Spark spills. */
final class DiskCheck implements Check {
  private static final long LEAST = 1L << 30;
  private static final long COMFORTABLE = 10L << 30;

  @Override
  public List<Finding> look(String name, Setup setup) {
    Map<String, Path> places = new LinkedHashMap<>();
    setup.nearest().ifPresent(folder -> places.put("the lake", folder));
    places.put("temporary files", Path.of(System.getProperty("java.io.tmpdir")));
    List<Finding> findings = new ArrayList<>();
    places.forEach((what, folder) -> findings.add(room(name, what, folder, setup.host())));
    return findings;
  }

  private static Finding room(String name, String what, Path folder, Host host) {
    try {
      long free = host.freeBytes(folder);
      String found = "%s free for %s (%s)".formatted(Sizes.text(free), what, folder);
      if (free < LEAST) {
        return Finding.fail(
            name,
            ExitCode.CANNOT_WRITE,
            "only " + found,
            "make room on that volume, or use another");
      }
      return free < COMFORTABLE
          ? Finding.warn(name, "only " + found, "make room: a night needs about twice its extracts")
          : Finding.pass(name, found);
    } catch (IOException e) {
      return Finding.fail(
          name,
          ExitCode.CANNOT_WRITE,
          "the volume of %s (%s) cannot be asked".formatted(what, folder),
          "check that it is mounted and can be read");
    }
  }
}
