package org.medley.jobs.polygenic.score;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.medley.jobs.source.TextLine;
import org.medley.jobs.source.vcf.VcfHeader;

/** What a task must know of a VCF file's header. */
public final class FileColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Number of the file. */
  final int file;

  /** Lines that the header takes. */
  final long headerLines;

  /** Columns of a line. */
  final int columns;

  /** For each sample column, the number of its sample. */
  final int[] samples;

  FileColumns(int file, VcfHeader header, Map<String, Integer> sampleNumbers) {
    this.file = file;
    this.headerLines = header.lines();
    this.columns = header.columns();
    List<String> names = header.samples();
    this.samples = names.stream().mapToInt(sampleNumbers::get).toArray();
  }

  /** Number of the file. */
  public int file() {
    return file;
  }

  /** Columns of a line. */
  public int columns() {
    return columns;
  }

  /** For each sample column, the number of its sample; not to be changed. */
  public int[] samples() {
    return samples;
  }

  /** Whether {@code line} lies below the header and is not blank. */
  public boolean holds(TextLine line) {
    return line.number() > headerLines && !line.isBlank();
  }
}
