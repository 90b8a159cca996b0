package org.medley.jobs.report.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medley.jobs.report.decision.DecisionContent.Attrition;

/**
 * Attrition by option in which no rule removes a few people: such a rule is merged with the next,
 * and at the end with the one before.
 */
public final class SmallAttrition {
  private SmallAttrition() {}

  /** Steps of which each removes nobody or {@code minimum} starts of each option. */
  public static List<Attrition> shown(List<Attrition> all, int minimum) {
    TreeMap<Integer, List<Attrition>> steps =
        all.stream()
            .collect(Collectors.groupingBy(Attrition::step, TreeMap::new, Collectors.toList()));
    List<List<Attrition>> kept = new ArrayList<>();
    String open = "";
    for (List<Attrition> step : steps.values()) {
      List<Attrition> merged = named(step, open + step.get(0).rule());
      open = "";
      if (kept.isEmpty() || !few(kept.get(kept.size() - 1), merged, minimum)) {
        kept.add(merged);
      } else {
        open = merged.get(0).rule() + "; ";
      }
    }
    if (!open.isEmpty()) {
      kept.add(named(steps.get(steps.lastKey()), open.substring(0, open.length() - 2)));
    }
    for (int last = kept.size() - 1;
        last > 0 && few(kept.get(last - 1), kept.get(last), minimum);
        last--) {
      String rule = kept.get(last - 1).get(0).rule() + "; " + kept.get(last).get(0).rule();
      kept.set(last - 1, named(kept.get(last), rule));
      kept.remove(last);
    }
    return kept.stream().flatMap(List::stream).map(each -> withheld(each, minimum)).toList();
  }

  private static List<Attrition> named(List<Attrition> step, String rule) {
    return step.stream()
        .map(each -> new Attrition(each.step(), rule, each.option(), each.starts()))
        .toList();
  }

  private static boolean few(List<Attrition> before, List<Attrition> after, int minimum) {
    for (Attrition each : after) {
      long had =
          before.stream()
              .filter(one -> one.option().equals(each.option()))
              .mapToLong(one -> one.starts().orElse(0))
              .sum();
      long removed = had - each.starts().orElse(0);
      if (removed > 0 && removed < minimum) {
        return true;
      }
    }
    return false;
  }

  private static Attrition withheld(Attrition each, int minimum) {
    long starts = each.starts().orElse(0);
    return starts > 0 && starts < minimum
        ? new Attrition(each.step(), each.rule(), each.option(), OptionalLong.empty())
        : each;
  }
}
