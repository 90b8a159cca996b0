package org.medley.jobs.settings.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.CalendarRule;
import org.medley.features.cohort.Expression;
import org.medley.features.cohort.FollowUp;
import org.medley.features.cohort.Grammar;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.ScoreRule;
import org.medley.features.cohort.Span;
import org.medley.features.cohort.Trigger;
import org.medley.jobs.settings.CodeSets;
import org.medley.jobs.settings.CohortParts;
import org.medley.jobs.settings.FeaturesBlock;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;
import org.medley.jobs.settings.TaskContext;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.learner.EffectLearners;

/** Reads one decision; every problem of the file is noted. */
final class DecisionReader {
  /** The predicate that holds where any option starts. */
  static final String START = "starts_option";

  private final Section top;
  private final TaskContext context;
  private final Problems problems;
  private final CodeSets sets;
  private final CohortParts parts;

  DecisionReader(Section top, TaskContext context, Problems problems) {
    this.top = top;
    this.context = context;
    this.problems = problems;
    this.sets = new CodeSets(context.codes(), problems);
    this.parts = new CohortParts(top, context, problems);
  }

  /** The decision {@code name}; empty after problems were noted. */
  Optional<DecisionSettings> read(String name) {
    final int before = problems.lines().size();
    final String description = top.required("description");
    Map<String, Predicate> predicates =
        new LinkedHashMap<>(parts.predicates(Mode.STRICT, Optional.empty()));
    OptionsReader optionsReader = new OptionsReader(top, sets);
    List<OptionSettings> options = optionsReader.read();
    OutcomesReader outcomesReader = new OutcomesReader(top);
    List<OutcomeSettings> outcomes = outcomesReader.read();
    predicates.putAll(optionsReader.arms());
    predicates.putAll(outcomesReader.endpoints());
    starts(predicates, options);
    CheckSettings checks = ChecksReader.checks(top);
    StudyParts study =
        new StudyParts(
            predicates,
            trigger(),
            options,
            parts.eligibility(),
            parts.windows(),
            parts.observation(),
            followUps(outcomes, checks),
            score());
    study.check(parts, top);
    Optional<FeaturesBlock> features = parts.features();
    if (features.isEmpty()) {
      top.problem("features", "are missing", "name what is adjusted for, as in a task");
    }
    if (features.flatMap(FeaturesBlock::association).isPresent()) {
      top.problem("features.association", "has no label here", "leave it out");
    }
    return finished(name, description, before, study, outcomes, features, checks);
  }

  private Optional<DecisionSettings> finished(
      String name,
      String description,
      int before,
      StudyParts study,
      List<OutcomeSettings> outcomes,
      Optional<FeaturesBlock> features,
      CheckSettings checks) {
    boolean randomised =
        top.one("design", Map.of("observational", false, "randomised", true), false);
    Optional<String> exploratory =
        top.flag("exploratory", false)
            ? Optional.of("the decision says so: it is shown to try it, not to treat by it")
            : Optional.empty();
    String reference = reference(study.options());
    var excluded = new Exclusions(top, sets).read(study.predicates(), study.options());
    Optional<Ranking> ranking = ChecksReader.ranking(top, outcomes);
    EffectPlan effects = effects();
    List<String> rules = rules();
    List<String> subgroups = subgroups();
    List<String> sensitive = top.texts("sensitive", List.of());
    Access access = access();
    boolean required = top.flag("required", false);
    return problems.lines().size() > before
        ? Optional.empty()
        : Optional.of(
            new DecisionSettings(
                name,
                description,
                randomised,
                exploratory,
                study.options(),
                reference,
                outcomes,
                study.study(name, context.zone()),
                study.candidates(name, context.zone()),
                features.orElseThrow().settings(),
                excluded,
                effects,
                checks,
                ranking,
                rules,
                subgroups,
                sensitive,
                access,
                required));
  }

