package org.medley.jobs.source.meds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.MedleyException;

@SparkTest
class MedsStaysTest {
  private static final String[] TOLD = {"line", "stay_end"};

  private static Dataset<Row> rows(SparkSession spark, List<String> lines) {
    return spark.sql(
        "SELECT subject_id, CAST(time AS timestamp) AS time, code, encounter_id, 'f' AS file,"
            + " CAST(line AS bigint) AS line FROM VALUES "
            + String.join(", ", lines)
            + " AS v(line, subject_id, time, code, encounter_id)");
  }

  @Test
  void aStayEndsWithTheNextEndOfItsOwnKindBeforeAnotherStart(SparkSession spark) {
    Observation counts = new Observation();
    Dataset<Row> rows =
        rows(
            spark,
            List.of(
                "(1, 'a', '2020-01-01', 'HOSPITAL_ADMISSION//E', null)",
                "(2, 'a', '2020-01-02', 'ICU_ADMISSION//M', null)",
                "(3, 'a', '2020-01-03', 'ICU_DISCHARGE//M', null)",
                "(4, 'a', '2020-01-05', 'HOSPITAL_DISCHARGE//HOME', null)",
                "(5, 'a', '2020-02-01', 'HOSPITAL_DISCHARGE//HOME', null)",
                "(6, 'a', '2020-03-01', 'HOSPITAL_ADMISSION//E', null)",
                "(7, 'a', '2020-03-02', 'HOSPITAL_ADMISSION//E', null)",
                "(8, 'a', '2020-03-02', 'HOSPITAL_DISCHARGE//HOME', null)",
                "(9, 'b', '2020-03-03', 'HOSPITAL_DISCHARGE//HOME', null)",
                "(10, 'b', null, 'HOSPITAL_ADMISSION//E', null)",
                "(11, 'b', '2020-01-01', 'VISIT//ward 3//start', null)",
                "(12, 'b', '2020-01-02', 'VISIT//ward 4//end', null)",
                "(13, 'b', '2020-01-03', 'VISIT//ward 3//end', null)",
                "(14, 'b', '2020-01-03', 'LAB//1', null)",
                "(15, 'b', '2020-01-03', 'IN', null)",
                "(16, 'b', '2020-01-04', 'OUT', null)"));
    MedsStays stays = MedsStays.of("icu", Optional.of("IN = OUT"));

    assertThat(texts(stays.ended(rows, counts).where("stay_end IS NOT NULL"), TOLD))
        .containsExactlyInAnyOrder(
            "1 | 2020-01-05 00:00:00.0",
            "2 | 2020-01-03 00:00:00.0",
            "6 | 2020-03-02 00:00:00.0",
            "11 | 2020-01-03 00:00:00.0",
            "15 | 2020-01-04 00:00:00.0");
    assertThat(MedsStays.notes(counts))
        .isEqualTo(
            Map.of("stays with end", "5", "stays without end", "1", "stays without start", "3"));
    assertThat(stays.ended(rows, new Observation()).count()).isEqualTo(16);
  }

  @Test
  void whereTheDataNameEncountersThoseArePaired(SparkSession spark) {
    Dataset<Row> rows =
        rows(
            spark,
            List.of(
                "(1, 'a', '2020-01-01', 'ADMISSION', '1')",
                "(2, 'a', '2020-01-02', 'ADMISSION', '2')",
                "(3, 'a', '2020-01-03', 'DISCHARGE', '1')",
                "(4, 'a', '2020-01-04', 'DISCHARGE', '2')"));
    assertThat(
            texts(
                MedsStays.of("icu", Optional.empty())
                    .ended(rows, new Observation())
                    .where("stay_end IS NOT NULL"),
                TOLD))
        .containsExactlyInAnyOrder("1 | 2020-01-03 00:00:00.0", "2 | 2020-01-04 00:00:00.0");
  }

  /** Against a loop over each person's rows, with many at one time. */
  @Test
  void pairsAreThoseOfALoop(SparkSession spark) {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int person = 0, line = 0; person < 40; person++) {
      int open = -1;
      for (int day = 1; day < 10; day++) {
        boolean start = random.nextBoolean();
        boolean end = random.nextInt(3) == 0;
        String time = "2020-01-0" + day;
        if (end && open >= 0) {
          expected.add(open + " | " + time + " 00:00:00.0");
        }
        open = end ? -1 : open;
        if (start) {
          open = line;
          lines.add(line(line++, person, time, "ADMISSION//x"));
        }
        if (end) {
          lines.add(line(line++, person, time, "DISCHARGE//x"));
        }
      }
    }
    assertThat(
            texts(
                MedsStays.of("icu", Optional.empty())
                    .ended(rows(spark, lines), new Observation())
                    .where("stay_end IS NOT NULL"),
                TOLD))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String line(int line, int person, String time, String code) {
    return "(%d, '%d', '%s', '%s', null)".formatted(line, person, time, code);
  }

  @Test
  void whatIsNoPairIsNamed() {
    assertThatThrownBy(() -> MedsStays.of("icu", Optional.of("A=B, C")))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("sources.icu.stays: 'C' is not START=END");
  }
}
