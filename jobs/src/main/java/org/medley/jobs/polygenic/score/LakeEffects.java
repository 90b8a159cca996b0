package org.medley.jobs.polygenic.score;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.SampleScores;
import org.medley.features.contract.Samples;
import org.medley.jobs.polygenic.match.Match;
import org.medley.jobs.polygenic.match.SiteAlleles;
import org.medley.jobs.polygenic.match.WeightIndex;
import org.medley.jobs.source.vcf.Contigs;

/**
 * What each genotype of a scored variant adds. A sample's sum is what it would be if all of its
 * calls were homozygous reference, corrected by each call that is not: only these are in the lake.
 *
 * <p>Decision: what a genotype adds is rounded to a whole multiple of a step so small that the sums
 * of a score just fit into 62 bits. Whole numbers add up to the same in any order, so nothing need
 * be sorted, and samples are added up before the shuffle. Of a million weights the sum is then off
 * by at most 1e-12 of the sum of absolute weights, less than what adding them as floating numbers
 * would lose.
 */
final class LakeEffects {
  static final String SCORE = "score";

  private static final String SUMS = "sums";
  private static final String DOSAGES = "dosages";
  private static final String COPIES = "copies";
  private static final String DEFERRED = "deferred";
  private static final String ON_X = "on_x";
  private static final String ON_Y = "on_y";
  private static final String HAPLOID_X = "haploid_x";
  private static final String CHANGE = "change";
  private static final String DOSAGE_CHANGE = "dosage_change";
  private static final String UNKNOWN = "unknown";
  private static final String UNKNOWN_Y = "unknown_y";
  private static final String UNKNOWN_X = "unknown_haploid_x";
  private static final String LONE = "lone_x";
  private static final String DIFFERENT = "heterozygous_x";
  private static final String BASE = "base_";
  private static final int BITS = 60;
  private static final int MISSING = 3;

  /** Genotypes by copies of the alternate among two; the last is not known. */
  private static final List<String> LEVELS = List.of("0/0", "0/1", "1/1", "./.");

  private static final DataType LONGS = DataTypes.createArrayType(DataTypes.LongType, false);

  private static final StructType SCHEMA =
      new StructType()
          .add(Genotypes.VARIANT_ID, DataTypes.StringType, false)
          .add(SCORE, DataTypes.IntegerType, false)
          .add(SUMS, LONGS, false)
          .add(DOSAGES, LONGS, false)
          .add(COPIES, DataTypes.LongType, false)
          .add(DEFERRED, DataTypes.LongType, false)
          .add(ON_X, DataTypes.BooleanType, false)
          .add(ON_Y, DataTypes.BooleanType, false)
          .add(HAPLOID_X, DataTypes.BooleanType, false);

  /** Amounts of a {@link Correction} added up, in their order. */
  private static final StructType ADDED =
      new StructType()
          .add(SCORE, DataTypes.IntegerType, false)
          .add(Samples.SAMPLE_NUMBER, DataTypes.IntegerType, false)
          .add(CHANGE, DataTypes.LongType, false)
          .add(DOSAGE_CHANGE, DataTypes.LongType, false)
          .add(UNKNOWN, DataTypes.LongType, false)
          .add(DEFERRED, DataTypes.LongType, false)
          .add(UNKNOWN_Y, DataTypes.LongType, false)
          .add(UNKNOWN_X, DataTypes.LongType, false)
          .add(LONE, DataTypes.LongType, false)
          .add(DIFFERENT, DataTypes.LongType, false);

  private final WeightIndex index;
  private final List<Score> scores;
  private final List<List<Effect>> effects = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();

  LakeEffects(WeightIndex index, List<Score> scores) {
    this.index = index;
    this.scores = List.copyOf(scores);
    scores.forEach(score -> effects.add(new ArrayList<>()));
  }

  /** What the genotypes of one variant add to one score, the levels in their order. */
  private record Effect(LakeSite site, Chromosome chromosome, List<Addend> levels) {
    Addend reference() {
      return levels.get(0);
    }

    Addend missing() {
      return levels.get(MISSING);
    }
  }

  /** What a place that all samples are as the reference at adds to one score. */
  private record Reference(int score, int weight, Addend addend) {}

  /** Takes in a match, if it counts and its score is not refused. */
  void add(LakeSite site, Match match) {
    int score = index.score(match.weight());
    if (!match.category().counts() || scores.get(score).refusal() != null) {
      return;
    }
    Chromosome chromosome = Chromosome.of(Contigs.human(site.contig()));
    double frequency = site.frequency(match.effectAllele());
    effects
        .get(score)
        .add(
            new Effect(
                site,
                chromosome,
                LEVELS.stream()
                    .map(level -> addend(chromosome, level, match, frequency))
                    .toList()));
  }

  /** Takes in a match at a place without a line. */
  void addReference(Match match) {
    int score = index.score(match.weight());
    if (match.category().counts() && scores.get(score).refusal() == null) {
      Chromosome chromosome = Chromosome.of(index.variant(match.weight()).contig());
      double frequency = match.effectAllele() == SiteAlleles.CARRIED_BY_NONE ? 0 : 1;
      Addend addend = addend(chromosome, LEVELS.get(0), match, frequency);
      references.add(new Reference(score, match.weight(), addend));
    }
  }

