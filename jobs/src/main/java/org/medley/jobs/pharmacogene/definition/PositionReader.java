package org.medley.jobs.pharmacogene.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medley.jobs.pharmacogene.file.JsonPart;

/** Reads a position of PharmCAT's definitions. */
final class PositionReader {
  private PositionReader() {}

  static Position read(JsonPart entry) {
    String names = entry.textOrNull("chromosomeHgvsName");
    String reference = entry.text("ref");
    List<String> alternates = entry.texts("alts");
    return new Position(
        plain(entry.text("chromosome")),
        entry.whole("position"),
        entry.textOrNull("rsid"),
        reference,
        alternates,
        names == null
            ? List.of()
            : ofAlternates(List.of(names.split(";\\s*")), reference, alternates));
  }

  /**
   * The name of each alternate. Of a repeat the names stand for all its lengths, the reference's
   * among them, which then is left out.
   */
  private static List<String> ofAlternates(
      List<String> names, String reference, List<String> alternates) {
    if (names.size() != alternates.size() + 1) {
      return names;
    }
    List<String> alleles = new ArrayList<>(alternates);
    alleles.add(reference);
    alleles.sort(Comparator.comparingInt(String::length));
    return alternates.stream().map(alternate -> names.get(alleles.indexOf(alternate))).toList();
  }

  /** The name of a chromosome without {@code chr}; the mitochondrion is MT. */
  static String plain(String chromosome) {
    String plain = chromosome.startsWith("chr") ? chromosome.substring(3) : chromosome;
    return plain.equals("M") ? "MT" : plain;
  }
}
