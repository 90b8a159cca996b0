package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Variants;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;

/**
 * The data lines of VCF files as rows. A site's calls are kept as one array per field, which is a
 * fifth of the size of one structure per call.
 */
final class VcfLines {
  /** Array of the site's alternates: {@link #ALTERNATE}. */
  static final String ALTERNATES = "alternates";

  /** Copies of the alternate in each call of {@link #SAMPLES}; -1: no complete call. */
  static final String DOSAGES = "dosages";

  /** The different GT of the alternate alone, see {@link Call#genotype}. */
  static final String GENOTYPES = "genotypes";

  /** For each call, which of {@link #GENOTYPES} it is, from 0. */
  static final String GENOTYPE_NUMBERS = "genotype_numbers";

  /** Numbers of the samples whose call is not homozygous reference, in ascending order. */
  static final String SAMPLES = "samples";

  /** Alleles in each call. */
  static final String PLOIDIES = "ploidies";

  /** Whether each call is phased. */
  static final String PHASES = "phases";

  /** PS of each call, null: not stated; empty where no call of the site states it. */
  static final String PHASE_SETS = "phase_sets";

  /** GQ of each call; -1: not stated. */
  static final String QUALITIES = "qualities";

  /** How far symbolic alternates reach, see {@link Site#extent}. */
  static final String EXTENT = "extent";

  /** Last position of a block of reference; null: the line is none. */
  static final String BLOCK_END = "block_end";

  /** Numbers of the samples that the block is of. */
  static final String BLOCK_SAMPLES = "block_samples";

  /** Least reads of each sample in the block; -1: not stated. */
  static final String BLOCK_DEPTHS = "block_depths";

  /** GQ of each sample in the block; -1: not stated. */
  static final String BLOCK_QUALITIES = "block_qualities";

  /** What annotators say of the alternates, {@link AnnotationTables}; null: nothing. */
  static final String ANNOTATIONS = "annotations";

  /** How many annotations could be assigned or not, {@link AnnotationTables}; null: none. */
  static final String ANNOTATION_STATES = "annotation_states";

