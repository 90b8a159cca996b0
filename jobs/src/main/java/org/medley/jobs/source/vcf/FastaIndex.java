package org.medley.jobs.source.vcf;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;

/**
 * Where the contigs of a plain FASTA file stand. It is made from the file itself in one pass on the
 * driver: an index beside it may be older than it, and would then misplace every base.
 */
final class FastaIndex {
  private final SourceFile file;
  private final Map<String, FastaContig> contigs = new HashMap<>();
  private String contig;
  private long offset;
  private long length;
  private int lineBases;
  private int lineBytes;
  private long lastOffset;
  private int lastBases;
  private boolean last;

  private FastaIndex(SourceFile file) {
    this.file = file;
  }

  /**
   * The contigs of {@code file} by plain name.
   *
   * @throws MedleyException with exit code 65 if it is not plain FASTA, a contig stands twice, or
   *     lines of one contig are of different lengths, so that no base could be found by its place
   */
  static Map<String, FastaContig> of(Configuration configuration, SourceFile file) {
    FastaIndex index = new FastaIndex(file);
    if (LineReader.isPacked(configuration, file)) {
      throw index.refused("it is packed, so that no base can be reached by its place");
    }
    LineReader.scan(configuration, file, index::take);
    index.endContig();
    if (index.contigs.isEmpty()) {
      throw index.refused("it names no contig");
    }
    return index.contigs;
  }

  private boolean take(TextLine line) {
    byte[] bytes = line.bytes();
    if (line.problem() != null) {
      throw refused("line %d is not text, or too long".formatted(line.number()));
    }
    if (bytes.length > 0 && bytes[0] == '>') {
      endContig();
      contig = name(bytes);
    } else if (bytes.length > 0) {
      takeBases(line, bytes.length);
    } else {
      last = contig != null && length > 0;
    }
    return true;
  }

  private void takeBases(TextLine line, int bases) {
    if (contig == null) {
      throw refused("its first line names no contig");
    }
    if (length == 0) {
      offset = line.offset();
      lineBases = bases;
    } else {
      int stride = (int) (line.offset() - lastOffset);
      lineBytes = lineBytes == 0 ? stride : lineBytes;
      if (last || lastBases != lineBases || stride != lineBytes || bases > lineBases) {
        throw refused(
            "the lines of a contig before line %d differ in length".formatted(line.number()));
      }
    }
    length += bases;
    lastOffset = line.offset();
    lastBases = bases;
  }

  private void endContig() {
    if (contig != null) {
      FastaContig found =
          new FastaContig(offset, length, Math.max(lineBases, 1), Math.max(lineBytes, 1));
      if (contigs.put(contig, found) != null) {
        throw refused("the contig %s stands there twice".formatted(contig));
      }
    }
    length = 0;
    lineBytes = 0;
    last = false;
  }

  private static String name(byte[] bytes) {
    String text = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    return Contigs.plain(text.strip().split("\\s", 2)[0]);
  }

  private MedleyException refused(String why) {
    return new MedleyException(
        ExitCode.DATA_REJECTED,
        "the reference %s cannot be used (%s)".formatted(file.name(), why),
        "give a plain FASTA file whose lines are wrapped at one length");
  }
}
