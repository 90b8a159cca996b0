package org.medley.jobs.pharmacogene.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.pharmacogene.file.Folders;

class DefinitionsTest {
  private static final Path SHIPPED = Path.of("../conf/pharmacogenes");

  private static final String GENE =
      """
      {"gene": "%s", "version": "%s", "chromosome": "chr1",
       "variants": [
         {"chromosome": "chr1", "position": 101, "rsid": "rs1", "ref": "C", "alts": ["T"],
          "chromosomeHgvsName": "g.101C>T"},
         {"chromosome": "chr1", "position": 105, "rsid": null, "ref": "CAT",
          "alts": ["C", "CATAT"], "chromosomeHgvsName": "g.106AT[1]; g.106AT[2]; g.106AT[3]"}],
       "namedAlleles": [
         {"name": "*1", "alleles": ["C", "CAT"], "reference": true},
         {"name": "*2", "alleles": [%s], "reference": false}],
       "suballelesMap": {"*2.001": "*2"}}
      """;

  @TempDir private Path folder;

  @Test
  void readsWhatShips() {
    SortedMap<String, GeneDefinition> definitions = Definitions.read(Folders.of(List.of(SHIPPED)));

    assertThat(definitions)
        .hasSize(20)
        .allSatisfy(
            (gene, definition) -> {
              assertThat(definition.version()).isEqualTo("2025-11-05-00-25");
              assertThat(definition.reference().bases()).doesNotContainNull();
            });
    assertThat(definitions.values().stream().mapToInt(gene -> gene.alleles().size()).sum())
        .isGreaterThan(1300);
    assertThat(definitions.get("CYP2C9").sites()).hasSize(84);
  }

  @Test
  void aPositionKnowsItsNames() throws IOException {
    write("definitions/GENE1_translation.json", GENE.formatted("GENE1", "v1", "\"T\", null"));

    GeneDefinition gene = Definitions.read(Folders.of(List.of(folder))).get("GENE1");

    assertThat(gene.positions().get(0).label()).isEqualTo("rs1");
    assertThat(gene.positions().get(1).label()).isEqualTo("1:105");
    assertThat(gene.positions().get(1).nameOf("C")).isEqualTo("g.106AT[1]");
    assertThat(gene.positions().get(1).nameOf("CATAT")).isEqualTo("g.106AT[3]");
    assertThat(gene.positions().get(0).nameOf("G")).isEqualTo("g.101C>G");
    assertThat(gene.alleles().get(1).bases()).containsExactly("T", null);
    assertThat(gene.reportedAs()).containsEntry("*2.001", "*2");
  }

  @Test
  void aLaterFolderStandsForAnEarlierOne() throws IOException {
    write("definitions/TPMT_translation.json", GENE.formatted("TPMT", "v9", "\"T\", null"));

    SortedMap<String, GeneDefinition> definitions =
        Definitions.read(Folders.of(List.of(SHIPPED, folder)));

    assertThat(definitions).hasSize(20);
    assertThat(definitions.get("TPMT").version()).isEqualTo("v9");
    assertThat(definitions.get("NUDT15").version()).isEqualTo("2025-11-05-00-25");
  }

  @Test
  void ignoredAllelesTakeTheirPositionsWithThem() throws IOException {
    write("definitions/GENE1_translation.json", GENE.formatted("GENE1", "v1", "\"T\", null"));
    write(
        "definitions/exemptions.json",
        """
        {"GENE1": {"requiredPositions": [105], "ignoredAlleles": ["*2"],
          "ignoredPositions": [
            {"chromosome": "chr1", "position": 105, "ref": "C", "alts": ["T"]}]}}
        """);

    GeneDefinition gene = Definitions.read(Folders.of(List.of(folder))).get("GENE1");

    assertThat(gene.positions()).extracting(Position::position).containsExactly(105);
    assertThat(gene.alleles()).extracting(NamedAllele::name).containsExactly("*1");
    assertThat(gene.exemption().required()).containsExactly(105);
    assertThat(
            Definitions.readWithoutExemptions(Folders.of(List.of(folder))).get("GENE1").alleles())
        .hasSize(2);
  }

  @Test
  void anIgnoredVariationLeavesAnotherAtItsPlace() throws IOException {
    write("definitions/GENE1_translation.json", GENE.formatted("GENE1", "v1", "\"T\", null"));
    write(
        "definitions/exemptions.json",
        """
        {"GENE1": {"ignoredPositions": [
            {"chromosome": "chr1", "position": 101, "ref": "C", "alts": ["T"]},
            {"chromosome": "chr1", "position": 105, "ref": "C", "alts": ["T"]}]}}
        """);

    assertThat(Definitions.read(Folders.of(List.of(folder))).get("GENE1").positions())
        .extracting(Position::position)
        .containsExactly(105);
  }

  @Test
  void saysWhatIsWrongAndWhere() throws IOException {
    assertThatThrownBy(() -> Folders.of(List.of(folder.resolve("none"))))
        .hasMessageStartingWith("there is no folder ");
    assertThatThrownBy(() -> Folders.of(List.of(folder)))
        .hasMessageEndingWith("has none of the sub-folders definitions, phenotypes and guidelines");
    Files.createDirectory(folder.resolve("phenotypes"));
    assertThatThrownBy(() -> Definitions.read(Folders.of(List.of(folder))))
        .hasMessage("no folder holds a definition of a pharmacogene");

    write("definitions/GENE1_translation.json", GENE.formatted("GENE1", "v1", "\"T\""));
    assertThatThrownBy(() -> Definitions.read(Folders.of(List.of(folder))))
        .hasMessageEndingWith("GENE1_translation.json.namedAlleles[1] has 1 bases for 2 positions");

    write("definitions/GENE1_translation.json", "[");
    assertThatThrownBy(() -> Definitions.read(Folders.of(List.of(folder))))
        .hasMessageEndingWith("GENE1_translation.json is not JSON");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
