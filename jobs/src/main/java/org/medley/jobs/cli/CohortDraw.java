package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.cohort.Cohort;
import org.medley.features.cohort.Cohorts;
import org.medley.features.cohort.MemberCounts;
import org.medley.features.cohort.PredicateMatches;
import org.medley.features.cohort.Task;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Members;
import org.medley.jobs.source.ObservedCounts;
import org.medley.jobs.step.Descendants;

/**
 * A task drawn from data: its cohort to train on and, on a lake, that to score. One pass over the
 * events for each, which also counts what each predicate matches. Close it to free what it keeps.
 */
final class CohortDraw implements AutoCloseable {
  private final Task task;
  private final CohortData data;
  private final List<Cohort> cohorts = new ArrayList<>();
  private final Map<String, Column> counted;
  private final Observation matched = new Observation();

  /** Whether those to be scored are drawn too. */
  enum Purposes {
    TRAIN,
    ALL
  }

  CohortDraw(Task task, CohortData data, Purposes purposes) {
    this.task = Descendants.wanted(task) ? Descendants.of(task, data.ancestors().get()) : task;
    this.data = data;
    this.counted = PredicateMatches.counts(this.task);
    cohorts.add(
        kept(Cohorts.train(observed(), data.subjects(), data.periods(), this.task, data.asOf())));
    if (purposes == Purposes.ALL && task.score() != null) {
      cohorts.add(
          kept(
              Cohorts.score(
                  data.events(), data.subjects(), data.periods(), this.task, data.asOf())));
    }
  }

  private Dataset<Row> observed() {
    List<Column> counts = List.copyOf(counted.values());
    return counts.isEmpty()
        ? data.events()
        : data.events()
            .observe(
                matched, counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new));
  }

  private static Cohort kept(Cohort cohort) {
    cohort.candidates().persist(StorageLevel.MEMORY_AND_DISK());
    return cohort;
  }

  Task task() {
    return task;
  }

  /** What an answer says of the data. */
  Map<String, String> about() {
    return data.about();
  }

  /** The samples to train on. */
  Dataset<Row> samples() {
    return cohorts.get(0).samples();
  }

  /** The same, sorted. */
  Dataset<Row> sorted() {
    return samples().orderBy(Members.SUBJECT_ID, Members.INDEX_TIME, "trigger_time");
  }

  /** The lines of attrition, those of training first. An action. */
  List<Row> attrition() {
    return union(cohorts.stream().map(Cohort::attrition).toList())
        .orderBy(functions.col(Attrition.PURPOSE).desc(), functions.col(Attrition.STEP))
        .collectAsList();
  }

  /** Members by purpose and split, see {@link MemberCounts}. An action. */
  List<Row> counts() {
    return MemberCounts.of(union(cohorts.stream().map(Cohort::members).toList())).collectAsList();
  }

  /**
   * Statements that each predicate with codes matches, by name. To be asked after the samples or
   * the attrition.
   */
  Map<String, Long> matches() {
    Map<String, Long> matches = new LinkedHashMap<>();
    if (!counted.isEmpty()) {
      Map<String, Long> found = ObservedCounts.of(matched);
      counted.keySet().forEach(name -> matches.put(name, found.getOrDefault(name, 0L)));
    }
    return matches;
  }

  /**
   * The code of the data that is nearest by spelling to what a predicate states, for those of
   * {@code names} that state codes one by one. An action where there are names.
   */
  Map<String, String> nearest(List<String> names) {
    Map<String, String> nearest = new LinkedHashMap<>();
    if (!names.isEmpty()) {
      Row row = PredicateMatches.nearest(data.events(), task, names).head();
      for (String name : names) {
        if (List.of(row.schema().fieldNames()).contains(name)) {
          nearest.put(name, row.getAs(name));
        }
      }
    }
    return nearest;
  }

  private static Dataset<Row> union(List<Dataset<Row>> parts) {
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }

  @Override
  public void close() {
    cohorts.forEach(cohort -> cohort.candidates().unpersist());
    data.close();
  }
}
