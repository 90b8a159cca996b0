package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.CodeSet;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.Task;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.covariate.FeatureSettings;
import org.medley.jobs.night.StepContext;

/**
 * Code sets that mean what lies below them too, filled with the codes of the data that do. Only
 * codes that occur, and below one of these sets, come to the driver.
 */
public final class Descendants {
  private Descendants() {}

  /** Whether a predicate of {@code task} takes in what lies below its code set. */
  public static boolean wanted(Task task) {
    return sets(task).findAny().isPresent();
  }

  /** Whether covariates need to know what lies below codes. */
  public static boolean wanted(FeatureSettings settings) {
    return settings.options().rollUp().isPresent() || !settings.options().classes().isEmpty();
  }

  /**
   * Returns {@code task} with the codes that {@code ancestors} has below its code sets. One action,
   * none where no predicate asks for them.
   *
   * @param ancestors rows under {@link CodeAncestors#TABLE}
   */
  public static Task of(Task task, Dataset<Row> ancestors) {
    Map<String, List<String>> below = below(sets(task).toList(), ancestors);
    Map<String, Predicate> predicates = new LinkedHashMap<>(task.predicates());
    predicates.replaceAll((name, predicate) -> filled(predicate, below));
    return task.with(predicates);
  }

  /** The ancestors of the codes of the data, where {@code settings} need them. */
  static Optional<Dataset<Row>> ancestors(StepContext context, FeatureSettings settings) {
    return wanted(settings) ? Optional.of(context.read(CodeAncestors.TABLE)) : Optional.empty();
  }

  /** Returns {@code codes} with the codes that {@code ancestors} has below those that want it. */
  static List<CodeMatch> of(List<CodeMatch> codes, Dataset<Row> ancestors) {
    Map<String, List<String>> below =
        below(
            codes.stream()
                .filter(CodeMatch.Under.class::isInstance)
                .map(CodeMatch.Under.class::cast)
                .toList(),
            ancestors);
    return codes.stream()
        .map(each -> each instanceof CodeMatch.Under under ? filled(under, below) : each)
        .toList();
  }

  /** Returns {@code task} with the codes of the data that are below its code sets. */
  static Task of(StepContext context, Task task) {
    return wanted(task) ? of(task, context.read(CodeAncestors.TABLE)) : task;
  }

  /** Returns {@code settings} with the codes that {@code ancestors}, if any, has below classes. */
  public static FeatureSettings of(FeatureSettings settings, Optional<Dataset<Row>> ancestors) {
    return ancestors.map(rows -> of(settings, rows)).orElse(settings);
  }

  /** Returns {@code settings} with the codes that {@code ancestors} has below its classes. */
  public static FeatureSettings of(FeatureSettings settings, Dataset<Row> ancestors) {
    List<CodeMatch.Under> classes = settings.options().classes();
    Map<String, List<String>> below = below(classes, ancestors);
    return settings.with(
        settings.options().withClasses(classes.stream().map(set -> filled(set, below)).toList()));
  }

  private static Stream<CodeMatch.Under> sets(Task task) {
    return task.predicates().values().stream()
        .flatMap(
            predicate ->
                predicate instanceof Predicate.Static fact
                    ? Stream.of(fact.plain())
                    : predicate instanceof Predicate.Plain plain ? Stream.of(plain) : Stream.of())
        .flatMap(
            plain ->
                plain.code() instanceof CodeMatch.Under under ? Stream.of(under) : Stream.of());
  }

  /** The codes of the data by the code above them, for the codes of {@code sets}. */
  private static Map<String, List<String>> below(
      List<CodeMatch.Under> sets, Dataset<Row> ancestors) {
    Object[] tops = sets.stream().flatMap(set -> set.set().codes().stream()).distinct().toArray();
    Map<String, List<String>> below = new HashMap<>();
    if (tops.length > 0) {
      for (Row row :
          ancestors.where(col(CodeAncestors.ANCESTOR).isin(tops)).distinct().collectAsList()) {
        below
            .computeIfAbsent(row.getAs(CodeAncestors.ANCESTOR), top -> new ArrayList<>())
            .add(row.getAs(CodeAncestors.CODE));
      }
    }
    return below;
  }

  private static Predicate filled(Predicate predicate, Map<String, List<String>> below) {
    if (predicate instanceof Predicate.Static fact) {
      return new Predicate.Static((Predicate.Plain) filled(fact.plain(), below));
    }
    return predicate instanceof Predicate.Plain plain
            && plain.code() instanceof CodeMatch.Under under
        ? new Predicate.Plain(filled(under, below), plain.value(), plain.columns())
        : predicate;
  }

  private static CodeMatch.Under filled(CodeMatch.Under under, Map<String, List<String>> below) {
    Set<String> codes = new HashSet<>(under.set().codes());
    under.set().codes().forEach(code -> codes.addAll(below.getOrDefault(code, List.of())));
    return new CodeMatch.Under(new CodeSet(under.set().name(), codes));
  }
}
