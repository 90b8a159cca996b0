package org.medley.models.effect.policy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.average.Scored;
import org.medley.models.statistics.Estimate;
import scala.Tuple2;

/** What the policy does to each group of people, by sums that are as many as the groups. */
public final class PolicyByGroup {
  private static final int PEOPLE = 0;
  private static final int ABSTAINED = 1;
  private static final int DECIDED = 2;
  private static final int GAIN = 3;
  private static final int CHANGED = 4;
  private static final int FIRST_ARM = 5;
  private static final String SHARE =
      "share of people, exact binomial interval for their effective number";

  private final Policy policy;
  private final int arms;
  private final Audit audit;

  /** Of {@code policy} among so many {@code arms}. */
  public PolicyByGroup(Policy policy, int arms, Audit audit) {
    this.policy = policy;
    this.arms = arms;
    this.audit = audit;
  }

  /**
   * A row with its groups.
   *
   * @param row with held-out predictions
   * @param groups values of the audit's columns, null where missing
   * @param otherwise the arm recommended without the sensitive covariates; -1: not asked
   */
  public record Grouped(Scored row, List<String> groups, int otherwise) implements Serializable {}

  private record Key(int column, String value) implements Serializable {}

  /** One entry for each column and value, in their order. One action; shuffles twice. */
  public List<PolicyGroup> of(JavaRDD<Grouped> rows) {
    Policy rule = policy;
    int size = 2 * (FIRST_ARM + arms);
    int columns = audit.groups().size();
    JavaPairRDD<Key, GroupMoments> moments =
        rows.flatMapToPair(
                each ->
                    IntStream.range(0, columns)
                        .mapToObj(
                            c ->
                                new Tuple2<>(
                                    new Tuple2<>(
                                        new Key(c, each.groups().get(c)),
                                        each.row().unit().subject()),
                                    terms(each, rule, size)))
                        .iterator())
            .reduceByKey(PolicyByGroup::added)
            .mapToPair(each -> new Tuple2<>(each._1()._1(), each._2()))
            .aggregateByKey(new GroupMoments(size), GroupMoments::add, GroupMoments::merge);
    Map<Key, GroupMoments> found = moments.collectAsMap();
    List<PolicyGroup> all = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      int column = c;
      List<Map.Entry<Key, GroupMoments>> entries =
          found.entrySet().stream()
              .filter(each -> each.getKey().column() == column)
              .sorted(
                  Comparator.comparing(
                      each -> each.getKey().value(),
                      Comparator.nullsLast(Comparator.naturalOrder())))
              .toList();
      List<Key> hidden = hidden(entries);
      entries.forEach(
          each -> all.add(group(each.getKey(), each.getValue(), hidden.contains(each.getKey()))));
    }
    return all;
  }

  /**
   * The groups that are too small, and the next one if a single other would be told by the rest.
   */
  private List<Key> hidden(List<Map.Entry<Key, GroupMoments>> entries) {
    List<Map.Entry<Key, GroupMoments>> bySize =
        entries.stream().sorted(Comparator.comparingLong(e -> e.getValue().subjects())).toList();
    long small = bySize.stream().filter(e -> e.getValue().subjects() < audit.minimum()).count();
    return bySize.stream().limit(small == 1 ? 2 : small).map(Map.Entry::getKey).toList();
  }

  private static double[] terms(Grouped each, Policy policy, int size) {
    Scored row = each.row();
    double[] terms = new double[size];
    put(terms, PEOPLE, 1, row);
    if (policy.abstains(row)) {
      put(terms, ABSTAINED, 1, row);
      return terms;
    }
    int best = policy.best(row);
    put(terms, DECIDED, 1, row);
    put(terms, GAIN, policy.gain(row, best, policy.reference()), row);
    put(terms, CHANGED, each.otherwise() >= 0 && each.otherwise() != best ? 1 : 0, row);
    put(terms, FIRST_ARM + best, 1, row);
    return terms;
  }

  /** What the population has of it, then what the rows have. */
  private static void put(double[] terms, int at, double value, Scored row) {
    terms[at] = row.unit().sampling() * value;
    terms[terms.length / 2 + at] = value;
  }

  private double rows(GroupMoments moments, int at) {
    return moments.sum(FIRST_ARM + arms + at);
  }

  private static double[] added(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private PolicyGroup group(Key key, GroupMoments moments, boolean hidden) {
    String column = audit.groups().get(key.column());
    if (hidden) {
      Estimate none =
          Estimate.notAssessable(
              "the group has fewer than %d people, or would tell of one that has"
                  .formatted(audit.minimum()));
      List<Estimate> noArm = IntStream.range(0, arms).mapToObj(arm -> none).toList();
      return new PolicyGroup(column, key.value(), 0, true, noArm, none, none, none);
    }
    List<Estimate> recommended =
        IntStream.range(0, arms).mapToObj(arm -> share(moments, FIRST_ARM + arm)).toList();
    Estimate changed =
        audit.sensitive().isEmpty()
            ? Estimate.notAssessable("no covariate was called sensitive")
            : share(moments, CHANGED);
    Estimate benefit =
        rows(moments, DECIDED) < audit.minimum()
            ? few()
            : moments.mean(GAIN, DECIDED, "mean of doubly robust scores, interval by subject");
    return new PolicyGroup(
        column,
        key.value(),
        moments.subjects(),
        false,
        recommended,
        share(moments, ABSTAINED),
        benefit,
        changed);
  }

  /** A share, unless it or the rest is of too few people. */
  private Estimate share(GroupMoments moments, int numerator) {
    double some = rows(moments, numerator);
    double rest = rows(moments, PEOPLE) - some;
    boolean tells = (some > 0 && some < audit.minimum()) || (rest > 0 && rest < audit.minimum());
    return tells ? few() : moments.share(numerator, PEOPLE, SHARE);
  }

  private Estimate few() {
    return Estimate.notAssessable(
        "a number of fewer than %d people would be told".formatted(audit.minimum()));
  }
}
