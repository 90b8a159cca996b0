package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medley.jobs.pharmacogene.definition.AlleleNames;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.NamedAllele;
import org.medley.jobs.pharmacogene.definition.Wobble;

/**
 * The specification of the matcher taken literally: every string that the strands of a sample may
 * be is written out, and every pair of alleles tried on every pair of strings. For diploid calls
 * without halves.
 */
final class BruteForce {
  private final GeneDefinition definition;
  private final List<SiteCall> calls = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();

  BruteForce(GeneDefinition definition, GenotypeVector vector) {
    this.definition = definition;
    for (int i = 0; i < vector.calls().size(); i++) {
      if (!vector.calls().get(i).isAbsent()) {
        calls.add(vector.calls().get(i));
        numbers.add(i);
      }
    }
  }

  /** Every diplotype that is possible with its score. */
  Map<String, Integer> scores() {
    Map<String, Integer> scores = new TreeMap<>();
    for (List<String> one : strings()) {
      List<String> other = complement(one);
      for (NamedAllele left : definition.alleles()) {
        for (NamedAllele right : definition.alleles()) {
          if (matches(left, one) && matches(right, other)) {
            int score = score(left, right, one, other) + score(right, left, other, one);
            boolean ordered = AlleleNames.ORDER.compare(left.name(), right.name()) <= 0;
            String label =
                ordered ? left.name() + "/" + right.name() : right.name() + "/" + left.name();
            scores.merge(label, score, Math::max);
          }
        }
      }
    }
    return scores;
  }

  /** Every string, by turning each unit of phased positions and each single position. */
  private Set<List<String>> strings() {
    List<String> units = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      SiteCall call = calls.get(i);
      String unit = call.phased() ? "set " + call.phaseSet() : "single " + i;
      if (call.isHeterozygous() && !units.contains(unit)) {
        units.add(unit);
      }
    }
    Set<List<String>> strings = new LinkedHashSet<>();
    for (int turns = 0; turns < 1 << units.size(); turns++) {
      List<String> string = new ArrayList<>();
      for (int i = 0; i < calls.size(); i++) {
        SiteCall call = calls.get(i);
        String unit = call.phased() ? "set " + call.phaseSet() : "single " + i;
        int number = call.isHeterozygous() ? units.indexOf(unit) : 0;
        string.add((turns >> number & 1) == 0 ? call.first() : call.second());
      }
      strings.add(string);
    }
    return strings;
  }

  private List<String> complement(List<String> string) {
    List<String> complement = new ArrayList<>();
    for (int i = 0; i < string.size(); i++) {
      SiteCall call = calls.get(i);
      complement.add(string.get(i).equals(call.first()) ? call.second() : call.first());
    }
    return complement;
  }

  private boolean matches(NamedAllele allele, List<String> string) {
    boolean defined = false;
    for (int i = 0; i < string.size(); i++) {
      int number = numbers.get(i);
      String code = allele.bases().get(number);
      defined |= code != null;
      if (code == null) {
        String filled = definition.reference().bases().get(number);
        code = Wobble.isWobble(filled) ? definition.positions().get(number).reference() : filled;
      }
      if (!Wobble.matches(code, string.get(i))) {
        return false;
      }
    }
    return defined;
  }

  private int score(
      NamedAllele allele, NamedAllele partner, List<String> string, List<String> other) {
    boolean either = !allele.equals(partner) && matches(allele, other);
    int score = 0;
    for (int i = 0; i < string.size(); i++) {
      int number = numbers.get(i);
      String code = allele.bases().get(number);
      String reference = definition.positions().get(number).reference();
      boolean shown = !string.get(i).equals(reference) || either && !other.get(i).equals(reference);
      if (code != null && (!Wobble.isWobble(code) || shown)) {
        score++;
      }
    }
    return score;
  }
}
