package org.medley.jobs.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The lines of files, for formats of very many lines: what a line becomes is given to Spark in the
 * form that it works on, without rows of objects in between, and lines may be passed over, to be
 * looked at again by themselves.
 */
public final class FileLines {
  private static final long PART_BYTES = 128 << 20;

  /** As many files of different types are written side by side without sorting. */
  private static final int STEMS = 4;

  private final SparkSession spark;
  private final List<FilePart> parts;
  private final Broadcast<SerializableConfiguration> configuration;
  private final CollectionAccumulator<FilePart> read;
  private final CollectionAccumulator<FilePart> passedOver;

  private FileLines(
      SparkSession spark,
      List<FilePart> parts,
      Broadcast<SerializableConfiguration> configuration) {
    this.spark = spark;
    this.parts = parts;
    this.configuration = configuration;
    this.read = spark.sparkContext().collectionAccumulator();
    this.passedOver = spark.sparkContext().collectionAccumulator();
  }

  /** What a line becomes; null: nothing, it is passed over. */
  @FunctionalInterface
  public interface Mapper extends Function<TextLine, InternalRow>, Serializable {}

  /** The lines of {@code files}. Triggers no action but counting the lines of large files. */
  public static FileLines of(SparkSession spark, List<SourceFile> files) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> configuration =
        context.broadcast(
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    List<FilePart> parts = new FileParts(PART_BYTES).of(context, configuration, files);
    return new FileLines(spark, parts, configuration);
  }

  /**
   * One row of {@code schema} per line that {@code mapper} does not pass over. Without a shuffle;
   * small files are read together by one task. An action fails as {@link LineReader#lines} says.
   */
  public Dataset<Row> rows(StructType schema, Mapper mapper) {
    if (parts.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }
    List<List<FilePart>> bundles = bundles(parts);
    Broadcast<SerializableConfiguration> hadoop = configuration;
    CollectionAccumulator<FilePart> begun = read;
    CollectionAccumulator<FilePart> noted = passedOver;
    RDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(bundles, bundles.size())
            .flatMap(bundle -> new BundleRows(bundle, hadoop.value().value(), mapper, begun, noted))
            .rdd();
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows, schema, false);
  }

  /**
   * The parts of files in which the rows of {@link #rows} passed over a line, and those that no
   * action has read: where a step resumes after a crash, what it wrote before is not computed
   * again. The next rows are of these parts alone.
   */
  public FileLines passedOver() {
    Set<FilePart> found = new LinkedHashSet<>(parts);
    found.removeAll(new HashSet<>(read.value()));
    found.addAll(passedOver.value());
    return new FileLines(spark, new ArrayList<>(found), configuration);
  }

  /** Small parts together, those of the same type side by side. */
  private static List<List<FilePart>> bundles(List<FilePart> parts) {
    List<List<FilePart>> bundles = new ArrayList<>();
    List<FilePart> small = new ArrayList<>();
    for (FilePart part : parts) {
      if (part.bytes() >= PART_BYTES / 2) {
        bundles.add(List.of(part));
      } else {
        small.add(part);
      }
    }
    small.sort(Comparator.comparing(part -> part.file().name()));
    List<FilePart> bundle = new ArrayList<>();
    Set<String> stems = new LinkedHashSet<>();
    long bytes = 0;
    for (FilePart part : small) {
      boolean other = !stems.contains(stem(part)) && stems.size() == STEMS;
      if (!bundle.isEmpty() && (other || bytes + part.bytes() > PART_BYTES)) {
        bundles.add(bundle);
        bundle = new ArrayList<>();
        stems.clear();
        bytes = 0;
      }
      bundle.add(part);
      stems.add(stem(part));
      bytes += part.bytes();
    }
    if (!bundle.isEmpty()) {
      bundles.add(bundle);
    }
    return bundles;
  }

  /** The letters that a name begins with: of bulk exports, the resource type. */
  private static String stem(FilePart part) {
    String name = part.file().name();
    return name.substring(name.lastIndexOf('/') + 1).split("[^A-Za-z]", 2)[0];
  }
}
