package org.medley.jobs.bench;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;

/**
 * The parser of HAPI FHIR (https://hapifhir.io) alone, on all cores: text to objects, which are
 * dropped.
 *
 * @param file the Observations
 */
record HapiParser(Path file) {
  private static final FhirContext R4 = FhirContext.forR4();

  Measured run() {
    return Measured.of(
        "HAPI FHIR, parser alone",
        Extract.bytes(file),
        Extract.lines(file),
        () -> {
          try (Stream<String> lines = Files.lines(file)) {
            long parsed =
                lines
                    .parallel()
                    .map(line -> R4.newJsonParser().parseResource(Observation.class, line))
                    .filter(Observation::hasId)
                    .count();
            if (parsed == 0) {
              throw new IllegalStateException("HAPI parsed nothing");
            }
          }
        });
  }
}
