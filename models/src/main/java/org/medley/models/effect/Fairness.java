package org.medley.models.effect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.models.effect.policy.Audit;
import org.medley.models.effect.policy.Policy;
import org.medley.models.effect.policy.PolicyByGroup;
import org.medley.models.effect.policy.PolicyByGroup.Grouped;
import org.medley.models.effect.policy.PolicyComparison;
import org.medley.models.effect.policy.PolicyGroup;
import org.medley.models.effect.unit.UnitColumns;
import scala.Tuple2;

/**
 * What the policy does to groups of people, and what it would do without sensitive covariates.
 *
 * @param groups one for each column and value; empty without groups
 * @param sensitive the comparison, one at most; empty without sensitive covariates
 */
public record Fairness(List<PolicyGroup> groups, List<PolicyComparison> sensitive) {
  private static final String SLICED = "sliced";

  /**
   * Of a fitted study. Without sensitive covariates all is fitted again to what is left. Triggers
   * actions.
   */
  static Fairness of(Dataset<Row> data, Study study, EffectSettings settings) {
    Audit audit = settings.audit();
    if (audit.groups().isEmpty() && audit.sensitive().isEmpty()) {
      return new Fairness(List.of(), List.of());
    }
    Policy policy = new Policy(study.contrasts(), settings.higherIsBetter(), settings.bound());
    if (audit.sensitive().isEmpty()) {
      return found(grouped(data, study, audit), policy, settings);
    }
    try (EffectAnalysis other = EffectAnalysis.fit(sliced(data, settings), without(settings))) {
      JavaPairRDD<Long, Integer> otherwise =
          other.used().mapToPair(row -> new Tuple2<>(row.unit().row(), policy.best(row)));
      return found(
          grouped(data, study, audit)
              .mapToPair(each -> new Tuple2<>(each.row().unit().row(), each))
              .join(otherwise)
              .values()
              .map(each -> new Grouped(each._1().row(), each._1().groups(), each._2())),
          policy,
          settings);
    }
  }

  private static Fairness found(JavaRDD<Grouped> rows, Policy policy, EffectSettings settings) {
    Audit audit = settings.audit();
    JavaRDD<Grouped> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new Fairness(
          new PolicyByGroup(policy, settings.arms().size(), audit).of(kept),
          audit.sensitive().isEmpty()
              ? List.of()
              : List.of(PolicyComparison.of(kept, policy, audit.sensitive())));
    } finally {
      kept.unpersist(false);
    }
  }

  private static JavaRDD<Grouped> grouped(Dataset<Row> data, Study study, Audit audit) {
    if (audit.groups().isEmpty()) {
      return study.used().map(row -> new Grouped(row, List.of(), -1));
    }
    JavaPairRDD<Long, List<String>> groups =
        data.select(UnitColumns.ROW, UnitColumns.GROUPS)
            .toJavaRDD()
            .mapToPair(row -> new Tuple2<>(row.getLong(0), new ArrayList<>(row.getList(1))));
    return study
        .used()
        .mapToPair(row -> new Tuple2<>(row.unit().row(), row))
        .join(groups)
        .values()
        .map(each -> new Grouped(each._1(), each._2(), -1));
  }

  private static Dataset<Row> sliced(Dataset<Row> data, EffectSettings settings) {
    int[] left =
        IntStream.range(0, settings.covariates().size())
            .filter(j -> !settings.audit().sensitive().contains(settings.covariates().get(j)))
            .toArray();
    return new VectorSlicer()
        .setInputCol(UnitColumns.FEATURES)
        .setOutputCol(SLICED)
        .setIndices(left)
        .transform(data)
        .drop(UnitColumns.FEATURES)
        .withColumnRenamed(SLICED, UnitColumns.FEATURES);
  }

  private static EffectSettings without(EffectSettings settings) {
    List<String> left = new ArrayList<>(settings.covariates());
    left.removeAll(settings.audit().sensitive());
    return settings.of(Collections.unmodifiableList(left));
  }
}
