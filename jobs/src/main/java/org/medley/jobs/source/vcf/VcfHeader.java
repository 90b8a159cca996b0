package org.medley.jobs.source.vcf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;
import org.medley.jobs.source.vcf.annotation.AnnotationFields;

/**
 * The header of one VCF file, as far as reading depends on it: version, lengths of contigs, numbers
 * of values, columns and samples. Other meta lines are passed over, well-formed or not: the 1000
 * Genomes files state an ALT description without quotes, and htsjdk's header parser stops there.
 *
 * <p>A header that cannot be used is not an error of the run: its {@link #fault} rejects each line
 * below it.
 */
public final class VcfHeader {
  private static final List<String> COLUMNS =
      List.of("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO");
  private static final Pattern VERSION = Pattern.compile("##fileformat=VCFv4\\.\\d+");
  private static final Pattern CONTIG_ID = Pattern.compile("[<,]ID=([^,>]+)");
  private static final Pattern CONTIG_LENGTH = Pattern.compile("[<,]length=(\\d{1,10})[,>]");

  private final SourceFile file;
  private final Map<String, Long> contigLengths = new HashMap<>();
  private final FieldNumbers numbers = new FieldNumbers();
  private final AnnotationFields annotations = new AnnotationFields();
  private boolean contradicts;
  private boolean versionStated;
  private boolean anyLine;
  private long lines;
  private List<String> samples = List.of();
  private int columns;
  private RejectedLine fault =
      new RejectedLine("header-missing", "the file has no line of column names");

  /** The header of {@code file} before its first line. */
  public VcfHeader(SourceFile file) {
    this.file = file;
  }

  /**
   * Reads the header of {@code file} on the driver.
   *
   * @throws MedleyException with exit code 65 if the file is empty or corrupt
   */
  public static VcfHeader read(SparkSession spark, SourceFile file) {
    VcfHeader header = new VcfHeader(file);
    LineReader.scan(spark, file, header::take);
    if (!header.anyLine) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the file %s is empty".formatted(file.name()),
          "fetch it again from its origin and start the command again");
    }
    return header;
  }

  /** The file of this header. */
  public SourceFile file() {
    return file;
  }

  /** Lines that the header takes, from the first. */
  public long lines() {
    return lines;
  }

  /** Columns of a line. */
  public int columns() {
    return columns;
  }

  /** Names of the samples, in the order of the columns. */
  public List<String> samples() {
    return samples;
  }

  /** Stated lengths by plain contig name. */
  public Map<String, Long> contigLengths() {
    return contigLengths;
  }

  /** How many values fields have. */
  FieldNumbers numbers() {
    return numbers;
  }

  /** Which fields hold annotations of variants. */
  AnnotationFields annotations() {
    return annotations;
  }

  /** Why no line below this header can be used; null: they can. */
  public RejectedLine fault() {
    return fault;
  }

  /** Takes the next line in; false where no line of the header can follow. */
  public boolean take(TextLine line) {
    anyLine = true;
    String text = line.text();
    if (!text.startsWith("#")) {
      return line.isBlank();
    }
    lines = line.number();
    if (text.startsWith("##contig=")) {
      contig(text);
    } else if (VERSION.matcher(text.strip()).matches()) {
      versionStated = true;
    }
    if (!text.startsWith("##")) {
      columnNames(text);
      if (line.problem() != null) {
        fault = new RejectedLine("bad-header", "the line of column names is not text, or too long");
      }
      return false;
    }
    contradicts |= !numbers.declare(text);
    annotations.declare(text);
    return true;
  }

  private void contig(String text) {
    Matcher id = CONTIG_ID.matcher(text);
    Matcher length = CONTIG_LENGTH.matcher(text);
    if (id.find() && length.find()) {
      Long stated = Long.parseLong(length.group(1));
      Long before = contigLengths.put(Contigs.plain(id.group(1)), stated);
      contradicts |= before != null && !before.equals(stated);
    }
  }

  private void columnNames(String text) {
    List<String> names = Arrays.asList(text.split("\t", -1));
    columns = names.size();
    if (!versionStated) {
      fault = new RejectedLine("bad-header", "the header does not state version 4 of the format");
    } else if (contradicts) {
      fault = new RejectedLine("bad-header", "two lines declare a contig or a field differently");
    } else if (columns < 8 || !names.subList(0, 8).equals(COLUMNS)) {
      fault = new RejectedLine("bad-header", "the column names are not those of the format");
    } else if (columns > 8 && !names.get(8).equals("FORMAT")) {
      fault = new RejectedLine("bad-header", "the ninth column is not FORMAT");
    } else {
      samples = List.copyOf(names.subList(Math.min(9, columns), columns));
      boolean unique = new HashSet<>(samples).size() == samples.size() && !samples.contains("");
      fault =
          unique
              ? null
              : new RejectedLine("bad-header", "a sample has no name, or the name of another");
    }
  }
}
