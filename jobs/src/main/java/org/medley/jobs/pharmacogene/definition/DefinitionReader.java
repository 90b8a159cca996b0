package org.medley.jobs.pharmacogene.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.medley.jobs.pharmacogene.file.JsonPart;

/** Reads PharmCAT's {@code GENE_translation.json}. */
final class DefinitionReader {
  private DefinitionReader() {}

  /** The definition in {@code file} without what {@code exemption} ignores. */
  static GeneDefinition read(JsonPart file, Exemption exemption) {
    List<Position> all = file.parts("variants").stream().map(PositionReader::read).toList();
    IntPredicate kept = i -> !exemption.ignores(all.get(i));
    List<NamedAllele> alleles = new ArrayList<>();
    for (JsonPart entry : file.parts("namedAlleles")) {
      NamedAllele allele = allele(entry, all.size(), kept);
      if (!entry.flag("structuralVariant") && !exemption.ignoredAlleles().contains(allele.name())) {
        alleles.add(allele);
      }
    }
    checkReference(file, alleles);
    return new GeneDefinition(
        file.text("gene"),
        file.text("version"),
        PositionReader.plain(file.text("chromosome")),
        IntStream.range(0, all.size()).filter(kept).mapToObj(all::get).toList(),
        alleles,
        file.textsByField("suballelesMap"),
        exemption);
  }

  private static NamedAllele allele(JsonPart entry, int positions, IntPredicate kept) {
    List<String> bases = entry.textsAndBlanks("alleles");
    if (bases.size() != positions) {
      throw entry.wrong("has %d bases for %d positions".formatted(bases.size(), positions));
    }
    List<String> left = new ArrayList<>();
    for (int i = 0; i < positions; i++) {
      if (kept.test(i)) {
        left.add(bases.get(i));
      }
    }
    return new NamedAllele(entry.text("name"), entry.flag("reference"), left);
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
