package org.medley.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.contract.Scores.RAW_SCORE;
import static org.medley.models.contract.Scores.RISK_SCORE;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Matrix;
import org.medley.features.testing.SparkTest;
import org.medley.models.fitted.FittedModel;
import org.medley.models.score.Scorer;

/**
 * A model of each family as it was saved on 29 November 2026 (format 1, Spark 4.1.0), with what it
 * gave twelve people then: what a site has saved must go on loading and scoring the same. The
 * folders are never written anew; a new format adds one.
 */
@SparkTest
class SavedModelTest {
  private static final double TOLERANCE = 1e-12;

  @Test
  void modelsSavedByAnOlderReleaseScoreAsTheyDid(SparkSession spark)
      throws IOException, URISyntaxException {
    for (String family : List.of("logistic", "boosted-trees")) {
      Path saved =
          Path.of(SavedModelTest.class.getResource("/org/medley/models/saved/" + family).toURI());
      FittedModel model = ModelStore.load(spark, saved.resolve("model").toString()).model();
      assertThat(model.family()).isEqualTo(family);
      List<String[]> lines =
          Files.readAllLines(saved.resolve("scores.csv")).stream()
              .skip(1)
              .map(line -> line.split(","))
              .toList();
      List<Row> scored =
          Scorer.scores(model, "m", matrix(spark, lines)).orderBy(SUBJECT_ID).collectAsList();
      assertThat(scored).hasSize(12);
      for (int i = 0; i < scored.size(); i++) {
        Row row = scored.get(i);
        String[] then = lines.get(i);
        assertThat(row.<Double>getAs(RAW_SCORE))
            .isCloseTo(Double.parseDouble(then[3]), within(TOLERANCE));
        assertThat(row.<Double>getAs(RISK_SCORE))
            .isCloseTo(Double.parseDouble(then[4]), within(TOLERANCE));
      }
    }
  }

  private static Dataset<Row> matrix(SparkSession spark, List<String[]> lines) {
    Timestamp index = Timestamp.from(Instant.parse("2026-06-01T00:00:00Z"));
    List<Row> rows =
        lines.stream()
            .map(
                line ->
                    RowFactory.create(
                        "sim",
                        "ref-1",
                        "score",
                        Long.parseLong(line[0]),
                        index,
                        words(line[1]).map(Integer::valueOf).toArray(),
                        words(line[2]).map(Double::valueOf).toArray()))
            .toList();
    return spark.createDataFrame(rows, Matrix.TABLE.schema());
  }

  private static java.util.stream.Stream<String> words(String cell) {
    return Arrays.stream(cell.split(" ")).filter(word -> !word.isEmpty());
  }
}
