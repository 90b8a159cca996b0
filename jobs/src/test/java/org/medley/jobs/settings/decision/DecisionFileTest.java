package org.medley.jobs.settings.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.ScoreRule;
import org.medley.features.cohort.Trigger;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskSettings;

class DecisionFileTest {
  private static final Path CONF = Path.of("..", "conf");

  private static final String SOUND =
      """
      description: A or B
      predicates:
        a: {code: RXNORM//1}
        b: {expr: 'or(b1, and(b2, not(c)))'}
        b1: {code: {any: [RXNORM//2, RXNORM//3]}}
        b2: {code: RXNORM//4}
        c: {code: RXNORM//9}
        out: {code: SNOMED//1}
        death: {code: MEDS_DEATH}
      options:
        a: {predicate: a, safety: {ingredients: ['RXNORM//161']}}
        b: {predicate: b, description: drug B}
        trial: {trial-arm: lev, source: trial}
      reference: a
      new-users: {washout: 365d, from: 2020-01-01}
      eligibility: {age: '(18, None)'}
      observation: {min_before: 365d, competing: [death]}
      outcomes:
        better: {kind: benefit, better: more, predicate: out, within: 30d, description: gets well}
        relapse: {kind: harm, endpoint: relapse, description: falls ill again}
      features: {families: [demographics, codes], windows: [365d]}
      exclude: [SNOMED//77]
      score: {at: as-of}
      """;

  @TempDir private Path folder;
  private final Problems problems = new Problems();

  private Optional<DecisionSettings> read(String text) throws IOException {
    return read(text, Overrides.NONE);
  }

