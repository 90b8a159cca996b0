package org.medley.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A notebook that was executed.
 *
 * @param cells code cells
 * @param failure number of the first code cell that failed and why, in words; empty: none did
 */
record ExecutedNotebook(int cells, Optional<String> failure) {

  /** Reads {@code file}, in the format of Jupyter. */
  static ExecutedNotebook read(Path file) throws IOException {
    List<JsonNode> code = new ArrayList<>();
    for (JsonNode cell : new JsonMapper().readTree(file.toFile()).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        code.add(cell);
      }
    }
    for (int at = 0; at < code.size(); at++) {
      for (JsonNode output : code.get(at).path("outputs")) {
        if (output.path("output_type").asText().equals("error")) {
          String why = output.path("evalue").asText().lines().findFirst().orElse("");
          return new ExecutedNotebook(
              code.size(), Optional.of("code cell " + (at + 1) + " failed, " + why));
        }
      }
    }
    return new ExecutedNotebook(code.size(), Optional.empty());
  }
}
