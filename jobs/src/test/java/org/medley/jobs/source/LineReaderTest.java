package org.medley.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

@SparkTest
class LineReaderTest {
  @TempDir Path folder;

  @Test
  void linesComeWithTheirNumbersFromPlainAndPackedFilesOfSeveralMembers(SparkSession spark)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.write(gzip("a\nb"));
    packed.write(gzip("c\n\nd"));
    List<SourceFile> files =
        List.of(
            file(
                "plain.txt",
                "\uFEFFone\r\ntwo\n\uFEFF\uFEFFthree".getBytes(StandardCharsets.UTF_8)),
            file("packed.gz", packed.toByteArray()),
            file("packed-without-suffix", gzip("x\n")),
            file("empty.txt", new byte[0]));
    assertThat(lines(spark, files))
        .containsExactlyInAnyOrder(
            "plain.txt 1 one",
            "plain.txt 2 two",
            "plain.txt 3 three",
            "packed.gz 1 a",
            "packed.gz 2 bc",
            "packed.gz 3 ",
            "packed.gz 4 d",
            "packed-without-suffix 1 x");
  }

  @Test
  void aFileInPartsGivesTheLinesOfTheWhole(SparkSession spark) throws IOException {
    String text = "\uFEFFfirst\r\n\n\n" + "x".repeat(40) + "\né\r\n" + "ab\n".repeat(9) + "last";
    for (String content : List.of(text, text + "\n")) {
      List<SourceFile> files = List.of(file("parts.txt", content.getBytes(StandardCharsets.UTF_8)));
      List<String> whole = withOffsets(spark, files, Long.MAX_VALUE / 2);
      assertThat(whole).hasSize(15).contains("1 0 first", "4 12 " + "x".repeat(40));
      for (long partBytes : List.of(1L, 7L, 16L, 43L)) {
        assertThat(withOffsets(spark, files, partBytes)).isEqualTo(whole);
      }
    }
  }

  @Test
  void aBlockedFileInPartsGivesTheLinesOfTheWhole(SparkSession spark) throws IOException {
    Random random = new Random(20240601);
    StringBuilder text = new StringBuilder("\n");
    for (int i = 0; i < 300; i++) {
      text.append("x".repeat(random.nextInt(3) * random.nextInt(9))).append(i).append('\n');
    }
    byte[] content = text.append("last").toString().getBytes(StandardCharsets.UTF_8);
    List<String> whole =
        withOffsets(spark, List.of(file("plain.txt", content)), Long.MAX_VALUE / 2);
    assertThat(whole).hasSize(302);
    for (int most : List.of(3, 40, 500)) {
      byte[] packed = Blocks.pack(content, most, random);
      List<SourceFile> files = List.of(file("parts.gz", packed));
      for (long parts : List.of(1L, 2L, 5L, 40L)) {
        assertThat(withOffsets(spark, files, 4 * packed.length / parts)).isEqualTo(whole);
      }
    }
  }

  @Test
  void aBlockedFileThatIsCutOrMisleadsIsNamed(SparkSession spark) throws IOException {
    byte[] content = "a line\n".repeat(2000).getBytes(StandardCharsets.UTF_8);
    byte[] whole = Blocks.pack(content, 500, new Random(1));
    int half = whole.length / 2;
    byte[] cutOut = Arrays.copyOf(whole, whole.length - 9);
    System.arraycopy(whole, half + 9, cutOut, half, whole.length - half - 9);
    byte[] changed = whole.clone();
    changed[half] ^= 0x55;
    for (byte[] broken : List.of(cutOut, changed, Arrays.copyOf(whole, whole.length - 28))) {
      List<SourceFile> files = List.of(file("broken.gz", broken));
      MedleyException problem =
          MedleyException.in(catchThrowable(() -> withOffsets(spark, files, whole.length)))
              .orElseThrow();
      assertThat(problem).hasMessageContaining("the file broken.gz is not whole");
      assertThat(problem.exitCode()).isEqualTo(ExitCode.DATA_REJECTED);
    }
  }

  private static List<String> withOffsets(
      SparkSession spark, List<SourceFile> files, long partBytes) {
    StructType schema =
        new StructType()
            .add("number", DataTypes.LongType)
            .add("offset", DataTypes.LongType)
            .add("text", DataTypes.StringType);
    return LineReader.read(
            spark,
            files,
            partBytes,
            schema,
            line -> RowFactory.create(line.number(), line.offset(), line.text()))
        .orderBy("number")
        .collectAsList()
        .stream()
        .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
        .toList();
  }

  @Test
  void linesThatCannotBeUsedAreFlaggedAndTheRestIsRead(SparkSession spark) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {'a', (byte) 0xE9, 'b', '\n'});
    bytes.write("n\0l\n".getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[LineReader.MAX_LINE_BYTES + 1]);
    bytes.write("\nfine: \uFFFD \u00e9\n".getBytes(StandardCharsets.UTF_8));
    List<Row> rows =
        LineReader.lines(spark, List.of(file("bad.txt", bytes.toByteArray())))
            .orderBy(LineReader.LINE)
            .collectAsList();
    assertThat(rows)
        .extracting(row -> row.getString(3))
        .containsExactly(TextLine.INVALID_UTF8, TextLine.NUL, TextLine.TOO_LONG, null);
    assertThat(rows.get(0).getString(2)).isEqualTo("a\u00e9b");
    assertThat(rows.get(2).getString(2)).hasSizeLessThan(2000);
    assertThat(rows.get(3).getString(2)).isEqualTo("fine: \uFFFD \u00e9");
  }

  @Test
  void aFileThatIsNotWholeIsNamed(SparkSession spark) throws IOException {
    byte[] whole = gzip("line\n".repeat(1000));
    byte[] changed = whole.clone();
    changed[whole.length - 6] ^= 1;
    byte[] followed = Arrays.copyOf(whole, whole.length + 5);
    byte[] blocked = getClass().getResourceAsStream("/lines/blocked.txt.gz").readAllBytes();
    for (byte[] bytes :
        List.of(
            Arrays.copyOf(whole, whole.length - 9),
            changed,
            followed,
            new byte[0],
            "no gzip".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(blocked, blocked.length - 28))) {
      SourceFile file = file("broken.gz", bytes);
      Throwable thrown = catchThrowable(() -> LineReader.lines(spark, List.of(file)).count());
      assertThat(MedleyException.in(thrown))
          .hasValueSatisfying(
              problem -> {
                assertThat(problem).hasMessageContaining("broken.gz");
                assertThat(problem.exitCode()).isEqualTo(ExitCode.DATA_REJECTED);
              });
    }
  }

  @Test
  void blocksOfBgzfAreReadToTheEnd(SparkSession spark) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/lines/blocked.txt.gz")) {
      assertThat(lines(spark, List.of(file("blocked.txt.gz", in.readAllBytes()))))
          .hasSize(20000)
          .contains("blocked.txt.gz 20000 line 20000");
    }
  }

  @Test
  void aFileThatIsNotThereIsNotCalledCorrupt(SparkSession spark) {
    SourceFile file =
        new SourceFile("gone.txt", folder.resolve("gone.txt").toUri().toString(), 1, "");
    assertThat(MedleyException.in(catchThrowable(() -> lines(spark, List.of(file)))))
        .hasValueSatisfying(
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.INPUT_OUTPUT));
  }

  @Test
  void aFileThatGrewSinceItWasListedIsNotRead(SparkSession spark) throws IOException {
    SourceFile file = file("growing.txt", "one\n".getBytes(StandardCharsets.UTF_8));
    Files.writeString(folder.resolve("growing.txt"), "two\n", StandardOpenOption.APPEND);

    assertThat(MedleyException.in(catchThrowable(() -> lines(spark, List.of(file)))))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem).hasMessageContaining("growing.txt has changed");
              assertThat(problem.exitCode()).isEqualTo(ExitCode.INPUT_OUTPUT);
            });
  }

  private static List<String> lines(SparkSession spark, List<SourceFile> files) {
    return LineReader.lines(spark, files).collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getLong(1) + " " + row.getString(2))
        .toList();
  }

  private SourceFile file(String name, byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve(name), bytes);
    return new SourceFile(name, path.toUri().toString(), bytes.length, "");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
