package org.medley.jobs.source.vcf.annotation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of INFO that hold annotations and frequencies, as the header of a file declares them.
 * A file that declares no annotations costs nothing.
 */
public final class AnnotationFields implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Annotations of a line that are read; a gene has some hundred transcripts. */
  static final int MOST = 20_000;

  private static final String STATED_FREQUENCY = "AF";

  /** Names that resources of population frequencies are known to be transferred under. */
  private static final Pattern POPULATION =
      Pattern.compile(
          "##INFO=<ID=((?i:gnomAD\\w*_AF(?:_popmax|_grpmax)?|AF_gnomAD|ExAC_AF|AF_ExAC|AF_ESP"
              + "|AF_TGP|AF_popmax|AF_grpmax|MAX_AF|TOPMED_AF)),.*");

  private final ArrayList<AnnotationField> fields = new ArrayList<>();
  private final ArrayList<String> populations = new ArrayList<>();

  /** Takes in a line of a header. */
  public void declare(String line) {
    AnnotationField.declaredBy(line)
        .filter(field -> fields.stream().noneMatch(known -> known.key.equals(field.key)))
        .ifPresent(fields::add);
    Matcher population = POPULATION.matcher(line);
    if (population.matches() && !populations.contains(population.group(1))) {
      populations.add(population.group(1));
    }
  }

  /** Whether the header declares no annotations. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /**
   * The annotations that {@code info} holds of a site.
   *
   * @param alternates in upper case, as the line has them
   */
  public SiteAnnotations read(String info, String reference, List<String> alternates) {
    SiteAnnotations read = new SiteAnnotations();
    Frequencies frequencies = new Frequencies(info, alternates.size());
    List<Pending> pending = new ArrayList<>();
    for (AnnotationField field : fields) {
      String value = Values.of(info, field.key);
      if (value != null) {
        List<String[]> entries = entries(value, field, read, pending.size());
        AlternateNames names = names(field, entries, reference, alternates);
        for (String[] cells : entries) {
          take(new Pending(field, cells), names, frequencies, read, pending);
        }
      }
    }
    finish(pending, frequencies, read);
    return read;
  }

  private static List<String[]> entries(
      String value, AnnotationField field, SiteAnnotations read, int before) {
    List<String[]> entries = new ArrayList<>();
    int at = 0;
    while (at <= value.length()) {
      int comma = value.indexOf(',', at);
      int end = comma < 0 ? value.length() : comma;
      if (before + entries.size() == MOST) {
        read.count(
            field.key,
            SiteAnnotations.TOO_MANY,
            1 + value.chars().skip(at).filter(c -> c == ',').count());
        break;
      }
      String[] cells = value.substring(at, end).split("\\|", field.columns + 1);
      if (cells.length == field.columns) {
        entries.add(cells);
      } else {
        read.count(field.key, SiteAnnotations.WRONG_COLUMN_COUNT, 1);
      }
      at = end + 1;
    }
    return entries;
  }

  private static AlternateNames names(
      AnnotationField field, List<String[]> entries, String reference, List<String> alternates) {
    if (field.snpEff) {
      return AlternateNames.asStated(alternates);
    }
    Set<String> used = new HashSet<>();
    entries.forEach(cells -> used.add(cells[field.allele].strip()));
    return AlternateNames.ofVep(reference, alternates, used);
  }

  private static void take(
      Pending entry,
      AlternateNames names,
      Frequencies frequencies,
      SiteAnnotations read,
      List<Pending> pending) {
    String key = entry.field.key;
    int alternate =
        names.alternate(entry.text(entry.field.allele), entry.decoded(entry.field.alleleNumber));
    if (alternate == AlternateNames.NONE) {
      read.count(key, SiteAnnotations.NO_SUCH_ALLELE, 1);
    } else if (alternate == AlternateNames.AMBIGUOUS) {
      read.count(key, SiteAnnotations.AMBIGUOUS, 1);
    } else if (entry.decoded(entry.field.consequence) == null) {
      read.count(key, SiteAnnotations.NO_CONSEQUENCE, 1);
    } else {
      entry.alternate = alternate;
      for (int column : entry.field.frequencies) {
        frequencies.population(alternate, entry.text(column), entry.text(entry.field.allele));
      }
      pending.add(entry);
    }
  }

  /** The frequencies of an alternate are known when the last annotation of it was seen. */
  private static void finish(List<Pending> pending, Frequencies frequencies, SiteAnnotations read) {
    for (int i = 0; i < pending.size(); i++) {
      Pending entry = pending.get(i);
      if (frequencies.isBad(entry.alternate)) {
        read.count(entry.field.key, SiteAnnotations.BAD_FREQUENCY, 1);
      } else {
        read.add(
            entry.field.key,
            entry
                .annotation(i + 1)
                .with(
                    frequencies.populations[entry.alternate - 1],
                    frequencies.stated[entry.alternate - 1]));
      }
    }
  }

  /**
   * The frequencies of the alternates of a line. One of a population that is no share spoils its
   * alternate's annotations, which would otherwise seem to be of a rare variant.
   */
  private final class Frequencies {
    private final Double[] populations;
    private final Double[] stated;
    private final boolean[] bad;

    Frequencies(String info, int alternates) {
      this.populations = new Double[alternates];
      this.stated = new Double[alternates];
      this.bad = new boolean[alternates];
      boolean[] unusable = new boolean[alternates];
      take(info, STATED_FREQUENCY, stated, unusable);
      for (int i = 0; i < alternates; i++) {
        stated[i] = unusable[i] ? null : stated[i];
      }
      AnnotationFields.this.populations.forEach(key -> take(info, key, populations, bad));
    }

    boolean isBad(int alternate) {
      return bad[alternate - 1];
    }

    void population(int alternate, String value, String allele) {
      take(populations, alternate - 1, value, allele, bad);
    }

    private static void take(String info, String key, Double[] shares, boolean[] unusable) {
      String value = Values.of(info, key);
      String[] parts = value == null ? new String[0] : value.split(",", -1);
      if (parts.length == shares.length) {
        for (int i = 0; i < parts.length; i++) {
          take(shares, i, parts[i], "", unusable);
        }
      } else if (value != null) {
        Arrays.fill(unusable, true);
      }
    }

    private static void take(
        Double[] shares, int place, String value, String allele, boolean[] unusable) {
      try {
        shares[place] = Values.higher(shares[place], Values.share(value, allele));
      } catch (NumberFormatException e) {
        unusable[place] = true;
      }
    }
  }

  /** An annotation whose alternate is known. */
  private static final class Pending {
    private final AnnotationField field;
    private final String[] cells;
    private int alternate;

    Pending(AnnotationField field, String[] cells) {
      this.field = field;
      this.cells = cells;
    }

    String text(int column) {
      return column < 0 ? "" : cells[column].strip();
    }

    String decoded(int column) {
      return Values.decoded(text(column));
    }

    Annotation annotation(int number) {
      String consequences = decoded(field.consequence);
      boolean between = consequences.contains("intergenic_region");
      String geneId = between ? null : decoded(field.geneId);
      String symbol = between ? null : decoded(field.symbol);
      String mane = decoded(field.mane);
      Boolean canonical =
          field.saysCanonical() ? "YES".equals(decoded(field.canonical)) || mane != null : null;
      return new Annotation(
          alternate,
          number,
          field.snpEff ? "SnpEff" : "VEP",
          symbol == null ? geneId : symbol,
          geneId,
          decoded(field.featureType),
          decoded(field.feature),
          decoded(field.biotype),
          consequences,
          Consequences.impact(decoded(field.impact), consequences),
          decoded(field.hgvsC),
          decoded(field.hgvsP),
          canonical,
          mane,
          decoded(field.lof),
          null,
          null);
    }
  }
}
