package org.medley.jobs.polygenic.score;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.CallableBlocks;
import org.medley.jobs.polygenic.match.Match;
import org.medley.jobs.polygenic.match.SiteAlleles;
import org.medley.jobs.polygenic.match.SiteMatcher;
import org.medley.jobs.polygenic.match.WeightIndex;
import org.medley.jobs.polygenic.weight.Variant;
import org.medley.jobs.source.vcf.Contigs;
import org.medley.jobs.source.vcf.ReferenceBases;

/**
 * Weights at places that no line of a source states, but blocks of reference cover: samples there
 * are homozygous reference, whose base the assembly says.
 */
final class CoveredSites {
  static final String ALLELES = "covered_alleles";
  static final String DOSAGE = "covered_dosage";

  private static final String WEIGHT = "weight";
  private static final String Y = "Y";

  private static final StructType COVERED =
      new StructType()
          .add(CallableBlocks.SAMPLE_ID, DataTypes.StringType, false)
          .add(WEIGHT, DataTypes.IntegerType, false);

  private final List<Match> matches;
  private final Dataset<Row> covered;

  private CoveredSites(List<Match> matches, Dataset<Row> covered) {
    this.matches = List.copyOf(matches);
    this.covered = covered;
  }

  /**
   * Those of the weights without a line among {@code sites}. Reads the reference on the driver, and
   * the blocks in one action.
   */
  static CoveredSites of(
      WeightIndex index,
      List<LakeSite> sites,
      SiteMatcher matcher,
      ReferenceBases reference,
      Dataset<Row> blocks,
      SparkSession spark) {
    List<Match> possible = possible(index, sites, matcher, reference);
    Broadcast<Places> places =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new Places(index, possible));
    FlatMapFunction<Row, Row> within = row -> places.value().within(row);
    Dataset<Row> covered =
        blocks
            .select(
                col(CallableBlocks.SAMPLE_ID),
                col(CallableBlocks.CONTIG),
                col(CallableBlocks.START),
                col(CallableBlocks.END))
            .flatMap(within, Encoders.row(COVERED))
            .distinct()
            .persist(StorageLevel.MEMORY_AND_DISK());
    Set<Integer> known = new HashSet<>();
    covered.select(col(WEIGHT)).distinct().collectAsList().forEach(row -> known.add(row.getInt(0)));
    return new CoveredSites(
        possible.stream().filter(match -> known.contains(match.weight())).toList(), covered);
  }

  /** The matches, by place. */
  List<Match> matches() {
    return matches;
  }

  /** Per sample and score, alleles and copies (in halves) at the places that its blocks cover. */
  Dataset<Row> counts(SparkSession spark, LakeEffects effects) {
    StructType schema =
        new StructType()
            .add(WEIGHT, DataTypes.IntegerType, false)
            .add(LakeEffects.SCORE, DataTypes.IntegerType, false)
            .add(ALLELES, DataTypes.LongType, false)
            .add(DOSAGE, DataTypes.LongType, false);
    return covered
        .join(
            broadcast(spark.createDataFrame(effects.referenceRows(), schema)),
            new String[] {WEIGHT})
        .groupBy(col(CallableBlocks.SAMPLE_ID), col(LakeEffects.SCORE))
        .agg(sum(col(ALLELES)).as(ALLELES), sum(col(DOSAGE)).as(DOSAGE));
  }

  private static List<Match> possible(
      WeightIndex index, List<LakeSite> sites, SiteMatcher matcher, ReferenceBases reference) {
    Set<String> stated = new HashSet<>();
    sites.forEach(site -> stated.add(Contigs.human(site.contig()) + ":" + site.position()));
    Map<String, Variant> places = new TreeMap<>();
    for (int weight = 0; weight < index.size(); weight++) {
      Variant variant = index.variant(weight);
      if (variant != null && variant.isPlaced() && !variant.contig().equals(Y)) {
        String place = variant.contig() + ":" + variant.position();
        if (!stated.contains(place)) {
          places.put(place, variant);
        }
      }
    }
    List<Variant> sorted = new ArrayList<>(places.values());
    sorted.sort(Comparator.comparing(Variant::contig).thenComparing(Variant::position));
    List<Match> possible = new ArrayList<>();
    for (Variant place : sorted) {
      String base = String.valueOf(reference.base(place.contig(), place.position()));
      int[] near =
          IntStream.of(index.near(place.contig(), place.position(), "."))
              .filter(weight -> isOfBases(index.variant(weight)))
              .toArray();
      if ("ACGT".contains(base)) {
        possible.addAll(matcher.matches(near, new SiteAlleles(base, List.of())));
      }
    }
    return possible;
  }

  private static boolean isOfBases(Variant variant) {
    String other = variant.otherAllele();
    return variant.effectAllele().length() == 1 && (other == null || other.length() == 1);
  }

  /** The places of weights by contig, for tasks. */
  private static final class Places implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, long[]> byContig = new HashMap<>();

    Places(WeightIndex index, List<Match> matches) {
      Map<String, List<Long>> found = new HashMap<>();
      for (Match match : matches) {
        Variant variant = index.variant(match.weight());
        found
            .computeIfAbsent(variant.contig(), key -> new ArrayList<>())
            .add(((long) variant.position() << Integer.SIZE) | match.weight());
      }
      found.forEach(
          (contig, all) ->
              byContig.put(contig, all.stream().mapToLong(Long::longValue).sorted().toArray()));
    }

    /** One row per weight within a block. */
    Iterator<Row> within(Row block) {
      long[] all = byContig.getOrDefault(Contigs.human(block.getString(1)), new long[0]);
      long from = (long) block.getInt(2) << Integer.SIZE;
      long to = ((long) block.getInt(3) + 1) << Integer.SIZE;
      int at = Arrays.binarySearch(all, from);
      List<Row> rows = new ArrayList<>();
      for (int i = at < 0 ? -at - 1 : at; i < all.length && all[i] < to; i++) {
        rows.add(RowFactory.create(block.getString(0), (int) all[i]));
      }
      return rows.iterator();
    }
  }
}