  /** What one alternate of a site is. */
  static final StructType ALTERNATE =
      new StructType()
          .add(Variants.VARIANT_ID, DataTypes.StringType, false)
          .add(Variants.POSITION, DataTypes.IntegerType, false)
          .add(Variants.REF, DataTypes.StringType, false)
          .add(Variants.ALT, DataTypes.StringType, false)
          .add(Variants.ALT_COPIES, DataTypes.LongType, false)
          .add(Variants.ALLELE_COUNT, DataTypes.LongType, false)
          .add(Variants.HETEROZYGOUS, DataTypes.LongType, false)
          .add(Variants.HOMOZYGOUS_ALT, DataTypes.LongType, false)
          .add(DOSAGES, DataTypes.createArrayType(DataTypes.ShortType, false), false)
          .add(GENOTYPES, DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add(GENOTYPE_NUMBERS, DataTypes.createArrayType(DataTypes.ShortType, false), false);

  /** One row per line that is not of the header. */
  static final StructType SCHEMA =
      LineStates.COLUMNS
          .add(Variants.CONTIG, DataTypes.StringType)
          .add(Variants.POSITION, DataTypes.IntegerType)
          .add(Variants.RSID, DataTypes.StringType)
          .add(Variants.QUALITY, DataTypes.DoubleType)
          .add(Variants.FILTER, DataTypes.StringType)
          .add(Variants.CALLED, DataTypes.LongType)
          .add(Variants.MISSING, DataTypes.LongType)
          .add(Variants.SITE_ALTERNATES, DataTypes.IntegerType)
          .add(Variants.ALLELE_NUMBER, DataTypes.LongType)
          .add(Variants.DIPLOID, DataTypes.LongType)
          .add(SAMPLES, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(PLOIDIES, DataTypes.createArrayType(DataTypes.ShortType, false))
          .add(PHASES, DataTypes.createArrayType(DataTypes.BooleanType, false))
          .add(PHASE_SETS, DataTypes.createArrayType(DataTypes.StringType, true))
          .add(QUALITIES, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(ALTERNATES, DataTypes.createArrayType(ALTERNATE, false))
          .add(EXTENT, DataTypes.StringType)
          .add(BLOCK_END, DataTypes.IntegerType)
          .add(BLOCK_SAMPLES, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(BLOCK_DEPTHS, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(BLOCK_QUALITIES, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(ANNOTATIONS, DataTypes.createArrayType(AnnotationTables.ANNOTATION, false))
          .add(ANNOTATION_STATES, DataTypes.createArrayType(AnnotationTables.STATE, false));

  private static final String HEADER = "header";

  private VcfLines() {}

  /**
   * One row per line of {@code files} below their headers. Rejected lines have a reason and their
   * text, accepted ones a site. Without a shuffle; triggers no action.
   */
  static Dataset<Row> read(
      SparkSession spark,
      List<SourceFile> files,
      Map<String, FileLayout> layouts,
      GenomeBuild build,
      ReferenceSequence reference) {
    Broadcast<Map<String, FileLayout>> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(layouts);
    return LineReader.read(
            spark,
            files,
            SCHEMA,
            line -> row(line, shared.value().get(line.file()), build, reference))
        .filter(col(LineStates.STATE).notEqual(HEADER));
  }

  private static Row row(
      TextLine line, FileLayout layout, GenomeBuild build, ReferenceSequence reference) {
    if (line.isBlank()) {
      return row(line, LineStates.BLANK, null);
    }
    if (line.number() <= layout.headerLines) {
      return row(line, HEADER, null);
    }
    try {
      if (line.problem() != null) {
        throw new RejectedLine(line.problem(), "the line cannot be read as text");
      }
      if (line.text().startsWith("#")) {
        throw new RejectedLine("misplaced-header", "a header line stands among the data");
      }
      Site site = Site.parse(line.text(), layout, build);
      reference.check(site.contig, site.position, site.reference);
      return row(line, site, reference);
    } catch (RejectedLine rejected) {
      return row(line, LineStates.QUARANTINED, rejected);
    }
  }

  private static Row row(TextLine line, String state, RejectedLine rejected) {
    Object[] values = new Object[SCHEMA.length()];
    values[0] = line.file();
    values[1] = line.number();
    values[2] = state;
    if (rejected != null) {
      values[3] = rejected.code();
      values[4] = rejected.getMessage();
      values[5] = line.text();
    }
    return RowFactory.create(values);
  }

  private static Row row(TextLine line, Site site, ReferenceSequence reference) {
    boolean block = site.isBlock();
    Row[] alternates = block ? new Row[0] : alternates(site, reference);
    int calls = site.calls.size();
    int[] samples = new int[calls];
    short[] ploidies = new short[calls];
    boolean[] phases = new boolean[calls];
    int[] qualities = new int[calls];
    long missing = 0;
    long alleles = site.references.alleles();
    long diploid = site.references.diploid();
    for (int i = 0; i < calls; i++) {
      Call call = site.calls.get(i);
      samples[i] = call.sample;
      ploidies[i] = (short) call.ploidy();
      phases[i] = call.phased;
      qualities[i] = call.quality;
      missing += call.complete() ? 0 : 1;
      alleles += call.known();
      diploid += call.isDiploid() ? 1 : 0;
    }
    return RowFactory.create(
        line.file(),
        line.number(),
        LineStates.ACCEPTED,
        null,
        null,
        null,
        site.contig,
        site.position,
        site.id,
        site.quality,
        site.filter,
        site.samples - missing,
        missing,
        ReferenceBlock.known(site.alternates),
        alleles,
        diploid,
        samples,
        ploidies,
        phases,
        phaseSets(site),
        qualities,
        alternates,
        site.extent,
        block ? site.block.end : null,
        block ? site.block.samples() : null,
        block ? site.block.depths() : null,
        block ? site.block.qualities() : null,
        AnnotationTables.annotations(site.annotations, alternates),
        AnnotationTables.states(site.annotations, alternates));
  }

  private static String[] phaseSets(Site site) {
    if (site.calls.stream().allMatch(call -> call.phaseSet == null)) {
      return new String[0];
    }
    return site.calls.stream().map(call -> call.phaseSet).toArray(String[]::new);
  }

  private static Row[] alternates(Site site, ReferenceSequence reference) {
    Row[] rows = new Row[site.alternates.size()];
    for (int number = 1; number <= rows.length; number++) {
      String alternate = site.alternates.get(number - 1);
      short[] dosages = new short[site.calls.size()];
      short[] numbers = new short[dosages.length];
      Map<String, Short> genotypes = new LinkedHashMap<>();
      long copies = 0;
      long all = 0;
      long heterozygous = 0;
      long homozygous = 0;
      for (int i = 0; i < dosages.length; i++) {
        Call call = site.calls.get(i);
        int own = call.copies(number);
        dosages[i] = (short) (call.complete() ? own : Call.MISSING);
        short next = (short) genotypes.size();
        numbers[i] = genotypes.computeIfAbsent(call.genotype(number), key -> next);
        copies += Math.max(dosages[i], 0);
        all += own;
        heterozygous += call.isDiploid() && own == 1 ? 1 : 0;
        homozygous += call.isDiploid() && own == 2 ? 1 : 0;
      }
      Variant variant =
          reference.normalise(new Variant(site.contig, site.position, site.reference, alternate));
      rows[number - 1] =
          RowFactory.create(
              variant.id(),
              variant.position(),
              variant.reference(),
              variant.alternate(),
              copies,
              all,
              heterozygous,
              homozygous,
              dosages,
              genotypes.keySet().toArray(String[]::new),
              numbers);
    }
    return rows;
  }
}
