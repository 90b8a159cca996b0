package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.night.Due;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;

/** Champion a has the vocabulary va; model b, fitted on 1 June with vb, is the newest. */
class VocabulariesTest {
  private static final String DAY = "2024-06-01";
  private static final String NEXT = "2024-06-02";
  private static final Optional<FeaturesStep.Vocabulary> OF_A =
      Optional.of(new FeaturesStep.Vocabulary("models/t/a/snapshot/reference", "va"));

  private final Registry undecided =
      Registry.of(Ledger.EMPTY, "t", "train:t", "decide:t")
          .and(model("a"))
          .and(decision(Decision.Act.PROMOTED, "a", "2024-03-01"), Instant.EPOCH)
          .and(model("b"));
  private final Registry refused =
      undecided.and(decision(Decision.Act.REFUSED, "b", DAY), Instant.EPOCH);
  private final Registry promoted =
      undecided.and(decision(Decision.Act.PROMOTED, "b", DAY), Instant.EPOCH);

  private static Trained model(String version) {
    return new Trained(version, "d", "v" + version, "q", "ann", Instant.EPOCH, "", "");
  }

  private static Decision decision(Decision.Act act, String version, String asOf) {
    return new Decision(act, version, "", Decision.GATES, "", asOf, "r1", List.of());
  }

  private static Optional<FeaturesStep.Vocabulary> standing(
      Registry registry, String question, String fittingKey, String asOf) {
    Map<String, String> notes =
        Map.of(Trained.VERSION, "b", Trained.REFERENCE_ID, "vb", Due.TRAINED_AS_OF, DAY);
    StepEnd training = new StepEnd("{}", List.of(), 1, notes);
    return Vocabularies.standing("t", registry, Optional.of(training), question, fittingKey, asOf);
  }

  @Test
  void whatTheNightOfTheTrainingLeftStandsUntilThatNightIsOver() {
    assertThat(standing(undecided, "q", "vb", DAY)).isEmpty();
    assertThat(standing(refused, "q", "vb", DAY)).isEmpty();
    assertThat(standing(promoted, "q", "vb", DAY)).isEmpty();
    assertThat(standing(refused, "q", "vb", NEXT)).isEqualTo(OF_A);
    assertThat(standing(promoted, "q", "vb", NEXT)).isEmpty();
  }

  @Test
  void otherDataAreDescribedInTheWordsOfTheChampion() {
    assertThat(standing(refused, "q", "other", DAY)).isEqualTo(OF_A);
    assertThat(standing(promoted, "q", "other", NEXT))
        .contains(new FeaturesStep.Vocabulary("models/t/b/snapshot/reference", "vb"));
  }

  @Test
  void aPersonsDecisionCountsOnTheSameNight() {
    Decision back = new Decision(Decision.Act.ROLLED_BACK, "a", "b", "bob", "", "", "", List.of());
    assertThat(standing(promoted.and(back, Instant.EPOCH), "q", "vb", DAY)).isEqualTo(OF_A);
    Decision over = new Decision(Decision.Act.PROMOTED, "b", "a", "bob", "", "", "", List.of());
    assertThat(standing(refused.and(over, Instant.EPOCH), "q", "vb", DAY)).isEmpty();
  }

  @Test
  void aChampionOfAnotherQuestionLendsNoWords() {
    assertThat(standing(refused, "another", "other", NEXT)).isEmpty();
  }

  @Test
  void aNightWithoutAModelLeavesTheChampionToTheNextOne() {
    Map<String, String> notes = Map.of(Trained.REFERENCE_ID, "vb", Due.TRAINED_AS_OF, DAY);
    Optional<StepEnd> training = Optional.of(new StepEnd("{}", List.of(), 1, notes));
    Registry registry =
        Registry.of(Ledger.EMPTY, "t", "train:t", "decide:t")
            .and(model("a"))
            .and(decision(Decision.Act.PROMOTED, "a", "2024-03-01"), Instant.EPOCH);
    assertThat(Vocabularies.standing("t", registry, training, "q", "vb", DAY)).isEmpty();
    assertThat(Vocabularies.standing("t", registry, training, "q", "vb", NEXT)).isEqualTo(OF_A);
  }
}
