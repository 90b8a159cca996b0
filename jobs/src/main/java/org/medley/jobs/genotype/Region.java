package org.medley.jobs.genotype;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.medley.features.contract.Variants;

/** The parts of the genome that quality control tells apart. */
final class Region {
  static final String AUTOSOME = "autosome";

  /** X outside of the regions that it shares with Y. */
  static final String X = "X";

  private static final Object[] AUTOSOMES =
      IntStream.rangeClosed(1, 22).mapToObj(Integer::toString).toArray();

  /** First and last positions on X, both within (Genome Reference Consortium, by assembly). */
  private static final Map<String, List<int[]>> PSEUDOAUTOSOMAL =
      Map.of(
          "GRCh37", List.of(new int[] {60001, 2699520}, new int[] {154931044, 155260560}),
          "GRCh38", List.of(new int[] {10001, 2781479}, new int[] {155701383, 156030895}));

  private Region() {}

  /**
   * Where a variant lies; null: elsewhere.
   *
   * @param builds the assembly of each source
   */
  static Column of(Map<String, String> builds) {
    return when(col(Variants.CONTIG).isin(AUTOSOMES), AUTOSOME)
        .when(col(Variants.CONTIG).equalTo(X).and(not(isShared(builds))), X);
  }

  /** Whether the variant lies on X in a region that this shares with Y. */
  static Column isShared(Map<String, String> builds) {
    Column shared = lit(false);
    for (Map.Entry<String, String> source : builds.entrySet()) {
      for (int[] range : PSEUDOAUTOSOMAL.getOrDefault(source.getValue(), List.of())) {
        shared =
            shared.or(
                col(Variants.SOURCE)
                    .equalTo(source.getKey())
                    .and(col(Variants.POSITION).between(range[0], range[1])));
      }
    }
    return col(Variants.CONTIG).equalTo(X).and(shared);
  }
}
