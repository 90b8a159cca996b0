package org.medley.jobs.polygenic.ancestry;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.PrincipalComponents;
import org.medley.features.contract.Samples;
import org.medley.jobs.contract.SamplePairs;
import org.medley.jobs.source.vcf.GenomeBuild;

/**
 * Principal components of the genotypes of one source (Price et al., Nat Genet 2006;38:904,
 * doi:10.1038/ng1847).
 *
 * <p>Components are fitted on samples of which no other is a relative of the second degree or
 * closer that sorts before it (a family would be a component of its own); the others are placed by
 * the loadings. Outliers are kept: they are somebody's scores.
 */
public final class Ancestry {
  /** Fewer samples or markers tell no ancestry. */
  public static final int LEAST_SAMPLES = 50;

  /** As {@link #LEAST_SAMPLES}. */
  public static final int LEAST_MARKERS = 100;

  /** Kinship from which on the second of two samples does not decide (KING: second degree). */
  private static final double RELATED = Math.pow(2, -3.5);

  private static final String PLACES = "places";
  private static final StructType SCHEMA =
      new StructType()
          .add(Samples.SAMPLE_ID, DataTypes.StringType, false)
          .add(PrincipalComponents.FITTED, DataTypes.BooleanType, false)
          .add(PLACES, DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private final Dataset<Row> calls;
  private final Axes axes;
  private final String absence;
  private final AncestryMarkers markers;

  private Ancestry(Dataset<Row> calls, Axes axes, AncestryMarkers markers, String absence) {
    this.calls = calls;
    this.axes = axes;
    this.markers = markers;
    this.absence = absence;
  }

  /**
   * The components of {@code samples}. Chooses markers among the variants, shuffles their genotypes
   * once by sample, and counts pairs of markers over the samples: work grows with samples times the
   * square of at most {@value AncestryMarkers#MOST} markers, memory of a task does not grow with
   * samples. What is counted are whole numbers, so that the components do not depend on partitions.
   * Triggers two actions.
   *
   * @param pairs relatives, under {@code ops.sample_pairs}
   */
  public static Ancestry of(
      SparkSession spark,
      Dataset<Row> variants,
      Dataset<Row> genotypes,
      Dataset<Row> samples,
      Dataset<Row> pairs,
      GenomeBuild build) {
    AncestryMarkers markers = AncestryMarkers.of(variants, build);
    Dataset<Row> relatives =
        pairs
            .where(col(SamplePairs.KINSHIP).geq(RELATED))
            .select(col(SamplePairs.SECOND).as(Samples.SAMPLE_ID), functions.lit(false).as("alone"))
            .distinct();
    Dataset<Row> calls =
        MarkerCalls.of(spark, markers, genotypes, samples)
            .join(relatives, new String[] {Samples.SAMPLE_ID}, "left")
            .select(
                col(Samples.SAMPLE_ID),
                functions
                    .coalesce(col("alone"), functions.lit(true))
                    .as(PrincipalComponents.FITTED),
                col(MarkerCalls.CALLS))
            .persist(StorageLevel.MEMORY_AND_DISK());
    PairCounts counts = counts(calls, markers.size());
    if (counts.samples() < LEAST_SAMPLES) {
      return none(
          calls, markers, "%d unrelated samples".formatted(counts.samples()), LEAST_SAMPLES);
    }
    Axes axes = Axes.of(markers, counts);
    if (axes.markers() < LEAST_MARKERS) {
      String found = "%d unlinked common variants".formatted(axes.markers());
      return none(calls, markers, found, LEAST_MARKERS);
    }
    return new Ancestry(calls, axes, markers, null);
  }

  private static Ancestry none(
      Dataset<Row> calls, AncestryMarkers markers, String found, int least) {
    String why = "no components: %s, and at least %d are needed".formatted(found, least);
    return new Ancestry(calls, null, markers, why);
  }

  private static PairCounts counts(Dataset<Row> calls, int markers) {
    // One of nobody, so that there is something to add up where nobody was read.
    JavaRDD<PairCounts> nobody =
        JavaSparkContext.fromSparkContext(calls.sparkSession().sparkContext())
            .parallelize(List.of(markers), 1)
            .map(PairCounts::new);
    JavaRDD<PairCounts> counted =
        calls
            .where(col(PrincipalComponents.FITTED))
            .select(col(MarkerCalls.CALLS))
            .toJavaRDD()
            .mapPartitions(
                rows -> {
                  PairCounts counts = new PairCounts(markers);
                  while (rows.hasNext()) {
                    counts.add(ints(rows.next().getList(0)));
                  }
                  return List.of(counts.flush()).iterator();
                });
    return counted.union(nobody).treeReduce(PairCounts::add);
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Why there are no components; null: there are. */
  public String absence() {
    return absence;
  }

  /** How many components there are. */
  public int size() {
    return axes == null ? 0 : axes.size();
  }

  /** The keys of the variants that they are made of, by place; empty where there are none. */
  public List<String> variants() {
    return axes == null
        ? List.of()
        : IntStream.of(axes.markerNumbers()).mapToObj(number -> markers.ids().get(number)).toList();
  }

  /** The variance of the component with this number, from 1, as {@code plink2 --pca} gives it. */
  public double variance(int component) {
    return axes.value(component - 1);
  }

  /**
   * One row per sample: sample_id, fitted, and an array of its places; without components empty.
   */
  Dataset<Row> places(SparkSession spark) {
    if (axes == null) {
      return calls.select(
          col(Samples.SAMPLE_ID),
          col(PrincipalComponents.FITTED),
          functions.array().cast(SCHEMA.apply(PLACES).dataType()).as(PLACES));
    }
    Broadcast<Axes> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(axes);
    MapFunction<Row, Row> placed =
        row ->
            RowFactory.create(
                row.getString(0), row.getBoolean(1), shared.value().places(ints(row.getList(2))));
    return calls.map(placed, Encoders.row(SCHEMA));
  }

  /** One row per sample and component, under {@code clinical.principal_components}. */
  public Dataset<Row> components(SparkSession spark, String source) {
    return PrincipalComponents.TABLE.conform(
        places(spark)
            .select(
                functions.lit(source).as(PrincipalComponents.SOURCE),
                col(Samples.SAMPLE_ID),
                col(PrincipalComponents.FITTED),
                functions.posexplode(col(PLACES)))
            .select(
                col(PrincipalComponents.SOURCE),
                col(Samples.SAMPLE_ID).as(PrincipalComponents.SAMPLE_ID),
                col("pos").plus(1).as(PrincipalComponents.COMPONENT),
                col("col").as(PrincipalComponents.VALUE),
                col(PrincipalComponents.FITTED)));
  }
}