  private Addend addend(Chromosome chromosome, String genotype, Match match, double frequency) {
    return Addend.of(
        LakeSite.observed(chromosome, genotype),
        index.effect(match.weight()),
        match.effectAllele(),
        frequency,
        true,
        0);
  }

  /** One row per variant and weight that counts. */
  Dataset<Row> rows(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int score = 0; score < effects.size(); score++) {
      double scale = scale(score);
      for (Effect effect : effects.get(score)) {
        rows.add(row(score, effect, scale));
      }
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static Row row(int score, Effect effect, double scale) {
    long[] sums = new long[LEVELS.size()];
    long[] dosages = new long[LEVELS.size()];
    long base = whole(effect.reference().sum(), scale);
    for (int level = 0; level < sums.length; level++) {
      Addend addend = effect.levels().get(level);
      sums[level] = (addend.deferred() ? 0 : whole(addend.sum(), scale)) - base;
      dosages[level] = halves(addend) - halves(effect.reference());
    }
    Addend missing = effect.missing();
    boolean onX = effect.chromosome() == Chromosome.X;
    return RowFactory.create(
        effect.site().variantId(),
        score,
        sums,
        dosages,
        (long) effect.reference().ploidy(),
        missing.deferred() ? whole(missing.sum(), scale) : 0L,
        onX,
        effect.chromosome() == Chromosome.Y,
        onX && effect.site().isHaploid());
  }

  /**
   * The corrections of each sample: one row per sample and score of {@code calls}, genotypes with
   * {@link #rows}. What a call adds is worked out once for all samples that have it. One shuffle.
   */
  Dataset<Row> sums(Dataset<Row> calls) {
    Column known = col(Genotypes.DOSAGE).isNotNull().and(col(Genotypes.PLOIDY).isin(1, 2));
    Column level =
        when(known, col(Genotypes.DOSAGE).multiply(2).divide(col(Genotypes.PLOIDY)))
            .otherwise(MISSING)
            .cast(DataTypes.IntegerType);
    Column unknown = known.equalTo(false);
    Column onX = known.and(col(ON_X));
    Column lone = col(Genotypes.PLOIDY).equalTo(1);
    Column different = col(Genotypes.PLOIDY).equalTo(2).and(col(Genotypes.DOSAGE).equalTo(1));
    return calls
        .select(
            col(SCORE).as("score"),
            array(
                    get(col(SUMS), level),
                    get(col(DOSAGES), level),
                    when(known, 0L).otherwise(col(COPIES)),
                    when(known, 0L).otherwise(col(DEFERRED)),
                    one(unknown.and(col(ON_Y))),
                    one(unknown.and(col(HAPLOID_X))),
                    one(onX.and(lone)),
                    one(onX.and(different)))
                .as("amounts"),
            col(Genotypes.SAMPLE_NUMBERS).as("samples"))
        .as(Encoders.bean(Correction.class))
        .mapPartitions(
            (MapPartitionsFunction<Correction, Row>) SampleSums::new, Encoders.row(ADDED))
        .groupBy(col(Samples.SAMPLE_NUMBER), col(SCORE))
        .agg(
            sum(CHANGE).as(CHANGE),
            sum(DOSAGE_CHANGE).as(DOSAGE_CHANGE),
            sum(UNKNOWN).as(UNKNOWN),
            sum(DEFERRED).as(DEFERRED),
            sum(UNKNOWN_Y).as(UNKNOWN_Y),
            sum(UNKNOWN_X).as(UNKNOWN_X),
            sum(LONE).as(LONE),
            sum(DIFFERENT).as(DIFFERENT));
  }

  private static Column one(Column condition) {
    return when(condition, 1L).otherwise(0L);
  }

  /**
   * One row per sample and score, see {@link LakeResult}.
   *
   * @param bySample corrections, as {@link #sums} gives them
   * @param covered as {@link CoveredSites#counts} gives it; empty: every place has a line
   */
  Dataset<Row> totals(
      Dataset<Row> samples,
      Dataset<Row> bySample,
      Optional<Dataset<Row>> covered,
      SparkSession spark) {
    Dataset<Row> all =
        samples
            .select(Samples.SAMPLE_ID, Samples.SAMPLE_NUMBER)
            .crossJoin(broadcast(bases(spark)))
            .join(bySample, new String[] {Samples.SAMPLE_NUMBER, SCORE}, "left");
    String[] keys = {Samples.SAMPLE_ID, SCORE};
    Dataset<Row> whole =
        covered
            .map(counts -> all.join(counts, keys, "left"))
            .orElseGet(
                () ->
                    all.withColumn(CoveredSites.ALLELES, lit(0L))
                        .withColumn(CoveredSites.DOSAGE, lit(0L)));
    Column calledY = col(BASE + ON_Y).gt(of(UNKNOWN_Y)).and(of(DIFFERENT).equalTo(0));
    Column lone = of(LONE).gt(0).or(col(BASE + HAPLOID_X).gt(of(UNKNOWN_X)));
    Column deferred = when(lone.or(calledY), of(DEFERRED)).otherwise(0L);
    Column withoutY = when(lone.or(calledY), 0L).otherwise(of(UNKNOWN_Y));
    return whole
        .withColumn(
            SampleScores.SUM,
            col(BASE + SUMS).plus(of(CHANGE)).plus(deferred).divide(col(BASE + "scale")))
        .withColumn(SampleScores.DENOMINATOR, col(BASE + COPIES).minus(withoutY))
        .withColumn(
            SampleScores.ALLELE_COUNT,
            col(BASE + "called").minus(of(UNKNOWN)).plus(of(CoveredSites.ALLELES)))
        .withColumn(
            SampleScores.DOSAGE_SUM,
            col(BASE + DOSAGES).plus(of(DOSAGE_CHANGE)).plus(of(CoveredSites.DOSAGE)).divide(2))
        .withColumn(
            SampleScores.AVERAGE,
            when(
                col(SampleScores.DENOMINATOR).gt(0),
                col(SampleScores.SUM).divide(col(SampleScores.DENOMINATOR))))
        .select(
            Stream.of(
                    SampleScores.SAMPLE_ID,
                    SampleScores.SCORE_ID,
                    SampleScores.SUM,
                    SampleScores.AVERAGE,
                    SampleScores.DENOMINATOR,
                    SampleScores.ALLELE_COUNT,
                    SampleScores.DOSAGE_SUM,
                    SampleScores.MATCHED,
                    SampleScores.TOTAL)
                .map(name -> col(name))
                .toArray(Column[]::new));
  }

  private static Column of(String column) {
    return coalesce(col(column), lit(0L));
  }

  /** One row per score: what a sample has whose calls are all homozygous reference. */
  private Dataset<Row> bases(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Score score = scores.get(i);
      if (score.refusal() == null) {
        rows.add(base(i, score));
      }
    }
    return spark.createDataFrame(
        rows,
        new StructType()
            .add(SCORE, DataTypes.IntegerType, false)
            .add(SampleScores.SCORE_ID, DataTypes.StringType, false)
            .add(SampleScores.MATCHED, DataTypes.IntegerType, false)
            .add(SampleScores.TOTAL, DataTypes.IntegerType, false)
            .add(BASE + "scale", DataTypes.DoubleType, false)
            .add(BASE + SUMS, DataTypes.LongType, false)
            .add(BASE + COPIES, DataTypes.LongType, false)
            .add(BASE + "called", DataTypes.LongType, false)
            .add(BASE + DOSAGES, DataTypes.LongType, false)
            .add(BASE + ON_Y, DataTypes.LongType, false)
            .add(BASE + HAPLOID_X, DataTypes.LongType, false));
  }

