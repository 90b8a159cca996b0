package org.medley.jobs.genome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.source.Extracts.texts;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Carriers;
import org.medley.features.contract.GeneBurden;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
class BurdenFactsTest {
  private static final String COUNTS =
      """
      | source | sample_id | gene  | mask | variants | copies | missing |
      | a      | S1        | BRCA2 | lof  | 2        | 3      | 0       |
      | a      | S2        | BRCA2 | lof  | 0        | 0      | 4       |
      | a      | S2        | TTN   | lof  | 1        | 1      | 1       |
      """;

  private static final String SAMPLES =
      """
      | source | sample_id |
      | a      | S1        |
      | a      | S2        |
      | a      | S3        |
      """;

  private static final String CARRIERS =
      """
      | source | sample_id | item | status      | copies | missing |
      | a      | S1        | hfe  | carrier     | 2      | 0       |
      | a      | S2        | hfe  | unknown     | 0      | 1       |
      | a      | S3        | hfe  | not carrier | 0      | 0       |
      """;

  @Test
  void copiesAndMissingCallsAreFactsWhereThereAreAnyAndAllSamplesWereAssessed(SparkSession spark) {
    assertThat(facts(new BurdenFacts(), spark, COUNTS))
        .containsExactly(
            "S1 | BURDEN//assessed | 1.0 | - | GeneBurden | assessed",
            "S1 | BURDEN//lof:BRCA2 | 3.0 | - | GeneBurden | lof:BRCA2",
            "S2 | BURDEN//assessed | 1.0 | - | GeneBurden | assessed",
            "S2 | BURDEN//lof:BRCA2:missing | 4.0 | - | GeneBurden | lof:BRCA2:missing",
            "S2 | BURDEN//lof:TTN | 1.0 | - | GeneBurden | lof:TTN",
            "S2 | BURDEN//lof:TTN:missing | 1.0 | - | GeneBurden | lof:TTN:missing",
            "S3 | BURDEN//assessed | 1.0 | - | GeneBurden | assessed");
  }

  @Test
  void nobodyWasAssessedWhereNothingWasCounted(SparkSession spark) {
    assertThat(facts(new BurdenFacts(), spark, COUNTS.lines().findFirst().orElseThrow() + "\n"))
        .isEmpty();
  }

  @Test
  void carriersAndOthersAreFactsAndTheUnknownAreNot(SparkSession spark) {
    assertThat(facts(new CarrierFacts(), spark, COUNTS))
        .containsExactly(
            "S1 | CARRIER//hfe | 1.0 | carrier | Carrier | hfe",
            "S3 | CARRIER//hfe | 0.0 | not carrier | Carrier | hfe");
  }

  private static List<String> facts(GenomicFacts kind, SparkSession spark, String counts) {
    Map<TableContract, String> tables =
        Map.of(GeneBurden.TABLE, counts, Samples.TABLE, SAMPLES, Carriers.TABLE, CARRIERS);
    Function<TableContract, Dataset<Row>> read =
        table -> TextTable.rows(spark, table, tables.get(table));
    return texts(
        FactColumns.of(kind.of(read)),
        "sample_id",
        "code",
        "numeric_value",
        "text_value",
        "source_type",
        "source_part");
  }
}
