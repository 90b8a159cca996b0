package org.medley.jobs.source;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.medley.jobs.source.csv.CsvSource;
import org.medley.jobs.source.fhir.FhirSource;
import org.medley.jobs.source.meds.MedsSource;
import org.medley.jobs.source.omop.OmopSource;
import org.medley.jobs.source.vcf.VcfSource;

/** The registry of extract formats: kind to implementation. */
public final class Sources {
  /** Every format by the name that {@code site.yaml} uses. */
  public static final Map<String, Supplier<Source>> BY_KIND =
      Map.of(
          "csv", CsvSource::new,
          "fhir", FhirSource::new,
          "meds", MedsSource::new,
          "omop", OmopSource::new,
          "vcf", VcfSource::new);

  private Sources() {}

  /** The settings that each kind of source knows beside those of every source. */
  public static Map<String, Set<String>> optionsByKind() {
    return BY_KIND.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, format -> format.getValue().get().options()));
  }
}