  private Row base(int number, Score score) {
    double scale = scale(number);
    long sum = 0;
    long copies = 0;
    long dosages = 0;
    long onY = 0;
    long haploidX = 0;
    for (Effect effect : effects.get(number)) {
      sum += whole(effect.reference().sum(), scale);
      copies += effect.reference().ploidy();
      dosages += halves(effect.reference());
      onY += effect.chromosome() == Chromosome.Y ? 1 : 0;
      haploidX += effect.chromosome() == Chromosome.X && effect.site().isHaploid() ? 1 : 0;
    }
    long called = copies;
    for (Reference reference : references) {
      sum += reference.score() == number ? whole(reference.addend().sum(), scale) : 0;
      copies += reference.score() == number ? reference.addend().ploidy() : 0;
    }
    return RowFactory.create(
        number,
        score.file().name(),
        Math.toIntExact(score.matched()),
        score.total(),
        scale,
        sum,
        copies,
        called,
        dosages,
        onY,
        haploidX);
  }

  /** One row per weight at a place without a line: what a sample has that is covered there. */
  List<Row> referenceRows() {
    return references.stream()
        .map(
            each ->
                RowFactory.create(
                    each.weight(),
                    each.score(),
                    (long) each.addend().ploidy(),
                    halves(each.addend())))
        .toList();
  }

  /** How many steps make one unit of a score: a power of two, so that scaling loses nothing. */
  private double scale(int score) {
    double most = 0;
    for (Effect effect : effects.get(score)) {
      most += effect.levels().stream().mapToDouble(each -> Math.abs(each.sum())).max().orElse(0);
    }
    for (Reference reference : references) {
      most += reference.score() == score ? Math.abs(reference.addend().sum()) : 0;
    }
    int exponent = most == 0 ? 0 : Math.getExponent(most);
    return Math.scalb(1.0, Math.min(BITS - exponent - 1, 1000));
  }

  private static long whole(double addend, double scale) {
    return Math.round(addend * scale);
  }

  /** Copies in halves, since a call of two alleles on Y counts half a copy each. */
  private static long halves(Addend addend) {
    return Math.round(2 * addend.dosage());
  }
}
