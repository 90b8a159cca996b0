package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.OutsideCalls;
import org.medley.features.contract.PanelVariants;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.VariantAnnotations;
import org.medley.features.contract.Variants;
import org.medley.jobs.contract.AnnotationQuality;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.SubjectLookup;

/**
 * Genotypes from {@code *.vcf}, {@code *.vcf.gz} and {@code *.vcf.bgz}, with a link file (option
 * {@code links}, links.csv), a panel (option {@code panel}, panel.csv) and outside calls of
 * pharmacogenes (option {@code outside}, outside.csv), any of which may be absent. Option {@code
 * build} names the assembly; files whose contigs have other lengths are refused. All files of one
 * source hold the same samples, one chromosome each for instance.
 *
 * <p>Option {@code scores} names a scoring file of the PGS Catalog, or a folder of such, of the
 * configuration: later steps score the samples.
 *
 * <p>Decision: every alternate is a variant of its own, and what it is called is what {@code
 * bcftools norm -m-} calls it. With option {@code reference}, a FASTA file (.fa, .fasta or .fna)
 * below the source's folder, that is {@code bcftools norm -m- -f}: trimmed and moved to the left,
 * and a line whose reference allele the FASTA contradicts is rejected. Without it variants stay as
 * stated: alleles could only be trimmed, which would look normalised and not be. Two differences
 * remain: alleles come back in upper case, and another alternate of a call is told apart from the
 * reference, where bcftools 1.16 writes 0 for both.
 *
 * <p>Annotations of VEP and SnpEff are kept, each with the alternate that it names; one that cannot
 * be assigned is left out and counted, and never rejects its line. Option {@code burden} names what
 * a later step makes of them.
 */
public final class VcfSource implements Source {
  /** The option that names the assembly. */
  public static final String BUILD = VcfSettings.BUILD;

  /** The option that names the scoring file, or the folder of such. */
  public static final String SCORES = VcfSettings.SCORES;

  /** The option that names the FASTA file. */
  public static final String REFERENCE = VcfSettings.REFERENCE;

  /** The option that names a folder with a release of what is known of pharmacogenes. */
  public static final String PHARMACOGENES = "pharmacogenes";

  /** The option that names the file of masks and carriers. */
  public static final String BURDEN = "burden";

  private static final Logger LOG = LogManager.getLogger(VcfSource.class);
  private static final Pattern VCF = Pattern.compile(".*\\.vcf(\\.b?gz)?");

  @Override
  public boolean reads(String file) {
    return file.matches(".*\\.(vcf|vcf\\.gz|vcf\\.bgz|csv|csv\\.gz|fa|fasta|fna)");
  }

  @Override
  public Set<String> options() {
    return Set.of(
        VcfSettings.BUILD,
        VcfSettings.LINKS,
        VcfSettings.PANEL,
        VcfSettings.OUTSIDE,
        VcfSettings.REFERENCE,
        VcfSettings.SCORES,
        BURDEN,
        PHARMACOGENES);
  }

  @Override
  public Set<String> laterOptions() {
    return Set.of(BURDEN, PHARMACOGENES, VcfSettings.SCORES);
  }

  @Override
  public Set<TableContract> tables() {
    return Set.of(
        Variants.TABLE,
        Genotypes.TABLE,
        CallableBlocks.TABLE,
        Samples.TABLE,
        PanelVariants.TABLE,
        OutsideCalls.TABLE,
        VariantAnnotations.TABLE,
        AnnotationQuality.TABLE);
  }

  @Override
  public boolean declaresSubjects(SourceSettings settings) {
    return false;
  }

