package org.medley.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medley.jobs.lake.LakeAccess;

/** Where the log goes: a file, never the console. */
final class Logging {
  private static final String PROPERTY = "medley.log";

  private Logging() {}

  /**
   * Sends the log to {@code logs/medley.log} of a local lake that is there or can be made, else to
   * the temporary folder. Must be called before anything logs.
   */
  static void into(String lake) {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, folder(lake).resolve("medley.log").toString());
    }
  }

  /** Sends the log to the temporary folder. Must be called before anything logs. */
  static void aside() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(
          PROPERTY, Path.of(System.getProperty("java.io.tmpdir")).resolve("medley.log").toString());
    }
  }

  private static Path folder(String lake) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    if (!LakeAccess.isLocal(lake) || !Files.isDirectory(parent(lake))) {
      return temporary;
    }
    try {
      return Files.createDirectories(LakeAccess.local(lake).resolve("logs"));
    } catch (IOException e) {
      // The command will say what is wrong with the lake; its log has to lie elsewhere.
      return temporary;
    }
  }

  /** A lake to be read that is not there is not made for its log; the folder it lies in must be. */
  private static Path parent(String lake) {
    Path folder = LakeAccess.local(lake);
    return folder.getParent() == null ? folder : folder.getParent();
  }

  /** The log file. */
  static String file() {
    return System.getProperty(PROPERTY, "none");
  }
}
