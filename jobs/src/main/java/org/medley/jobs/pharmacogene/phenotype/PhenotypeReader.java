package org.medley.jobs.pharmacogene.phenotype;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, Outcome> diplotypes = new HashMap<>();
    for (JsonPart row : file.parts("diplotypes")) {
      diplotypes.put(key(row, "diplotypekey"), outcome(row));
    }
    Map<String, Outcome> rules = new HashMap<>();
    for (JsonPart row : file.parts("diplotypeFunctions")) {
      rules.put(key(row, "lookupKey"), outcome(row));
    }
    return new GenePhenotypes(file.text("gene"), file.text("version"), alleles, diplotypes, rules);
  }

  private static String key(JsonPart row, String field) {
    List<String> names = new ArrayList<>();
    row.numbersByField(field)
        .forEach((name, count) -> names.addAll(Collections.nCopies(count.intValue(), name)));
    return GenePhenotypes.key(names);
  }

  private static Outcome outcome(JsonPart row) {
    return new Outcome(row.text("phenotype"), row.textOrNull("activityScore"));
  }
}
