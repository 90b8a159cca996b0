package org.medley.jobs.pharmacogene.guideline;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.medley.jobs.pharmacogene.file.JsonPart;

/** Reads a guideline as ClinPGx annotates it for PharmCAT. */
final class GuidelineReader {
  private GuidelineReader() {}

  static Guideline read(JsonPart file) {
    JsonPart guideline = file.part("guideline");
    return new Guideline(
        guideline.text("id"),
        guideline.text("name"),
        guideline.text("source"),
        guideline.textOrNull("url"),
        file.textOrNull("version"),
        file.parts("recommendations").stream().map(GuidelineReader::recommendation).toList());
  }

  private static Recommendation recommendation(JsonPart row) {
    return new Recommendation(
        row.text("id"),
        row.textOrNull("population"),
        row.parts("relatedChemicals").stream().map(drug -> drug.text("name")).toList(),
        row.has("classification") ? row.part("classification").textOrNull("term") : null,
        row.texts("implications"),
        row.has("text") ? row.part("text").text("html") : "",
        keys(row.part("lookupKey")));
  }

  private static Map<String, GeneKey> keys(JsonPart lookup) {
    Map<String, GeneKey> keys = new HashMap<>();
    for (String gene : lookup.fields()) {
      keys.put(
          gene,
          lookup.isObject(gene)
              ? new GeneKey(null, counts(lookup.numbersByField(gene)))
              : GeneKey.of(lookup.text(gene)));
    }
    return keys;
  }

  private static Map<String, Integer> counts(Map<String, Double> numbers) {
    Map<String, Integer> counts = new TreeMap<>();
    numbers.forEach((name, count) -> counts.put(name, count.intValue()));
    return counts;
  }
}