  private void starts(Map<String, Predicate> predicates, List<OptionSettings> options) {
    if (predicates.containsKey(START)) {
      top.problem("predicates." + START, "has a name that Medley uses", "name it otherwise");
    }
    List<Expression> names =
        options.stream().map(each -> (Expression) new Expression.Name(each.predicate())).toList();
    if (names.size() > 1) {
      predicates.put(START, new Predicate.Derived(new Expression.Or(names)));
    }
  }

  private Trigger.OnPredicate trigger() {
    try (Section section = top.section("new-users")) {
      Span washout = CohortParts.span(section, "washout", StudyParts.WASHOUT);
      if (washout.isZero() || washout.isNegative()) {
        section.problem("washout", "is not positive", "write such as 365d");
        washout = StudyParts.WASHOUT;
      }
      LocalDate from = date(section, "from");
      LocalDate until = date(section, "until");
      CalendarRule calendar =
          section.attempt(
              "until",
              CalendarRule.ANY,
              () -> new CalendarRule(List.of(), List.of(), List.of(), from, until));
      return new Trigger.OnPredicate(START, Trigger.Occurrence.ALL, calendar, washout);
    }
  }

  private static LocalDate date(Section section, String key) {
    String text = section.text(key, "");
    return text.isEmpty()
        ? null
        : section.attempt(
            key,
            null,
            () -> {
              try {
                return LocalDate.parse(text);
              } catch (java.time.format.DateTimeParseException e) {
                throw new IllegalArgumentException(
                    "'" + text + "' is not a date; write it as 2024-06-01", e);
              }
            });
  }

  private static List<FollowUp> followUps(List<OutcomeSettings> outcomes, CheckSettings checks) {
    List<FollowUp> followUps =
        outcomes.stream()
            .map(OutcomeSettings::followUp)
            .filter(each -> !each.predicate().isEmpty())
            .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    if (!outcomes.isEmpty()) {
      Span within = outcomes.get(0).followUp().within();
      checks.controls().stream()
          .map(control -> new FollowUp(CheckSettings.CONTROL + control, control, within))
          .forEach(followUps::add);
    }
    return followUps;
  }

  private ScoreRule score() {
    if (top.value("score").isEmpty()) {
      top.problem(
          "score",
          "is missing",
          "write {at: as-of}, or {at: trigger, within: 30d}: whom it is for");
    }
    return parts.score().orElseGet(ScoreRule.AsOf::new);
  }

  private String reference(List<OptionSettings> options) {
    String reference = top.required("reference");
    List<String> names = options.stream().map(OptionSettings::name).toList();
    if (!names.contains(reference)) {
      top.problem("reference", "'" + reference + "' is no option", "use one of " + names);
    }
    return reference;
  }

  private EffectPlan effects() {
    Estimand estimand = top.choice("estimand", Estimand.ATE);
    String learner = top.text("learner", EffectLearners.STANDARD);
    if (!EffectLearners.names().contains(learner)) {
      top.problem("learner", "is '" + learner + "'", "use one of " + EffectLearners.names());
    }
    return new EffectPlan(estimand, learner, top.integer("seed", 1));
  }

  private List<String> rules() {
    try (Section safety = top.section("safety")) {
      return safety.texts("rules", List.of());
    }
  }

  private List<String> subgroups() {
    List<String> subgroups = top.texts("subgroups", List.of("sex", "age-band"));
    for (String name : subgroups) {
      if (!context.allowed().subgroups().contains(name)) {
        top.problem(
            "subgroups",
            "'" + name + "' is not known",
            "use " + context.allowed().subgroups().stream().sorted().toList());
      }
    }
    return subgroups;
  }

  private Access access() {
    try (Section section = top.section("access")) {
      return new Access(
          section.texts("roles", Access.STANDARD.roles()),
          section.text("purpose", Access.STANDARD.purpose()),
          section.flag("person-rows", Access.STANDARD.personRows()),
          section.flag("patient-pages", Access.STANDARD.patientPages()),
          section.choice("files", Access.STANDARD.files()));
    }
  }

  /** The range that nothing meets but nothing at all. */
  static org.medley.features.cohort.CountRange none() {
    return Grammar.range("(None, 0)");
  }
}