  @Override
  public void check(SourceSettings settings) {
    VcfSettings.of(settings);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Reads headers on the driver, then every file once, and keeps the sites until the ingestion
   * is closed. Triggers one action, which counts the lines that repeat or contradict others.
   *
   * @throws MedleyException with exit code 65 if a file is empty, of another build, or holds other
   *     samples than the rest; 66 if there is no VCF file; 78 if the build is not stated
   */
  @Override
  public Ingestion ingest(SourceInput input) {
    VcfSettings settings = VcfSettings.of(input.settings());
    List<VcfHeader> headers =
        vcfFiles(input).stream().map(file -> VcfHeader.read(input.spark(), file)).toList();
    VcfHeaders.checkBuild(headers, settings.build());
    warnOfGzip(input, headers);
    List<String> samples = VcfHeaders.commonSamples(headers);
    return new Reading(input, settings, headers, samples).ingestion();
  }

  private static void warnOfGzip(SourceInput input, List<VcfHeader> headers) {
    Configuration configuration = input.spark().sparkContext().hadoopConfiguration();
    for (VcfHeader header : headers) {
      if (!LineReader.isSplittable(configuration, header.file())) {
        LOG.warn(
            "The file {} is gzip and cannot be split: one task reads all of it. Packed with bgzip"
                + " it is read by all cores.",
            header.file().name());
      }
    }
  }

  private static List<SourceFile> vcfFiles(SourceInput input) {
    List<SourceFile> files =
        input.files().stream().filter(file -> VCF.matcher(file.name()).matches()).toList();
    if (files.isEmpty()) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "the source %s has no .vcf, .vcf.gz or .vcf.bgz file".formatted(input.settings().name()),
          "put its files under the source's path, or mend the path in site.yaml");
    }
    return files;
  }

  /** One ingestion under way. */
  private record Reading(
      SourceInput input, VcfSettings settings, List<VcfHeader> headers, List<String> names) {
    Ingestion ingestion() {
      ReferenceSequence reference = reference();
      String source = input.settings().name();
      Dataset<Row> read =
          VcfLines.read(
                  input.spark(),
                  files(),
                  FileLayout.of(headers, names, build()),
                  build(),
                  reference)
              .persist(StorageLevel.MEMORY_AND_DISK());
      Dataset<Row> rivals = Rivals.find(read).persist(StorageLevel.MEMORY_AND_DISK());
      Row counts =
          rivals
              .agg(
                  count(lit(1)),
                  coalesce(sum(col(Rivals.CONFLICT).cast(DataTypes.LongType)), lit(0L)))
              .head();
      Dataset<Row> sites = counts.getLong(0) == 0 ? read : Rivals.settle(read, rivals);
      Dataset<Row> texts =
          counts.getLong(1) == 0 ? sites : Rivals.withText(sites, rivals, input.spark(), files());
      Dataset<Row> samples = VcfTables.numbered(input.spark(), names);
      Dataset<Row> links =
          SampleLinks.settle(
                  SampleLinks.read(
                      input.spark(),
                      named(VcfSettings.LINKS, settings.links()),
                      input.settings().zone()),
                  samples,
                  SubjectLookup.links(input))
              .persist(StorageLevel.MEMORY_AND_DISK());
      Dataset<Row> panel =
          Panel.read(
              input.spark(),
              named(VcfSettings.PANEL, settings.panel()),
              build(),
              reference,
              input.settings().zone());
      Dataset<Row> outside =
          OutsideFile.read(input.spark(), named(VcfSettings.OUTSIDE, settings.outside()), samples);
      return new Ingestion(
          Map.of(
              Variants.TABLE, VcfTables.variants(sites, source),
              Genotypes.TABLE, VcfTables.genotypes(sites, source),
              CallableBlocks.TABLE, CallableTable.of(sites, samples, source),
              Samples.TABLE, SampleLinks.samples(samples, links, source),
              PanelVariants.TABLE, Panel.variants(panel, source),
              OutsideCalls.TABLE, OutsideFile.calls(outside, source),
              VariantAnnotations.TABLE, AnnotationTables.of(sites, source),
              AnnotationQuality.TABLE, AnnotationTables.quality(sites, source)),
          LineStates.quarantine(together(texts, links, panel, outside), source, input.runId()),
          LineStates.accounts(together(sites, links, panel, outside)),
          () -> annotationNotes(sites),
          () -> List.of(read, rivals, links).forEach(Dataset::unpersist));
    }

    /** How many annotations found their alternate, said only where there are any. */
    private Map<String, String> annotationNotes(Dataset<Row> sites) {
      if (headers.stream().allMatch(header -> header.annotations().isEmpty())) {
        return Map.of();
      }
      Row counted = AnnotationTables.counted(sites).head();
      if (counted.getLong(1) > 0) {
        LOG.warn(
            "Of {} annotations in the source {}, {} are of no alternate of their line or malformed"
                + " and left out; ops.annotation_quality says why.",
            counted.getLong(0),
            input.settings().name(),
            counted.getLong(1));
      }
      return Map.of(
          "annotations", Long.toString(counted.getLong(0)),
          "annotations left out", Long.toString(counted.getLong(1)));
    }

    private GenomeBuild build() {
      return settings.build();
    }

    private ReferenceSequence reference() {
      return settings
          .reference()
          .map(name -> named(VcfSettings.REFERENCE, name).get(0))
          .<ReferenceSequence>map(file -> FastaFile.of(input.spark(), file))
          .orElse(AsStated.VARIANTS);
    }

    private List<SourceFile> files() {
      return headers.stream().map(VcfHeader::file).toList();
    }

    private List<SourceFile> named(String option, String name) {
      List<SourceFile> found =
          input.files().stream().filter(file -> file.name().equals(name)).toList();
      if (found.isEmpty() && input.settings().options().containsKey(option)) {
        throw new MedleyException(
            ExitCode.INPUT_MISSING,
            "the source %s has no file %s".formatted(input.settings().name(), name),
            "put it under the source's path, or mend the source's %s in site.yaml"
                .formatted(option));
      }
      return found;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Dataset<Row> together(Dataset<Row>... lines) {
      return Arrays.stream(lines).map(Reading::states).reduce(Dataset::unionByName).orElseThrow();
    }

    private static Dataset<Row> states(Dataset<Row> lines) {
      return lines.selectExpr(LineStates.COLUMNS.fieldNames());
    }
  }
}
