package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.medley.jobs.source.Extracts.texts;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;

/** Files that no reader should believe: their lines are rejected, and the others are read. */
@SparkTest
class BadInputTest {
  private static final String HEADER =
      """
      ##fileformat=VCFv4.3
      ##INFO=<ID=AF,Number=A,Type=Float,Description="a">
      ##INFO=<ID=AD,Number=R,Type=Integer,Description="r">
      ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="r">
      ##FORMAT=<ID=PL,Number=G,Type=Integer,Description="g">
      ##FORMAT=<ID=EC,Number=A,Type=Integer,Description="a">
      """;

  @Test
  void badLinesAreRejectedAndTheRestIsRead(SparkSession spark, @TempDir Path folder)
      throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.resolve("a.vcf"))) {
      out.write(HEADER + Lines.COLUMNS + "\tFORMAT\tS1\tS2\n");
      line(out, "1 900 . C T . . AF=0.5;AD=1,2 GT:AD:PL:EC 0/1:3,4:1,2,3:7 0/0:.:.:.");
      line(out, "1 100 . C T . . AF=0.5,0.1 GT 0/1 0/0");
      line(out, "1 110 . C T . . AD=1 GT 0/1 0/0");
      line(out, "1 120 . C T,G . . . GT:AD 0/1:1,2 0/0:1,2,3");
      line(out, "1 130 . C T,G . . . GT:PL 0/1:0,1,2,3 0/0:0,1,2,3,4,5");
      line(out, "1 140 . C T . . . GT:PL 0/1:0,1,2,3 0/0:0,1,2");
      line(out, "1 150 . C T . . . GT:EC 0/1:5,6 0/0:1");
      line(out, "1 -160 . C T . . . GT 0/1 0/0");
      line(out, "1 170 . C T NaN . . GT 0/1 0/0");
      line(out, "1 180 . C T Infinity . . GT 0/1 0/0");
      line(out, "1 190 . C T . . . GT:GQ 0/1:nan 0/0:1");
      line(out, "1 200 . C T . . . GT:GQ 0/1:1e400 0/0:1");
      line(out, "1 210 . C T . . . GT 0/1");
      line(out, "1 220 . C T . . . GT 0/1 0/0 0/0");
      out.write("1\t230\t.\tC\tT\t.\t.\tX=");
      repeat(out, "y", 50 << 20);
      line(out, " GT 0/1 0/0");
      out.write("1\t240\t.\tC\t<A0>");
      repeat(out, ",<A>", 1_000_000);
      line(out, " . . . GT 0/1 0/0");
      line(out, "1 250 . C <DEL> . . END=300 GT 0/1 0/0");
      line(out, "1 250 . C <DEL> . . END=400 GT 0/1 0/0");
      line(out, "<1 260 . C T . . . GT 0/1 0/0");
      line(out, "1 800 . C T . . . GT:PL 1:0,1,2 .:0,1,2");
    }
    try (Ingestion ingestion = ingest(spark, folder)) {
      assertThat(texts(Lines.calls(ingestion), "variant_id", "sample_id", "genotype"))
          .containsExactly("1:800:C:T | S1 | 1", "1:800:C:T | S2 | .", "1:900:C:T | S1 | 0/1");
      assertThat(texts(ingestion.quarantine().orderBy("line"), "line", "reason_code"))
          .containsExactlyInAnyOrder(
              "9 | wrong-number",
              "10 | wrong-number",
              "11 | wrong-number",
              "12 | wrong-number",
              "13 | wrong-number",
              "14 | wrong-number",
              "15 | bad-position",
              "16 | bad-quality",
              "17 | bad-quality",
              "18 | bad-genotype-quality",
              "19 | bad-genotype-quality",
              "20 | too-few-columns",
              "21 | too-many-columns",
              "22 | too-long",
              "23 | too-many-alleles",
              "24 | conflicting-site",
              "25 | conflicting-site",
              "26 | bad-contig");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##contig=<ID=1,length=249250621>;##contig=<ID=chr1,length=249250622>",
        "##FORMAT=<ID=AD,Number=.,Type=Integer>",
        "##INFO=<ID=AF,Number=1,Type=Float>",
      })
  void aHeaderThatContradictsItselfIsNotBelieved(String lines) {
    List<String> header = new ArrayList<>((HEADER + lines.replace(';', '\n')).lines().toList());
    header.add(Lines.COLUMNS);

    VcfHeader read = Lines.header("a.vcf", header.toArray(String[]::new));

    assertThat(read.fault().code()).isEqualTo("bad-header");
    assertThat(read.fault()).hasMessageContaining("differently");
  }

  @Test
  void everyLineOfOthersIsParsedOrRejected(SparkSession spark) throws IOException {
    String shared = System.getProperty("medley.shared.data", "");
    assumeTrue(!shared.isEmpty(), "the property medley.shared.data names no folder");
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(shared, "genomics", "edge-cases"))) {
      files = found.filter(path -> path.toString().matches(".*\\.vcf(\\.b?gz)?")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(300);
    List<String> rejectedThoughLegal = new ArrayList<>();
    for (Path file : files) {
      List<String> reasons = reasons(spark, file);
      if (file.getParent().endsWith("passed") && !reasons.isEmpty()) {
        rejectedThoughLegal.add(file.getFileName() + " " + reasons);
      }
    }
    // A call of an alternate where there is none, and qualities that are no numbers.
    assertThat(rejectedThoughLegal)
        .containsExactly(
            "passed_body_alt.vcf [no-such-allele]",
            "passed_body_qual.vcf [bad-quality, bad-quality, bad-quality]");
  }

  private static List<String> reasons(SparkSession spark, Path path) throws IOException {
    SourceFile file =
        new SourceFile(
            path.getFileName().toString(), path.toUri().toString(), Files.size(path), "");
    VcfHeader header = new VcfHeader(file);
    LineReader.scan(spark, file, header::take);
    List<String> samples = header.samples().stream().sorted().toList();
    FileLayout layout =
        FileLayout.of(List.of(header), samples, GenomeBuild.GRCH37).get(file.name());
    List<String> reasons = new ArrayList<>();
    LineReader.scan(
        spark,
        file,
        line -> {
          try {
            if (line.number() > header.lines() && !line.isBlank()) {
              Site.parse(line.text(), layout, GenomeBuild.GRCH37);
            }
          } catch (RejectedLine e) {
            reasons.add(e.code());
          }
          return true;
        });
    return reasons;
  }

  private static void line(Writer out, String text) throws IOException {
    out.write(text.replace(' ', '\t') + "\n");
  }

  private static void repeat(Writer out, String text, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      out.write(text);
    }
  }

  private static Ingestion ingest(SparkSession spark, Path folder) throws IOException {
    return new VcfSource()
        .ingest(Extracts.input(spark, "bad", folder, ZoneId.of("UTC"), Map.of("build", "GRCh37")));
  }
}
