package org.medley.jobs.pharmacogene.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.medley.jobs.pharmacogene.file.JsonPart;

/** Reads PharmCAT's {@code exemptions.json}: an object of exemptions by gene. */
final class ExemptionReader {
  private ExemptionReader() {}

  static Map<String, Exemption> read(JsonPart file) {
    Map<String, Exemption> exemptions = new LinkedHashMap<>();
    file.objects().forEach((gene, entry) -> exemptions.put(gene, exemption(entry)));
    return exemptions;
  }

  private static Exemption exemption(JsonPart entry) {
    return new Exemption(
        Set.copyOf(entry.wholes("requiredPositions")),
        entry.parts("ignoredPositions").stream().map(PositionReader::read).toList(),
        entry.parts("extraPositions").stream().map(PositionReader::read).toList(),
        Set.copyOf(entry.texts("ignoredAlleles")),
        entry.parts("unphasedDiplotypePriorities").stream().map(ExemptionReader::priority).toList(),
        Set.copyOf(entry.wholes("amp1Positions")));
  }

  private static Priority priority(JsonPart entry) {
    return new Priority(entry.texts("list"), entry.text("pick"));
  }
}
