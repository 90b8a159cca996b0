package org.medley.jobs.pharmacogene.phenotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.pharmacogene.file.Folders;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.GeneMatch;
import org.medley.jobs.pharmacogene.match.Haplotype;

class PhenotypesTest {
  private static final Path SHIPPED = Path.of("../conf/pharmacogenes");

  private final Phenotypes phenotypes = Phenotypes.read(Folders.of(List.of(SHIPPED)));

  @TempDir private Path folder;

  @Test
  void activityGenesAreKnownByTheirValues() {
    assertThat(phenotypes.genes().stream().filter(phenotypes::goByActivityScore).sorted())
        .containsExactly("CYP2C9", "CYP2D6", "DPYD");
  }

  @Test
  void looksUpByAllelesAndElseByFunctions() {
    assertThat(outcome("CYP2C9", "*1/*3")).isEqualTo("Intermediate Metabolizer 1.0");
    assertThat(outcome("NUDT15", "*1/*2")).isEqualTo("Intermediate Metabolizer null");
    assertThat(outcome("G6PD", "A/Chatham")).isEqualTo("Variable null");
    assertThat(outcome("RYR1", "Reference/c.103T>C"))
        .isEqualTo("Malignant Hyperthermia Susceptibility null");
    assertThat(outcome("NUDT15", "*1/*999")).isEqualTo("none");
    assertThat(outcome("IFNL3", "rs12979860 reference (C)/rs12979860 reference (C)"))
        .isEqualTo("none");
  }

  @Test
  void dpydCountsTheMostHarmfulOfEachStrand() {
    assertThat(lookup("DPYD", "Reference/[c.85T>C (*9A) + c.1679T>G (*13)]"))
        .isEqualTo("Reference/c.1679T>G (*13)");
    assertThat(lookup("DPYD", "c.2846A>T/[c.557A>G + c.2846A>T]")).isEqualTo("c.2846A>T/c.2846A>T");
    assertThat(lookup("DPYD", "c.85T>C (*9A)/c.2846A>T", "Reference/[c.85T>C (*9A) + c.2846A>T]"))
        .isEqualTo("Reference/c.2846A>T");
  }

  @Test
  void ofAListTheTwoMostHarmfulCount() {
    assertThat(listed("DPYD", "c.498G>A", "c.2846A>T", "c.2933A>G"))
        .isEqualTo("c.2846A>T/c.2933A>G");
    assertThat(listed("DPYD", "c.2846A>T")).isEqualTo("Reference/c.2846A>T");
    assertThat(listed("RYR1", "c.97A>G", "c.152C>A", "c.14918C>T")).isEqualTo("c.97A>G/c.14918C>T");
    assertThat(listed("RYR1", "c.152C>A", "c.418G>A", "c.14918C>T"))
        .isEqualTo("c.152C>A/c.14918C>T");
  }

  @Test
  void aBrokenTableIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("phenotypes"));
    Files.writeString(
        folder.resolve("phenotypes/GENE1.json"),
        """
        {"gene": "GENE1", "version": "v1", "namedAlleles": [{"name": "*1"}],
         "diplotypes": [{"diplotypekey": {"*1": "two"}, "phenotype": "x"}]}
        """);

    assertThatThrownBy(() -> Phenotypes.read(Folders.of(List.of(folder))))
        .hasMessageEndingWith("has something else than numbers in diplotypekey");
  }

  private String outcome(String gene, String text) {
    return phenotypes
        .outcome(gene, diplotype(text))
        .map(outcome -> outcome.phenotype() + " " + outcome.activityScore())
        .orElse("none");
  }

  private String lookup(String gene, String... texts) {
    return new LookupDiplotypes(gene, phenotypes)
        .of(GeneMatch.of(Arrays.stream(texts).map(PhenotypesTest::diplotype).toList(), List.of()))
        .get(0)
        .label();
  }

  private String listed(String gene, String... names) {
    return new LookupDiplotypes(gene, phenotypes)
        .of(GeneMatch.list(Arrays.stream(names).map(Haplotype::of).toList(), List.of()))
        .get(0)
        .label();
  }

  private static Diplotype diplotype(String text) {
    String[] strands = text.split("/");
    return Diplotype.of(haplotype(strands[0]), haplotype(strands[1]));
  }

  private static Haplotype haplotype(String text) {
    return text.startsWith("[")
        ? new Haplotype(List.of(text.substring(1, text.length() - 1).split(" \\+ ")), List.of())
        : Haplotype.of(text);
  }
}
