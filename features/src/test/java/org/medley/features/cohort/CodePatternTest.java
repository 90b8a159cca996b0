package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;

@SparkTest
class CodePatternTest {
  private static final List<String> EXPRESSIONS =
      List.of(
          "ADMISSION//.*",
          "^ADMISSION//.*",
          ".*//7",
          ".*SION.*",
          ".*",
          "^",
          "^.*//7",
          "A|B//.*",
          "^A|7$",
          "ADMISSION$",
          "ADMISSION.+",
          "A\\.*",
          "A\\|B",
          "(A|B)//7",
          "[AB]//",
          "(?i)admission",
          "^A.*7$",
          "A.*B",
          "é//.*");

  @Test
  void meansWhatTheExpressionMeans(SparkSession spark) {
    List<String> codes = Stream.concat(chosen(), random()).distinct().toList();
    Column[] found =
        Stream.concat(
                Stream.of(functions.col("code")), EXPRESSIONS.stream().map(CodePattern::found))
            .toArray(Column[]::new);

    List<Row> rows =
        spark.createDataset(codes, Encoders.STRING()).toDF("code").select(found).collectAsList();

    assertThat(rows).hasSize(codes.size());
    for (Row row : rows) {
      List<Boolean> expected =
          EXPRESSIONS.stream()
              .map(each -> Pattern.compile(each).matcher(row.getString(0)).find())
              .toList();
      assertThat(IntStream.rangeClosed(1, EXPRESSIONS.size()).mapToObj(row::getBoolean).toList())
          .as(row.getString(0))
          .isEqualTo(expected);
    }
  }

  @Test
  void plainTextIsLookedForWithoutAnExpression() {
    assertThat(plans("ADMISSION//.*", "^A//.*|.*B")).noneMatch(plan -> plan.contains("rlike"));
    assertThat(plans("A\\.*", "[AB]", "A$", "A.B")).allMatch(plan -> plan.contains("rlike"));
  }

  private static List<String> plans(String... expressions) {
    return Arrays.stream(expressions)
        .map(each -> CodePattern.found(each).toString().toLowerCase(java.util.Locale.ROOT))
        .toList();
  }

  private static Stream<String> chosen() {
    return Stream.of(
        "ADMISSION", "ADMISSION//", "A.", "A\\", "A|B", "A\nB//7", "admission", "é//1");
  }

  private static Stream<String> random() {
    SplittableRandom random = new SplittableRandom(1);
    String letters = "AB/7.|\\\nSION";
    return IntStream.range(0, 300)
        .mapToObj(
            i ->
                random
                    .ints(1 + random.nextInt(6), 0, letters.length())
                    .mapToObj(at -> letters.substring(at, at + 1))
                    .reduce("", String::concat));
  }
}
