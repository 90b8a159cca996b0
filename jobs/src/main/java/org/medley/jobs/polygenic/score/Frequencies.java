package org.medley.jobs.polygenic.score;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.polygenic.match.SiteAlleles;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;
import org.medley.jobs.source.vcf.Contigs;

/**
 * Allele frequencies of plink2 ({@code .afreq}): columns {@code #CHROM ID REF ALT ALT_FREQS}, of
 * several alternates one frequency each, parted by commas.
 */
public final class Frequencies implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> COLUMNS = List.of("CHROM", "ID", "REF", "ALT", "ALT_FREQS");

  private final Map<String, Double> bySite = new HashMap<>();

  private Frequencies() {}

  /** No frequencies: the cohort's count. */
  public static Frequencies none() {
    return new Frequencies();
  }

  /**
   * The frequencies in {@code file}.
   *
   * @throws MedleyException with exit code 65 that lists every line that cannot be understood
   */
  public static Frequencies read(SourceFile file, Configuration configuration) {
    Frequencies frequencies = new Frequencies();
    Lines lines = new Lines(file.name(), frequencies);
    LineReader.scan(configuration, file, lines::take);
    if (lines.columns == null) {
      lines.problems.add("%s: no line names the columns %s".formatted(file.name(), COLUMNS));
    }
    if (!lines.problems.isEmpty()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the allele frequencies cannot be used:%n    %s"
              .formatted(String.join(System.lineSeparator() + "    ", lines.problems)),
          "write them with 'plink2 --freq' on a reference cohort");
    }
    return frequencies;
  }

  /** Whether nothing is stated of any site. */
  boolean isEmpty() {
    return bySite.isEmpty();
  }

  /**
   * The frequency of the allele with this number at the site; null where it is not stated. That of
   * the reference is what the alternates leave.
   */
  Double of(String contig, String id, SiteAlleles site, int allele) {
    if (bySite.isEmpty()) {
      return null;
    }
    if (allele != 0) {
      return bySite.get(key(contig, id, site.reference(), site.alternates().get(allele - 1)));
    }
    double left = 1;
    for (String alternate : site.alternates()) {
      Double frequency = bySite.get(key(contig, id, site.reference(), alternate));
      if (frequency == null) {
        return null;
      }
      left -= frequency;
    }
    return site.alternates().isEmpty() ? null : left;
  }

  private static String key(String contig, String id, String reference, String alternate) {
    return String.join("\t", contig, id, reference, alternate);
  }

  /** Takes the lines in. */
  private static final class Lines {
    private final String file;
    private final Frequencies frequencies;
    private final List<String> problems = new ArrayList<>();
    private List<String> columns;

    Lines(String file, Frequencies frequencies) {
      this.file = file;
      this.frequencies = frequencies;
    }

    boolean take(TextLine line) {
      if (line.isBlank() || line.text().startsWith("##")) {
        return true;
      }
      List<String> cells = Arrays.asList(line.text().split("\t", -1));
      if (columns == null) {
        List<String> named = cells.stream().map(name -> name.replaceFirst("^#", "")).toList();
        columns = named.containsAll(COLUMNS) ? named : null;
        return columns != null;
      }
      if (cells.size() != columns.size() || !add(cells)) {
        problems.add(
            "%s, line %d: there is no frequency from 0 to 1 for each alternate"
                .formatted(file, line.number()));
      }
      return true;
    }

    private boolean add(List<String> cells) {
      String contig = Contigs.human(cell(cells, "CHROM"));
      String[] alternates = cell(cells, "ALT").split(",", -1);
      String[] stated = cell(cells, "ALT_FREQS").split(",", -1);
      boolean all = alternates.length == stated.length;
      for (int i = 0; i < alternates.length && all; i++) {
        boolean unknown = stated[i].equals("nan");
        boolean legal =
            stated[i].matches("[01](\\.\\d*)?([eE]-\\d{1,3})?|[2-9](\\.\\d*)?[eE]-\\d{1,3}");
        all = unknown || (legal && Double.parseDouble(stated[i]) <= 1);
        if (legal && all) {
          String key = key(contig, cell(cells, "ID"), cell(cells, "REF"), alternates[i]);
          frequencies.bySite.put(key, Double.parseDouble(stated[i]));
        }
      }
      return all;
    }

    private String cell(List<String> cells, String column) {
      return cells.get(columns.indexOf(column));
    }
  }
}
