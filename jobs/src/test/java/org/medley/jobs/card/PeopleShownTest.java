package org.medley.jobs.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medley.jobs.card.CardData.People;
import org.medley.jobs.card.PeopleShown.Count;
import org.medley.jobs.report.content.SmallCells;

class PeopleShownTest {
  private static List<People> shown(Count... counts) {
    return PeopleShown.of(List.of(counts), new SmallCells(11));
  }

  @Test
  void groupsThatAreLargeEnoughAreExactWithTheirShare() {
    assertThat(
            shown(
                new Count("train", "sex", "female", 300),
                new Count("train", "sex", "male", 100),
                new Count("test", "sex", "female", 11),
                new Count("test", "sex", "male", 11)))
        .containsExactly(
            new People("train", "sex", "female", "300", "75\u00a0%"),
            new People("train", "sex", "male", "100", "25\u00a0%"),
            new People("test", "sex", "female", "11", "50\u00a0%"),
            new People("test", "sex", "male", "11", "50\u00a0%"));
  }

  @Test
  void besideASmallGroupNoneIsExactAndNoNumberIsInvented() {
    assertThat(
            shown(
                new Count("train", "race", "a", 10),
                new Count("train", "race", "b", 30),
                new Count("train", "race", "c", 149),
                new Count("train", "race", "d", 150),
                new Count("train", "sex", "female", 339)))
        .containsExactly(
            new People("train", "race", "a", "<11", ""),
            new People("train", "race", "b", "<100", ""),
            new People("train", "race", "c", "about 100", ""),
            new People("train", "race", "d", "about 200", ""),
            new People("train", "sex", "female", "339", "100\u00a0%"));
  }
}