  private Optional<DecisionSettings> read(String text, Overrides overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("ab.yaml"), text);
    TaskContext context =
        TaskContext.ofSite(
            folder.resolve("codes"),
            ZoneOffset.UTC,
            TaskSettings.allowed(List.of("sex", "age-band")));
    return DecisionFile.read(file, context, problems, overrides);
  }

  @Test
  void aDecisionIsATargetTrial() throws IOException {
    DecisionSettings decision = read(SOUND).orElseThrow();
    assertThat(problems.lines()).isEmpty();
    assertThat(decision.arms()).containsExactly("a", "b", "trial");
    assertThat(decision.study().arms()).containsOnlyKeys("a", "b", "trial");
    Trigger.OnPredicate trigger = (Trigger.OnPredicate) decision.study().trigger();
    assertThat(trigger.washout()).isEqualTo(StudyParts.WASHOUT);
    assertThat(decision.study().score()).isNull();
    assertThat(decision.study().followUps())
        .extracting(each -> each.outcome())
        .containsExactly("better", "relapse");
    assertThat(decision.candidates().orElseThrow().score()).isEqualTo(new ScoreRule.AsOf());
    assertThat(decision.candidates().orElseThrow().windows())
        .singleElement()
        .satisfies(window -> assertThat(window.has()).containsOnlyKeys(DecisionReader.START));
    assertThat(decision.outcomes().get(0).moreIsBetter()).isTrue();
    assertThat(decision.outcomes().get(1).days()).isEqualTo(365);
  }

  @Test
  void theCodesOfTheArmsAreNoCovariatesAndWhatMustNotHoldIsNoArm() throws IOException {
    List<String> excluded =
        read(SOUND).orElseThrow().excluded().stream()
            .flatMap(match -> ((CodeMatch.Under) match).set().codes().stream())
            .sorted()
            .toList();
    assertThat(excluded)
        .containsExactly(
            "RXNORM//1",
            "RXNORM//161",
            "RXNORM//2",
            "RXNORM//3",
            "RXNORM//4",
            "SNOMED//77",
            "TRIAL_ARM//lev");
  }

  @Test
  void accessIsClosedUnlessTheFileOpensIt() throws IOException {
    DecisionSettings closed = read(SOUND).orElseThrow();
    assertThat(closed.access())
        .isEqualTo(new Access(List.of(), "", true, true, Access.Readers.OWNER));
    DecisionSettings decision =
        read(SOUND
                + "access: {roles: [pain clinic], purpose: care, person-rows: false,"
                + " files: group}\n")
            .orElseThrow();
    assertThat(decision.access())
        .isEqualTo(new Access(List.of("pain clinic"), "care", false, true, Access.Readers.GROUP));
    assertThat(decision.access().pages()).as("without rows there is no page").isFalse();
    assertThat(decision.access().words()).isEqualTo("for pain clinic, care");
    assertThat(decision.effectsDigest()).isNotEqualTo(closed.effectsDigest());
    assertThat(decision.planDigest()).isNotEqualTo(closed.planDigest());
    assertThat(read(SOUND + "access: {person-rows: never, files: world, role: x}\n")).isEmpty();
    assertThat(String.join("\n", problems.lines()))
        .contains("access.person-rows: ")
        .contains("access.files: is 'world'; use one of [owner, group]")
        .contains("access.role: is not a known key; did you mean 'roles'?");
  }

  @Test
  void everyProblemIsToldAtOnceWithItsPathAndRemedy() throws IOException {
    String bad =
        SOUND
                .replace("description: A or B\n", "")
                .replace("reference: a", "reference: z")
                .replace("washout: 365d", "washout: 0d")
                .replace("kind: benefit", "kind: harm")
                .replace("endpoint: relapse", "endpoint: relapse, predicate: out")
                .replace("exclude: [SNOMED//77]", "exlude: [SNOMED//77]")
                .replace("score: {at: as-of}", "subgroups: [shoe-size]")
                .replace("observation: {min_before: 365d", "observation: {min_before: 30d")
            + """
            learner: magic
            checks: {limits: {luck: 1}, negative-controls: [out]}
            ranking: {weights: {better: 0}}
            windows:
              later: {start: trigger, end: start + 5d, start_inclusive: true, end_inclusive: true, has: {out: '(None, 0)'}}
            """;
    assertThat(read(bad)).isEmpty();
    assertThat(String.join("\n", problems.lines()))
        .contains("description: is missing")
        .contains("reference: 'z' is no option; use one of [a, b, trial]")
        .contains("new-users.washout: is not positive")
        .contains("outcomes: name no benefit")
        .contains("outcomes.relapse.predicate: or else 'endpoint' must stand here")
        .contains("exlude: is not a known key; did you mean 'exclude'?")
        .contains("score: is missing")
        .contains("subgroups: 'shoe-size' is not known")
        .contains("learner: is 'magic'")
        .contains("checks.limits.luck: is no check")
        .contains("checks.negative-controls: are 1")
        .contains("ranking.weights.better: is 0")
        .contains("ranking.weights: leave an outcome out")
        .contains("ranking.source: is missing")
        .contains("windows.later: reaches beyond time zero")
        .contains("observation.min_before: is shorter than the washout");
  }

  @Test
  void aValueOfTheCommandLineWins() throws IOException {
    Overrides overrides = new Overrides(Map.of("decisions.ab.estimand", "overlap"));
    assertThat(read(SOUND, overrides).orElseThrow().effects().estimand())
        .isEqualTo(org.medley.models.effect.average.Estimand.OVERLAP);
  }

  @Test
  void theShippedDecisionsAreSound() throws IOException {
    TaskContext context =
        TaskContext.ofSite(
            CONF.resolve("codes"),
            ZoneOffset.UTC,
            TaskSettings.allowed(List.of("sex", "age-band", "race", "ethnicity", "region")));
    try (var files = Files.list(CONF.resolve("decisions"))) {
      List<Path> decisions = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertThat(decisions).isNotEmpty();
      for (Path file : decisions) {
        assertThat(DecisionFile.read(file, context, problems, Overrides.NONE)).isPresent();
      }
    }
    assertThat(problems.lines()).isEmpty();
  }
}
