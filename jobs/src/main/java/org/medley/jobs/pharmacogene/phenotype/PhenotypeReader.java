package org.medley.jobs.pharmacogene.phenotype;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.medley.jobs.pharmacogene.file.JsonPart;

/** Reads PharmCAT's phenotype tables. */
final class PhenotypeReader {
  private static final String UNSTATED = "Function not stated";

  private PhenotypeReader() {}

  static GenePhenotypes read(JsonPart file) {
    Map<String, AlleleFunction> alleles = new HashMap<>();
    for (JsonPart allele : file.parts("namedAlleles")) {
      String function = allele.has("functionValue") ? allele.text("functionValue") : UNSTATED;
      alleles.put(
          allele.text("name"),
          new AlleleFunction(
              function,
              allele.textOrNull("activityValue"),
              allele.has("lookupKey") ? allele.text("lookupKey") : function));
    }
    Map<Map<String, Integer>, Outcome> diplotypes = new HashMap<>();
    for (JsonPart row : file.parts("diplotypes")) {
      diplotypes.put(counts(row, "diplotypekey"), outcome(row));
    }
    Map<Map<String, Integer>, Outcome> rules = new HashMap<>();
    for (JsonPart row : file.parts("diplotypeFunctions")) {
      rules.put(counts(row, "lookupKey"), outcome(row));
    }
    return new GenePhenotypes(file.text("gene"), file.text("version"), alleles, diplotypes, rules);
  }

  private static Map<String, Integer> counts(JsonPart row, String field) {
    Map<String, Integer> counts = new TreeMap<>();
    row.numbersByField(field).forEach((name, count) -> counts.put(name, count.intValue()));
    return counts;
  }

  private static Outcome outcome(JsonPart row) {
    return new Outcome(row.text("phenotype"), row.textOrNull("activityScore"));
  }
}
