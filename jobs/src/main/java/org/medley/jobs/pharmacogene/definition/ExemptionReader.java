package org.medley.jobs.pharmacogene.definition;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
        places(entry, "requiredPositions"),
        places(entry, "ignoredPositions"),
        entry.parts("extraPositions").stream().map(PositionReader::read).toList(),
        Set.copyOf(entry.texts("ignoredAlleles")),
        entry.parts("unphasedDiplotypePriorities").stream().map(ExemptionReader::priority).toList(),
        places(entry, "amp1Positions"));
  }

  /** Places in the two shapes of the file: whole positions, or only where they are. */
  private static Set<Integer> places(JsonPart entry, String field) {
    return entry.ofObjects(field)
        ? placesOf(entry.parts(field))
        : new HashSet<>(entry.wholes(field));
  }

  private static Set<Integer> placesOf(List<JsonPart> positions) {
    Set<Integer> places = new HashSet<>();
    positions.forEach(position -> places.add(position.whole("position")));
    return places;
  }

  private static Priority priority(JsonPart entry) {
    return new Priority(entry.texts("list"), entry.text("pick"));
  }
}
