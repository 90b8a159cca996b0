package org.medley.jobs.source;

import java.util.Map;
import java.util.function.Supplier;
import org.medley.jobs.source.csv.CsvSource;
import org.medley.jobs.source.fhir.FhirSource;
import org.medley.jobs.source.vcf.VcfSource;

/** The registry of extract formats: kind to implementation. */
public final class Sources {
  /** Every format by the name that {@code site.yaml} uses. */
  public static final Map<String, Supplier<Source>> BY_KIND =
      Map.of("csv", CsvSource::new, "fhir", FhirSource::new, "vcf", VcfSource::new);

  private Sources() {}
}
