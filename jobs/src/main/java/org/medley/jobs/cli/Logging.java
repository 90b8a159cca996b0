package org.medley.jobs.cli;

import java.nio.file.Path;
import org.medley.jobs.lake.LakeAccess;

/** Where the log goes: a file, never the console. */
final class Logging {
  private static final String PROPERTY = "medley.log";

  private Logging() {}

  /**
   * Sends the log to {@code logs/medley.log} of a local lake, else to the temporary folder. Must be
   * called before anything logs.
   */
  static void into(String lake) {
    if (System.getProperty(PROPERTY) == null) {
      Path folder =
          LakeAccess.isLocal(lake)
              ? LakeAccess.local(lake).resolve("logs")
              : Path.of(System.getProperty("java.io.tmpdir"));
      System.setProperty(PROPERTY, folder.resolve("medley.log").toString());
    }
  }

  /** The log file. */
  static String file() {
    return System.getProperty(PROPERTY, "none");
  }
}
