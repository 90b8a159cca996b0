package org.medley.jobs.pharmacogene.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
   * The vector as text, one part for each site, parted by semicolons: {@code .} for no call, {@code
   * A} for one allele, {@code A/G} for two, {@code A|G} for phased ones and {@code A|G:1} for those
   * of a phase set; an allele that was not called is a dot.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (SiteCall call : calls) {
      text.append(text.isEmpty() ? "" : ";");
      append(text, call);
    }
    return text.toString();
  }

  /** The vector that {@link #text} wrote. */
  public static GenotypeVector parse(String text) {
    List<SiteCall> calls = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      calls.add(call(part));
    }
    return new GenotypeVector(calls);
  }

  private static void append(StringBuilder text, SiteCall call) {
    if (call.isAbsent()) {
      text.append('.');
      return;
    }
    text.append(call.first() == null ? "." : call.first());
    if (!call.haploid()) {
      text.append(call.phased() ? '|' : '/').append(call.second() == null ? "." : call.second());
    }
    if (call.phaseSet() != null) {
      text.append(':').append(call.phaseSet());
    }
  }

  private static SiteCall call(String part) {
    int bar = part.indexOf('|');
    int mark = Math.max(bar, part.indexOf('/'));
    if (mark < 0) {
      return part.equals(".") ? SiteCall.ABSENT : SiteCall.haploid(part);
    }
    int colon = part.indexOf(':');
    int end = colon < 0 ? part.length() : colon;
    return new SiteCall(
        allele(part.substring(0, mark)),
        allele(part.substring(mark + 1, end)),
        false,
        bar >= 0,
        colon < 0 ? null : part.substring(colon + 1));
  }

  private static String allele(String text) {
    return text.equals(".") ? null : text;
  }
}
