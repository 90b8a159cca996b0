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

  @Test
  void whatIsDerivedFromManyVariantsHasAValueAndRareOnesACount(SparkSession spark) {
    Population population = new Population().member(1, INDEX).member(2, INDEX);
    Instant reported = INDEX.minus(Duration.ofDays(100));
    call(population, null, reported, null, "PGS//PGS000018", -0.5);
    call(population, null, reported, null, "GENOME//PC1", 0.0);
    call(population, null, reported, null, "BURDEN//lof:BRCA2", 1.0);
    call(population, null, reported, null, "BURDEN//assessed", 1.0);

    assertThat(bySubject(covariates(spark, population)).get(1L))
        .isEqualTo(
            Map.of(
                "genomic_pgs_pgs000018_value_full", -0.5,
                "genomic_genome_pc1_value_full", 0.0,
                "genomic_burden_lof_brca2_count_full", 1.0,
                "genomic_burden_assessed_count_full", 1.0));
    assertThat(bySubject(covariates(spark, population))).doesNotContainKey(2L);
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
