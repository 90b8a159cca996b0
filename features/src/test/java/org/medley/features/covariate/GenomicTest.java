package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.covariate.Population.Event;

class GenomicTest extends CovariateFamilyContract {
  @Override
  String family() {
    return "genomic";
  }

  @Test
  void aReclassifiedVariantCountsAsItWasReportedAtTheIndexTime(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    Instant collected = INDEX.minus(Duration.ofDays(4000));
    Instant reported = INDEX.minus(Duration.ofDays(3900));
    Instant corrected = INDEX.plus(Duration.ofDays(5));
    call(population, collected, reported, corrected, "RSID//rs7412", 2.0);
    call(population, collected, corrected, null, "RSID//rs7412", 1.0);
    call(population, collected, reported, null, "RSID//rs429358", 0.0);
    call(population, collected, reported, null, "RSID//rs738409", null);

    assertThat(bySubject(covariates(spark, population)).get(1L))
        .isEqualTo(
            Map.of(
                "genomic_rsid_rs7412_dosage_full", 2.0,
                "genomic_rsid_rs429358_dosage_full", 0.0));
  }

  private static void call(
      Population population,
      Instant time,
      Instant available,
      Instant superseded,
      String code,
      Double dosage) {
    String id = "call" + population.events.size();
    population.events.add(
        new Event(1, time, available, superseded, "genomic", code, dosage, null, "Variant", id));
  }
}
