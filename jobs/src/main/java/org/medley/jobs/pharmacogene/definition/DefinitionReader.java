package org.medley.jobs.pharmacogene.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.medley.jobs.pharmacogene.file.JsonPart;

/** Reads PharmCAT's {@code GENE_translation.json}. */
final class DefinitionReader {
  private DefinitionReader() {}

  /** The definition in {@code file} without what {@code exemption} ignores. */
  static GeneDefinition read(JsonPart file, Exemption exemption) {
    List<Position> positions = file.parts("variants").stream().map(PositionReader::read).toList();
    List<NamedAllele> alleles = new ArrayList<>();
    for (JsonPart entry : file.parts("namedAlleles")) {
      if (!entry.flag("structuralVariant")) {
        alleles.add(allele(entry, positions.size()));
      }
    }
    checkReference(file, alleles);
    List<Integer> kept =
        IntStream.range(0, positions.size())
            .filter(i -> !exemption.ignores(positions.get(i)))
            .filter(i -> !isOfIgnoredAlleles(i, alleles, exemption))
            .boxed()
            .toList();
    return new GeneDefinition(
        file.text("gene"),
        file.text("version"),
        PositionReader.plain(file.text("chromosome")),
        kept.stream().map(positions::get).toList(),
        alleles.stream()
            .filter(allele -> !exemption.ignoredAlleles().contains(allele.name()))
            .map(allele -> at(kept, allele))
            .toList(),
        file.textsByField("suballelesMap"),
        exemption);
  }

  private static NamedAllele allele(JsonPart entry, int positions) {
    List<String> bases = entry.textsAndBlanks("alleles");
    if (bases.size() != positions) {
      throw entry.wrong("has %d bases for %d positions".formatted(bases.size(), positions));
    }
    return new NamedAllele(entry.text("name"), entry.flag("reference"), bases);
  }

  private static NamedAllele at(List<Integer> kept, NamedAllele allele) {
    List<String> bases = new ArrayList<>();
    kept.forEach(i -> bases.add(allele.bases().get(i)));
    return new NamedAllele(allele.name(), allele.reference(), bases);
  }

  /** Whether alleles that are not called are the only ones that depend on position {@code i}. */
  private static boolean isOfIgnoredAlleles(int i, List<NamedAllele> alleles, Exemption exemption) {
    List<NamedAllele> dependent =
        alleles.stream()
            .filter(allele -> !allele.reference() && allele.bases().get(i) != null)
            .toList();
    return !dependent.isEmpty()
        && dependent.stream()
            .allMatch(allele -> exemption.ignoredAlleles().contains(allele.name()));
  }

  private static void checkReference(JsonPart file, List<NamedAllele> alleles) {
    List<NamedAllele> references = alleles.stream().filter(NamedAllele::reference).toList();
    if (references.size() != 1) {
      throw file.wrong("has %d reference alleles and not one".formatted(references.size()));
    }
    if (references.get(0).bases().contains(null)) {
      throw file.wrong("has a reference allele that is not defined everywhere");
    }
  }
}
