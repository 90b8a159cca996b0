package org.medley.jobs.bench;

import java.nio.file.Path;
import org.medley.jobs.cli.Medley;

/**
 * The view {@code observation} of the configuration on a file, to Parquet.
 *
 * @param conf the configuration
 * @param file the file
 */
record FlatView(Path conf, Path file) {
  Measured run(String what, Path out) {
    return Measured.of(
        what,
        Extract.bytes(file),
        Extract.lines(file),
        () -> {
          int code =
              Medley.run(
                  "views",
                  "run",
                  "observation",
                  "--fhir=" + file,
                  "--out=" + out,
                  "--conf=" + conf,
                  "--quiet");
          if (code != 0) {
            throw new IllegalStateException("views run ended with " + code);
          }
        });
  }
}
