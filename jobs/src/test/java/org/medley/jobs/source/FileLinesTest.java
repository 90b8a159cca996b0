package org.medley.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;

@SparkTest
class FileLinesTest {
  private static final StructType TEXT = new StructType().add("text", DataTypes.StringType);

  @TempDir Path folder;

  @Test
  void partsWithPassedLinesAndPartsThatNobodyReadComeAgain(SparkSession spark) throws IOException {
    FileLines files = FileLines.of(spark, List.of(file("a", "x1\nx2"), file("b", "x3\ny4\nx5")));
    assertThat(texts(others(files.passedOver()))).containsExactly("y4");

    Dataset<Row> wanted = files.rows(TEXT, line -> row(line, line.text().startsWith("x")));
    assertThat(texts(wanted)).containsExactly("x1", "x2", "x3", "x5");
    assertThat(texts(files.passedOver().rows(TEXT, line -> row(line, true))))
        .containsExactly("x3", "x5", "y4");
    assertThat(texts(others(files.passedOver()))).containsExactly("y4");
  }

  private static Dataset<Row> others(FileLines files) {
    return files.rows(TEXT, line -> row(line, !line.text().startsWith("x")));
  }

  private static GenericInternalRow row(TextLine line, boolean wanted) {
    return wanted
        ? new GenericInternalRow(new Object[] {UTF8String.fromString(line.text())})
        : null;
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).sorted().toList();
  }

  private SourceFile file(String name, String text) throws IOException {
    Path path = Files.writeString(folder.resolve(name), text);
    return new SourceFile(name, path.toUri().toString(), Files.size(path), "");
  }
}
