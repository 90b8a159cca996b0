package org.medley.jobs.card;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.medley.jobs.card.CardData.People;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.text.Numbers;

/** Counts of people by group, fit to be shown to anyone. */
public final class PeopleShown {
  private static final long HUNDRED = 100;

  private PeopleShown() {}

  /**
   * So many people.
   *
   * @param split training or test
   * @param grouping such as sex
   * @param group such as female
   * @param people how many
   */
  public record Count(String split, String grouping, String group, long people) {
    private String whole() {
      return split + " " + grouping;
    }
  }

  /**
   * The counts with shares of the people of their grouping. A person whose age band changes is in
   * two bands, so that shares of these may add up to more than 1. Where a group of a grouping is
   * too small, its number would follow from exact ones beside it: all of that grouping are then
   * rounded to hundreds, below a hundred only said to be that, and have no share.
   */
  public static List<People> of(List<Count> counts, SmallCells cells) {
    Map<String, Long> totals =
        counts.stream()
            .collect(Collectors.groupingBy(Count::whole, Collectors.summingLong(Count::people)));
    Map<String, Boolean> small =
        counts.stream()
            .collect(
                Collectors.toMap(
                    Count::whole, count -> cells.hides(count.people()), Boolean::logicalOr));
    return counts.stream()
        .map(
            count ->
                small.get(count.whole())
                    ? shown(count, rounded(count.people(), cells), "")
                    : shown(
                        count,
                        cells.text(count.people()),
                        Numbers.percent((double) count.people() / totals.get(count.whole()), 0)))
        .toList();
  }

  private static People shown(Count count, String people, String share) {
    return new People(count.split(), count.grouping(), count.group(), people, share);
  }

  private static String rounded(long people, SmallCells cells) {
    if (cells.hides(people) || people == 0) {
      return cells.text(people);
    }
    return people < HUNDRED
        ? "<" + HUNDRED
        : "about " + Numbers.count((people + HUNDRED / 2) / HUNDRED * HUNDRED);
  }
}
