package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.medley.jobs.source.Extracts.write;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where bcftools is on the path: the stored answers that other tests hold us to are its own. */
class BcftoolsTest {
  private static final String VARIANT = "%CHROM:%POS:%REF:%ALT\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"20-altered", "hg38-altered"})
  void variantsOfRealFilesAreAsStored(String name) throws IOException, InterruptedException {
    assertThat(normalised(name + ".vcf", name + ".fasta", VARIANT))
        .map(variant -> variant.replaceFirst("^chr", ""))
        .containsExactlyInAnyOrderElementsOf(
            Lines.resource("normalised/" + name + "-expected.txt").lines().toList());
  }

  /**
   * Without the lines that have no alternate, of which nothing is stored, and in upper case, as
   * alleles are stored.
   */
  @Test
  void variantsMadeAtRandomAreAsStored() throws IOException, InterruptedException {
    assertThat(normalised("random.vcf", "random.fa", "%ID\t%CHROM\t%POS\t%REF\t%ALT[\t%GT]\n"))
        .filteredOn(line -> !line.split("\t")[4].equals("."))
        .map(line -> line.toUpperCase(Locale.ROOT))
        .containsExactlyInAnyOrderElementsOf(
            Lines.resource("normalised/random-expected.tsv")
                .lines()
                .skip(1)
                .map(line -> line.toUpperCase(Locale.ROOT))
                .toList());
  }

  private List<String> normalised(String vcf, String fasta, String format)
      throws IOException, InterruptedException {
    assumeThat(isOnPath()).as("bcftools is on the path").isTrue();
    write(folder, vcf, Lines.resource("normalised/" + vcf));
    write(folder, fasta, Lines.resource("normalised/" + fasta));
    run("norm", "-m-", "-f", fasta, "-o", "normalised.vcf", vcf);
    run("query", "-f", format, "-o", "answer", "normalised.vcf");
    return Files.readAllLines(folder.resolve("answer"));
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("bcftools"), Arrays.stream(arguments)).toList();
    File said = folder.resolve("said").toFile();
    int code =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said)
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(said.toPath())).isZero();
  }

  private static boolean isOnPath() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "bcftools")));
  }
}
