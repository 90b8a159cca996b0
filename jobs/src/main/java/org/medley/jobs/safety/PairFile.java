package org.medley.jobs.safety;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.unit.CsvRows;

/** Pairs of ingredients that must not meet, as a CSV file with the columns drug and other. */
final class PairFile {
  private PairFile() {}

  static List<List<String>> read(Path file, DrugNames names, Problems problems) {
    List<List<String>> pairs = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      problems.add(file.toString(), "(file)", "does not exist", "create it or correct 'pairs'");
      return pairs;
    }
    CsvRows.read(file, List.of("drug", "other"), problems)
        .each(
            line -> {
              boolean known = true;
              for (String column : List.of("drug", "other")) {
                known &=
                    line.require(
                        names.ingredients().containsKey(line.text(column)),
                        column,
                        "is not in ingredients.csv");
              }
              if (known) {
                pairs.add(List.of(line.text("drug"), line.text("other")));
              }
            });
    return pairs;
  }
}
