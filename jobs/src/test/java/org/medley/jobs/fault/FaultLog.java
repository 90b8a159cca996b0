package org.medley.jobs.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The faults that one lake went through, a line each in {@code target/faults.csv}. */
final class FaultLog {
  private static final Path FILE = Path.of("target", "faults.csv");
  private static final String HEADER = "fault,injection,exit_codes,seconds,same_rows";
  private static final double NANOS = 1e9;

  private final List<String> lines = new ArrayList<>();
  private long last = System.nanoTime();

  /**
   * A fault is over that began when the one before it was.
   *
   * @param exitCodes of the processes that took part, in the order in which they ended
   */
  void add(String fault, String injection, int... exitCodes) {
    long now = System.nanoTime();
    String codes =
        Arrays.stream(exitCodes).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    lines.add("%s,%s,%s,%.0f".formatted(fault, injection, codes, (now - last) / NANOS));
    last = now;
  }

  /** Writes the lines, with whether the lake ended in the rows of a night that was left alone. */
  void write(boolean sameRows) throws IOException {
    synchronized (FaultLog.class) {
      List<String> written = new ArrayList<>();
      if (!Files.exists(FILE)) {
        Files.createDirectories(FILE.getParent());
        written.add(HEADER);
      }
      lines.forEach(line -> written.add(line + "," + sameRows));
      Files.write(FILE, written, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
