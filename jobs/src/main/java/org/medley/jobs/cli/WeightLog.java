package org.medley.jobs.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.polygenic.score.Score;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.Variant;
import org.medley.jobs.polygenic.weight.Weight;

/** Writes what became of each weight, one line each, parted by tabs. */
final class WeightLog {
  private static final List<String> COLUMNS =
      List.of(
          "score",
          "line",
          "id",
          "chromosome",
          "position",
          "effect_allele",
          "other_allele",
          "category",
          "meaning");

  private WeightLog() {}

  /**
   * Writes {@code file} anew.
   *
   * @throws MedleyException with exit code 73 if it cannot be written
   */
  static void write(Path file, List<Score> scores) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      line(out, COLUMNS);
      for (Score score : scores) {
        for (int i = 0; i < score.total(); i++) {
          line(out, cells(score, score.file().weights().get(i), score.categories().get(i)));
        }
      }
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CANNOT_WRITE,
          "the log %s cannot be written".formatted(file),
          "name a file in a folder that is there and may be written",
          e);
    }
  }

  private static List<String> cells(Score score, Weight weight, Category category) {
    Variant variant = weight.variant();
    return List.of(
        score.file().name(),
        Long.toString(weight.line()),
        stated(variant.id()),
        stated(variant.contig()),
        variant.isPlaced() ? Integer.toString(variant.position()) : ".",
        stated(variant.effectAllele()),
        stated(variant.otherAllele()),
        category.key(),
        category.meaning());
  }

  private static String stated(String text) {
    return text == null ? "." : text;
  }

  private static void line(BufferedWriter out, List<String> cells) throws IOException {
    out.write(String.join("\t", cells));
    out.write('\n');
  }
}
