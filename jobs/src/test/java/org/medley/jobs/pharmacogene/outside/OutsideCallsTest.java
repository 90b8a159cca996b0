package org.medley.jobs.pharmacogene.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

class OutsideCallsTest {
  @TempDir private Path folder;

  @Test
  void readsWhatIsGiven() throws IOException {
    List<OutsideCall> calls =
        read(
            """
            # of another tool
            CYP2D6\tCYP2D6*4/CYP2D6*1

            CYP2C9\t\tintermediate metaboliser
            CYP2C19\t\tIM\t
            DPYD\t\t\t1
            CYP2D6\t*1/*2x2\tUM\t>=3
            """);

    assertThat(calls).hasSize(5).allSatisfy(call -> assertThat(call.sample()).isNull());
    assertThat(calls.get(0).diplotype().label()).isEqualTo("*1/*4");
    assertThat(calls.get(0).phenotype()).isNull();
    assertThat(calls.get(1).phenotype()).isEqualTo("Intermediate Metabolizer");
    assertThat(calls.get(2).phenotype()).isEqualTo("Intermediate Metabolizer");
    assertThat(calls.get(3).activityScore()).isEqualTo("1.0");
    assertThat(calls.get(4).activityScore()).isEqualTo("≥3.0");
  }

  @Test
  void namesAreThoseOfTheTables() throws IOException {
    List<OutsideCall> calls =
        read(
            """
            HLA-A\tA*31:01:02/HLA-A*32:01
            HLA-B\t*15:02:01:01
            CYP2D6\t*4.001/*2.001x2
            MT-RNR1\t1555A>G
            G6PD\tChatham
            CYP2C19\t[*17 + *2]/*1
            """);

    assertThat(calls)
        .extracting(call -> call.diplotype().label())
        .containsExactly(
            "*31:01/*32:01", "*15:02", "*2x2/*4", "m.1555A>G", "Chatham", "*1/[*2 + *17]");
  }

  @Test
  void aHeadingTellsThatLinesNameTheirSample() throws IOException {
    List<OutsideCall> calls =
        read("sample\tgene\tdiplotype\nNA1\tCYP2D6\t*1/*1\nNA2\tCYP2D6\t*4/*4\n");

    assertThat(calls).extracting(OutsideCall::sample).containsExactly("NA1", "NA2");
  }

  @Test
  void aLineThatCannotBeUnderstoodIsNamed() {
    refused("CYP2D6\n", "line 1", "neither a diplotype nor a phenotype nor an activity score");
    refused("CYP2D6\t*1/*1\n\t*1/*1\n", "line 2", "it names no gene");
    refused("CYP2D6\t*1/*2/*3\n", "line 1", "its diplotype is not one or two alleles");
    refused("CYP2D6\t*1/\n", "line 1", "its diplotype is not one or two alleles");
    refused("CYP2D6\t*1\n", "line 1", "it gives one allele to a gene that has two");
    refused("MT-RNR1\t*1/*2\n", "line 1", "it gives two alleles to a gene that has one");
    refused("sample\tgene\n\tCYP2D6\t*1/*1\n", "line 2", "it names no sample");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> OutsideCalls.read(folder.resolve("none.tsv")))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INPUT_MISSING))
        .hasMessageStartingWith("there is no file");
  }

  private void refused(String text, String line, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_REJECTED))
        .hasMessageContaining(line)
        .hasMessageContaining(why);
  }

  private List<OutsideCall> read(String text) throws IOException {
    Path file = folder.resolve("outside.tsv");
    Files.writeString(file, text);
    return OutsideCalls.read(file);
  }
}
