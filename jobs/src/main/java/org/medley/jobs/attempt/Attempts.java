package org.medley.jobs.attempt;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Owner;
import org.medley.jobs.lake.SmallFiles;

/**
 * The latest attempts at the nights of one lake, one file each below {@code ops/attempts}. Only the
 * process that made an attempt writes its file, and by rename, so that no lease is needed.
 */
public final class Attempts {
  /** Attempts that are kept. */
  static final int KEPT = 200;

  private static final String FOLDER = "/ops/attempts";
  private static final String ENDING = ".json";

  private final SmallFiles files;

  /** The attempts of the lake at {@code root}. */
  public Attempts(String root, Configuration hadoop) {
    this.files = new SmallFiles(root + FOLDER, hadoop);
  }

  /** An identity that sorts by {@code now}. */
  public static String id(Instant now) {
    return "attempt-%013d-%d".formatted(now.toEpochMilli(), ProcessHandle.current().pid());
  }

  /** The name of this process, as an attempt has it. */
  public static String owner() {
    return Owner.self();
  }

  /**
   * Writes {@code attempt}.
   *
   * @throws IOException if that is not possible
   */
  public void write(Attempt attempt) throws IOException {
    files.write(attempt.id() + ENDING, Json.write(attempt));
  }

  /**
   * Removes the oldest beyond {@value #KEPT}.
   *
   * @throws IOException if that is not possible
   */
  public void forget() throws IOException {
    files.keepLast(KEPT);
  }

  /**
   * All that are kept, oldest first. What cannot be read is passed over.
   *
   * @throws IOException if the folder cannot be listed
   */
  public List<Attempt> all() throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    for (String name : files.names()) {
      files.read(name).map(text -> Json.read(text, Attempt.class)).ifPresent(attempts::add);
    }
    attempts.sort(Comparator.comparing(Attempt::id));
    return attempts;
  }
}
