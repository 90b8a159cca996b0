package org.medley.jobs.source.vcf;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.vcf.annotation.SiteAnnotations;

/**
 * One data line of a VCF file: a site, its alternates, and the calls that are not homozygous
 * reference.
 *
 * <p>Decision: the fixed columns and the subfields GT and GQ are parsed here and not by htsjdk's
 * codec. The codec refuses the 1000 Genomes header, makes an object of every sample's call, and
 * accepts calls that the format forbids; and of INFO, which costs most of its time, little is used
 * here.
 */
final class Site {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern POSITION = Pattern.compile("\\d{1,10}");
  private static final Pattern EXTENT = Pattern.compile("(?<![^;])(?:END|SVLEN)=[^;]*");
  private static final int FIXED = 8;
  private static final int INFO = 7;
  private static final int FORMAT = 8;

  final String contig;
  final int position;
  final String reference;
  final List<String> alternates;
  final String id;
  final Double quality;
  final String filter;

  /** The calls of all samples. */
  final SiteCalls calls;

  /** How far symbolic alternates reach, as INFO says; null: there is none, or it does not say. */
  final String extent;

  /** What the line says of the reference; null: it is no block, but states variants. */
  final ReferenceBlock block;

  /** What annotators say of the alternates; null: the file holds no annotations. */
  final SiteAnnotations annotations;

  /** Samples in the line. */
  final int samples;

  private Site(String[] fixed, FileLayout layout, GenomeBuild build) throws RejectedLine {
    this.contig = contig(fixed[0], layout);
    this.position = position(fixed[1], contig, build);
    this.id = stated(fixed[2]);
    this.reference = Alleles.reference(fixed[3]);
    this.alternates = Alleles.alternates(fixed[4], reference);
    this.quality = quality(fixed[5]);
    this.filter = stated(fixed[6]);
    this.calls = new SiteCalls(alternates.size());
    this.extent = alternates.toString().contains("<") ? extent(fixed[INFO]) : null;
    this.block =
        ReferenceBlock.isStatedBy(alternates)
            ? ReferenceBlock.of(contig, position, reference, fixed[INFO], build)
            : null;
    this.annotations =
        layout.annotations.isEmpty()
            ? null
            : layout.annotations.read(fixed[INFO], reference, alternates);
    this.samples = layout.samples.length;
  }

  /**
   * The site that {@code text} states.
   *
   * @throws RejectedLine if the line is malformed
   */
  static Site parse(String text, FileLayout layout, GenomeBuild build) throws RejectedLine {
    if (layout.fault != null) {
      throw layout.fault;
    }
    checkColumns(text, layout);
    String[] fixed = new String[FIXED];
    int at = 0;
    for (int i = 0; i < FIXED; i++) {
      int tab = text.indexOf('\t', at);
      int end = tab < 0 ? text.length() : tab;
      fixed[i] = text.substring(at, end);
      at = end + 1;
    }
    Site site = new Site(fixed, layout, build);
    layout.numbers.check(fixed[INFO], site.alternates.size());
    if (layout.columns > FORMAT + 1) {
      site.readCalls(text, at, layout);
    }
    return site;
  }

  /** Whether the line states no variant: a block in which no call carries "any other" allele. */
  boolean isBlock() {
    return block != null
        && calls.differing().stream().noneMatch(group -> group.call.hasAlternate());
  }

  private static void checkColumns(String text, FileLayout layout) throws RejectedLine {
    int columns = 1;
    for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', tab + 1)) {
      columns++;
    }
    if (columns < layout.columns) {
      throw new RejectedLine("too-few-columns", "the line has fewer columns than the header");
    }
    if (columns > layout.columns) {
      throw new RejectedLine("too-many-columns", "the line has more columns than the header");
    }
  }

  private void readCalls(String text, int formatAt, FileLayout layout) throws RejectedLine {
    int formatEnd = text.indexOf('\t', formatAt);
    CallFormat format = CallFormat.parse(text.substring(formatAt, formatEnd), layout.numbers);
    int at = formatEnd + 1;
    for (int sample : layout.samples) {
      int tab = text.indexOf('\t', at);
      int end = tab < 0 ? text.length() : tab;
      format.read(text, at, end, sample, calls, block);
      at = end + 1;
    }
  }

  private static String contig(String text, FileLayout layout) throws RejectedLine {
    if (!Contigs.isLegal(text)) {
      throw new RejectedLine(
          "bad-contig", "the contig's name is empty or holds spaces, commas or lone brackets");
    }
    String plain = Contigs.plain(text);
    if (plain.equals(Contigs.MITOCHONDRION) && !layout.knownMitochondrion) {
      throw new RejectedLine(
          "wrong-contig-length", "the file's mitochondrion is not that of the build");
    }
    return plain;
  }

  /**
   * The position that {@code text} states on the contig; 0 and one beyond the end stand for the
   * telomeres.
   *
   * @throws RejectedLine if it is not a whole number, or not on the contig
   */
  static int position(String text, String contig, GenomeBuild build) throws RejectedLine {
    if (!POSITION.matcher(text).matches() || Long.parseLong(text) > Integer.MAX_VALUE) {
      throw new RejectedLine("bad-position", "the position is not a whole number from 0");
    }
    int position = Integer.parseInt(text);
    if (position > build.length(contig).orElse(Integer.MAX_VALUE - 1) + 1) {
      throw new RejectedLine("bad-position", "the position lies beyond the end of the contig");
    }
    return position;
  }

  private static Double quality(String text) throws RejectedLine {
    if (text.equals(".")) {
      return null;
    }
    if (!NUMBER.matcher(text).matches() || Double.isInfinite(Double.parseDouble(text))) {
      throw new RejectedLine("bad-quality", "the site's quality is not a number");
    }
    return Double.parseDouble(text);
  }

  private static String extent(String info) {
    Matcher extent = EXTENT.matcher(info);
    StringBuilder found = new StringBuilder();
    while (extent.find()) {
      found.append(extent.group()).append(';');
    }
    return found.isEmpty() ? null : found.toString();
  }

  private static String stated(String text) {
    return text.equals(".") || text.isEmpty() ? null : text;
  }
}
