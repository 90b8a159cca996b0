package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutedNotebookTest {
  private static final Path TUTORIAL = Path.of("..", "notebooks", "tutorial.ipynb");

  @Test
  void theFirstFailureIsTold(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("n.ipynb"),
            """
            {"cells": [
              {"cell_type": "markdown", "source": "words"},
              {"cell_type": "code", "outputs": [{"output_type": "execute_result"}]},
              {"cell_type": "code", "outputs": [
                {"output_type": "stream"},
                {"output_type": "error", "ename": "CellFailure", "evalue": "line 2: one\\n  remedy"}]},
              {"cell_type": "code", "outputs": [{"output_type": "error", "evalue": "later"}]}]}
            """);
    ExecutedNotebook executed = ExecutedNotebook.read(file);
    assertThat(executed.cells()).isEqualTo(3);
    assertThat(executed.failure()).contains("code cell 2 failed, line 2: one");
  }

  @Test
  void theTutorialIsKeptWithoutOutputsForTheKernelOfMedley() throws IOException {
    assertThat(ExecutedNotebook.read(TUTORIAL).failure()).isEmpty();
    JsonNode tutorial = new JsonMapper().readTree(TUTORIAL.toFile());
    assertThat(tutorial.at("/metadata/kernelspec/name").asText()).isEqualTo("medley");
    int code = 0;
    for (JsonNode cell : tutorial.path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        code++;
        assertThat(cell.path("outputs")).isEmpty();
        assertThat(cell.path("execution_count").isNull()).isTrue();
      }
    }
    assertThat(code).isGreaterThan(8);
  }
}
