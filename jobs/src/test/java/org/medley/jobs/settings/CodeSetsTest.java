package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSetsTest {
  @TempDir Path folder;

  @Test
  void badRowsOfACodeSetAreReportedWithTheirLines() throws IOException {
    Problems problems = new Problems();
    Files.writeString(
        folder.resolve("t2d.csv"),
        "system,code,description,source\n"
            + "SNOMED,44054006,\"Diabetes mellitus, type 2\",SNOMED CT\n"
            + "ICD10CM,E11,Type 2 diabetes,ICD-10-CM\n");
    Files.writeString(
        folder.resolve("bad.csv"),
        "system,code,description,source\n"
            + "SNOMED,1,one,x\nSNOMED,1,again,x\n,2,none,x\nSNOMED//3,3,three,x\nSNOMED,4\n\n");
    Files.writeString(folder.resolve("headless.csv"), "SNOMED,1,one,x\n");
    CodeSets sets = new CodeSets(folder, problems);
    assertThat(sets.names()).containsExactly("bad", "headless", "t2d");
    assertThat(sets.read("t2d").orElseThrow().codes())
        .containsExactlyInAnyOrder("SNOMED//44054006", "ICD10CM//E11");
    assertThat(sets.read("bad")).isEmpty();
    assertThat(sets.read("headless")).isEmpty();
    assertThat(sets.read("../t2d")).isEmpty();
    List<String> lines =
        problems.lines().stream().map(line -> line.replace(folder + "/", "")).toList();
    assertThat(lines)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("bad.csv: line 3: repeats a code"),
            line -> assertThat(line).startsWith("bad.csv: line 4: lacks system or code"),
            line -> assertThat(line).startsWith("bad.csv: line 5: has the system 'SNOMED//3'"),
            line -> assertThat(line).startsWith("bad.csv: line 6: has 2 cells"),
            line -> assertThat(line).startsWith("headless.csv: line 1: is not the header"),
            line -> assertThat(line).contains("does not exist"));
  }

  @Test
  void aBadLineOfTheParentsIsToldOnceHoweverManySetsAskForIt() throws IOException {
    for (String name : List.of("one", "two")) {
      Files.writeString(
          folder.resolve(name + ".csv"), "system,code,description,source\nSNOMED,1,one,x\n");
    }
    Files.writeString(folder.resolve("parents.csv"), "code,parent,source\nSNOMED//2\n");
    Problems problems = new Problems();
    CodeSets sets = new CodeSets(folder, problems);
    for (String name : List.of("one", "two")) {
      sets.withDescendants(sets.read(name).orElseThrow());
    }
    assertThat(problems.lines()).singleElement().asString().contains("parents.csv: line 2");
  }
}
