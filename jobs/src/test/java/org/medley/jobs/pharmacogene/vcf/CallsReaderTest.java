package org.medley.jobs.pharmacogene.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.match.Genes;
import org.medley.jobs.pharmacogene.match.SiteCall;

class CallsReaderTest {
  private static final String COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t";
  private static final String HEADER = "##fileformat=VCFv4.2\n" + COLUMNS;

  @TempDir private Path folder;

  @Test
  void readsEachSampleUnderAnyNameOfTheContig() throws IOException {
    SampleCalls calls =
        read(
            HEADER
                + """
                B\tA
                1\t101\t.\tC\tT\t.\t.\t.\tGT\t0/1\t0/0
                chr1\t103\t.\tC\tT,G\t.\tq10\t.\tDP:GT:PS\t9:1|2:4\t9:./.
                chr1\t104\t.\tc\tt\t.\t.\t.\tGT\t1|1\t0|1
                2\t102\t.\tA\tC\t.\t.\t.\tGT\t0/1\t0/1
                """);

    assertThat(calls.samples()).containsExactly("B", "A");
    assertThat(vector(calls, 0)).isEqualTo("C/T;.;T|G:4;T|T");
    assertThat(vector(calls, 1)).isEqualTo("C/C;.;.;C|T");
    assertThat(calls.warnings()).isEmpty();
  }

  @Test
  void readsPackedFilesAndWindowsLineEnds() throws IOException {
    String text = HEADER + "A\r\n1\t101\t.\tC\tT\t.\t.\t.\tGT\t0/1\r\n";
    Path file = folder.resolve("packed.vcf.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(vector(reader().read(file), 0)).isEqualTo("C/T;.;.;.");
  }

  @Test
  void aMalformedLineIsToldAndLeftOut() throws IOException {
    SampleCalls calls =
        read(
            HEADER
                + """
                A
                1\t101\t.\tC\tT\t.\t.\t.\tGT
                1\tx\t.\tC\tT\t.\t.\t.\tGT\t0/1
                1\t101\t.\tC\tT\t.\t.\t.\tGT\t0/2
                1\t102\t.\tC\tT;G\t.\t.\t.\tGT\t0/1
                1\t103\t.\tC1\tT\t.\t.\t.\tGT\t0/1
                1\t104\t.\tC\tT\t.\t.\t.\tGT\t0-1
                """);

    assertThat(vector(calls, 0)).isEqualTo(".;.;.;.");
    assertThat(calls.warnings())
        .hasSize(6)
        .allSatisfy(warning -> assertThat(warning).endsWith("; the line is left out"))
        .first()
        .asString()
        .endsWith("sample.vcf, line 3: the line has 9 columns and not 10; the line is left out");
    assertThat(calls.warnings().get(2))
        .contains("line 5: a call names an allele that the site does not have");
  }

  @Test
  void anotherReferenceIsNoCall() throws IOException {
    SampleCalls calls = read(HEADER + "A\n1\t101\t.\tG\tT\t.\t.\t.\tGT\t0/1\n");

    assertThat(vector(calls, 0)).isEqualTo(".;.;.;.");
    assertThat(calls.warnings().get(0))
        .endsWith("the reference is not that of GRCh38 at rs1; it counts as not called");
  }

  @Test
  void aFileOfAnotherBuildThatDoesNotSayItIsRefused() {
    StringBuilder text = new StringBuilder(HEADER + "A\n");
    for (int i = 0; i < 5; i++) {
      text.append("1\t%d\t.\tG\tT\t.\t.\t.\tGT\t0/1\n".formatted(101 + i % 4));
    }

    refused(
        text.toString(),
        ExitCode.DATA_REJECTED,
        "has other reference bases than GRCh38 at 5 of 5 sites");
  }

  @Test
  void theFirstOfTwoRecordsCountsIfItIsCalled() throws IOException {
    SampleCalls calls =
        read(
            HEADER
                + """
                A\tB
                1\t101\t.\tC\tT\t.\t.\t.\tGT\t0/1\t./.
                1\t101\t.\tC\tT\t.\t.\t.\tGT\t1/1\t1/1
                """);

    assertThat(vector(calls, 0)).isEqualTo("C/T;.;.;.");
    assertThat(vector(calls, 1)).isEqualTo("T/T;.;.;.");
    assertThat(calls.warnings().get(0)).contains("line 4: rs1 stands there again");
  }

  @Test
  void splitRecordsArePutTogether() throws IOException {
    SampleCalls calls =
        read(
            HEADER
                + """
                A
                1\t101\t.\tC\tT\t.\t.\t.\tGT\t0/1
                1\t101\t.\tC\tG\t.\t.\t.\tGT\t1/0
                1\t102\t.\tCC\tTC,C\t.\t.\t.\tGT\t1/0
                """);

    assertThat(vector(calls, 0)).isEqualTo("T/G;T/C;.;.");
    assertThat(calls.warnings()).isEmpty();
  }

  @Test
  void filesThatCannotBeReadAreRefused() {
    refused("", ExitCode.DATA_REJECTED, "the file has no line of column names");
    refused("1\t101\n", ExitCode.DATA_REJECTED, "the file has no line of column names");
    refused(COLUMNS + "A\n", ExitCode.DATA_REJECTED, "does not state version 4");
    refused(HEADER + "A\tA\n", ExitCode.DATA_REJECTED, "the name of another");
    refused(
        "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n",
        ExitCode.DATA_REJECTED,
        "holds no sample");
    refused(
        "##fileformat=VCFv4.2\n##contig=<ID=1,length=249250621>\n" + COLUMNS + "A\n",
        ExitCode.DATA_REJECTED,
        "which is GRCh37 and not GRCh38");
    refused(
        "##fileformat=VCFv4.2\n##contig=<ID=chr1,assembly=hg19>\n" + COLUMNS + "A\n",
        ExitCode.DATA_REJECTED,
        "states the assembly hg19");
    assertThatThrownBy(() -> reader().read(folder.resolve("none.vcf")))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INPUT_MISSING))
        .hasMessageStartingWith("there is no file");
  }

  @Test
  void readsFilesOfManySamples() {
    String shared = System.getProperty("medley.shared.data", "");
    assumeTrue(!shared.isEmpty(), "a BGZF file of 100 samples needs -Dmedley.shared.data");

    SampleCalls calls = reader().read(Path.of(shared, "pgx/tests/vcf/100samples.vcf.bgz"));

    assertThat(calls.samples()).hasSize(100);
    assertThat(calls.vectors().get("GENE")).hasSize(100);
  }

  private void refused(String text, ExitCode code, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(code))
        .hasMessageContaining(why);
  }

  private SampleCalls read(String text) throws IOException {
    Path file = folder.resolve("sample.vcf");
    Files.writeString(file, text);
    return reader().read(file);
  }

  private static CallsReader reader() {
    return new CallsReader(List.of(Genes.gene("GENE", "*1 CCCC", "*2 T...")));
  }

  private static String vector(SampleCalls calls, int sample) {
    return String.join(
        ";", calls.vectors().get("GENE").get(sample).calls().stream().map(SiteCall::text).toList());
  }
}
