package org.medley.jobs.pharmacogene.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.pharmacogene.definition.Position;

/**
 * The calls of one sample at the sites of one gene, in their order. Samples with equal vectors have
 * equal answers, so that one of them is solved for all.
 *
 * @param calls one for each site
 */
public record GenotypeVector(List<SiteCall> calls) implements Serializable {
  private static final Comparator<String> UNKNOWN_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /** A vector with a list of its own. */
  public GenotypeVector {
    calls = List.copyOf(calls);
  }

  /**
   * The vector that stands for all that say the same: alleles whose order means nothing are sorted,
   * phase sets are numbered from 1 as they appear, and each set is turned so that its first
   * heterozygous call is sorted.
   */
  public GenotypeVector canonical() {
    Map<String, String> numbers = new HashMap<>();
    Map<String, Boolean> turned = new HashMap<>();
    List<SiteCall> canonical = new ArrayList<>(calls.size());
    boolean same = true;
    for (SiteCall call : calls) {
      SiteCall next = canonical(call, numbers, turned);
      same &= next.equals(call);
      canonical.add(next);
    }
    return same ? this : new GenotypeVector(canonical);
  }

  private static SiteCall canonical(
      SiteCall call, Map<String, String> numbers, Map<String, Boolean> turned) {
    if (call.isAbsent()) {
      return SiteCall.ABSENT;
    }
    if (call.haploid()) {
      return call;
    }
    boolean sorted = UNKNOWN_FIRST.compare(call.first(), call.second()) <= 0;
    if (!call.phased() || !call.isHeterozygous()) {
      return sorted && !call.phased()
          ? call
          : SiteCall.unphased(
              sorted ? call.first() : call.second(), sorted ? call.second() : call.first());
    }
    String set = call.phaseSet();
    String number =
        set == null
            ? null
            : numbers.computeIfAbsent(set, name -> Integer.toString(numbers.size() + 1));
    return turned.computeIfAbsent(String.valueOf(number), name -> !sorted)
        ? SiteCall.phased(call.second(), call.first(), number)
        : SiteCall.phased(call.first(), call.second(), number);
  }

  /**
   * The vector as text, short where a sample is like the reference: the number of each site that is
   * not homozygous reference with its call, such as {@code 3=A/G;17=.}, see {@link SiteCall#text}.
   *
   * @param sites of the gene
   */
  public String text(List<Position> sites) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).isHomozygous(sites.get(i).reference())) {
        text.append(text.isEmpty() ? "" : ";").append(i).append('=').append(calls.get(i).text());
      }
    }
    return text.toString();
  }

  /** The vector that {@link #text} wrote of the same sites. */
  public static GenotypeVector parse(String text, List<Position> sites) {
    List<SiteCall> calls = new ArrayList<>();
    for (Position site : sites) {
      calls.add(SiteCall.unphased(site.reference(), site.reference()));
    }
    for (String part : text.isEmpty() ? new String[0] : text.split(";")) {
      int mark = part.indexOf('=');
      calls.set(
          Integer.parseInt(part.substring(0, mark)), SiteCall.parse(part.substring(mark + 1)));
    }
    return new GenotypeVector(calls);
  }
}
