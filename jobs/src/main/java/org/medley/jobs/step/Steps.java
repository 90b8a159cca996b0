package org.medley.jobs.step;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.medley.features.contract.CodeParents;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Resources;
import org.medley.features.contract.StatedPeriods;
import org.medley.features.contract.Statements;
import org.medley.features.contract.TableContract;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Due;
import org.medley.jobs.night.Plan;
import org.medley.jobs.night.Standing;
import org.medley.jobs.night.Step;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import org.medley.jobs.unit.UnitTable;

/** The registry of steps, and the night that they form for one site. */
public final class Steps {
  /** Every step by the word that its name begins with, in the order of a night. */
  public static final Map<String, Class<? extends Step>> BY_WORD = byWord();

  private final Configuration configuration;
  private final Map<String, List<SourceFile>> inventory;
  private final LocalDate asOf;
  private final Consumer<ReportData> reader;
  private final Lake lake;
  private final Set<String> replayed;

  /**
   * The steps of a night.
   *
   * @param inventory the files of each source; a source without an entry stands as it was left
   * @param reader gets what each report says, once it is released
   * @param asOf logical date; its end in the site's zone is the last instant that the night knows
   * @param lake where lists of what was read before lie
   * @param replayed sources whose quarantine is tried again
   */
  public Steps(
      Configuration configuration,
      Map<String, List<SourceFile>> inventory,
      LocalDate asOf,
      Consumer<ReportData> reader,
      Lake lake,
      Set<String> replayed) {
    this.reader = reader;
    this.lake = lake;
    this.replayed = Set.copyOf(replayed);
    this.configuration = configuration;
    this.inventory = inventory;
    this.asOf = asOf;
  }

  /** The steps in order, given what the ledger says of past trainings. */
  public List<Step> night(Ledger ledger) {
    Site site = configuration.site();
    List<Step> steps = new ArrayList<>();
    List<SourceSettings> declaring = new ArrayList<>();
    List<String> eventSteps = new ArrayList<>();
    for (SourceSettings settings : site.sources()) {
      Source source = source(settings);
      if (source.declaresSubjects(settings)) {
        steps.add(ingest(source, settings, ledger));
        declaring.add(settings);
      }
    }
    steps.add(
        new SubjectsStep(
            declaring,
            declaring.stream().filter(each -> lands(each, Resources.TABLE)).toList(),
            configuration.views(),
            site.identityKey()));
    for (SourceSettings settings : declaring) {
      Step events = events(settings);
      steps.add(events);
      eventSteps.add(events.name());
    }
    for (SourceSettings settings : site.sources()) {
      Source source = source(settings);
      if (!source.declaresSubjects(settings)) {
        steps.add(ingest(source, settings, ledger));
        if (lands(settings, Statements.TABLE)) {
          steps.add(events(settings));
        }
        if (!lands(settings, Genotypes.TABLE)) {
          eventSteps.add(steps.get(steps.size() - 1).name());
        }
      }
    }
    List<Step> genomes = genomes(site);
    for (Step step : genomes) {
      steps.add(step);
      if (step instanceof GenomeStep) {
        eventSteps.add(step.name());
      }
    }
    steps.add(
        new PeriodsStep(
            eventSteps,
            declaring.stream()
                .filter(each -> lands(each, StatedPeriods.TABLE))
                .map(each -> IngestStep.name(each.name()))
                .toList(),
            extractTimes(site, endOf(asOf, site)),
            endOf(asOf, site)));
    steps.add(codes(eventSteps, declaring));
    steps.addAll(quality(eventSteps, genomes));
    configuration.tasks().forEach(task -> steps.addAll(task(task, eventSteps, steps, ledger)));
    steps.addAll(decisions(eventSteps, genomes));
    steps.add(release(steps));
    return steps;
  }

  private Step release(List<Step> steps) {
    return new ReleaseStep(
        configuration.site(),
        configuration.tasks(),
        configuration.decisions(),
        asOf,
        steps.stream().map(Step::name).toList(),
        reader);
  }

  /** Safety alerts where there are rules, and the decisions. */
  private List<Step> decisions(List<String> eventSteps, List<Step> genomes) {
    Site site = configuration.site();
    List<String> geneSteps = new ArrayList<>();
    genomes.stream()
        .filter(PharmacogenesStep.class::isInstance)
        .forEach(
            step -> {
              geneSteps.add(step.name());
              geneSteps.addAll(
                  step.inputs().stream()
                      .filter(name -> name.startsWith(IngestStep.name("")))
                      .toList());
            });
    DecisionSteps decisions =
        new DecisionSteps(
            asOf,
            endOf(asOf, site),
            site.minimumCell(),
            configuration.safety(),
            eventSteps,
            geneSteps);
    List<Step> steps = new ArrayList<>();
    if (!configuration.safety().knowledge().rules().isEmpty()) {
      steps.add(decisions.alerts());
    }
    configuration.decisions().forEach(decision -> steps.addAll(decisions.of(decision)));
    return steps;
  }

  private static Step codes(List<String> eventSteps, List<SourceSettings> declaring) {
    return new CodesStep(
        eventSteps,
        declaring.stream()
            .filter(each -> lands(each, CodeParents.TABLE))
            .map(each -> IngestStep.name(each.name()))
            .toList());
  }

  /** What judges the clinical tables. */
  private List<Step> quality(List<String> eventSteps, List<Step> genomes) {
    Site site = configuration.site();
    List<Step> steps = new ArrayList<>();
    List<String> judged = new ArrayList<>(eventSteps);
    judged.addAll(List.of(SubjectsStep.NAME, PeriodsStep.NAME, CodesStep.NAME));
    genomes.stream().map(Step::name).filter(name -> !judged.contains(name)).forEach(judged::add);
    steps.add(
        new QualityStep(
            configuration.quality(),
            UnitTable.load(configuration.codes()),
            endOf(asOf, site),
            judged));
    return steps;
  }

  /** What is made of genotypes: their quality first, by which relatives are known. */
  private List<Step> genomes(Site site) {
    List<Step> steps = new ArrayList<>();
    Map<String, String> builds = builds(site);
    if (!builds.isEmpty()) {
      steps.add(new GenotypesStep(builds));
    }
    site.sources().stream()
        .filter(source -> lands(source, Genotypes.TABLE))
        .forEach(source -> steps.addAll(GenomeSteps.of(source, configuration.pharmacogenes())));
    return steps;
  }

  /** The assembly of each source that brings genotypes. */
  private static Map<String, String> builds(Site site) {
    Map<String, String> builds = new LinkedHashMap<>();
    site.sources().stream()
        .filter(source -> lands(source, Genotypes.TABLE))
        .forEach(source -> builds.put(source.name(), GenomeSteps.build(source)));
    return builds;
  }

  private List<Step> task(
      TaskSettings task, List<String> eventSteps, List<Step> before, Ledger ledger) {
    if (!task.publishes()) {
      return List.of(
          new CohortStep(CohortPlan.of(task), endOf(asOf, configuration.site()), eventSteps));
    }
    Site site = configuration.site();
    String definition = definition(task);
    Optional<StepEnd> last = ledger.lastResult(TrainStep.name(task.name()));
    Due due =
        Due.decide(
            last,
            ledger.lastBefore(DriftStep.name(task.name()), asOf),
            new Due.Rules(definition, site.retrainDays(), task.retrain().frozen()),
            asOf);
    CohortStep cohort = new CohortStep(CohortPlan.of(task), endOf(asOf, site), eventSteps);
    Optional<FeaturesStep.Discovered> discovered = FeaturesStep.Discovered.of(task, site);
    CovariatePlan covariates = CovariatePlan.of(task);
    FeaturesStep fitting = new FeaturesStep(covariates, eventSteps, Optional.empty(), discovered);
    List<Step> steps = new ArrayList<>(List.of(cohort));
    discovered.ifPresent(variants -> steps.add(new AssociationStep(task, due, eventSteps)));
    List<Step> upToHere = new ArrayList<>(before);
    upToHere.addAll(steps);
    upToHere.add(fitting);
    String fittingKey = Plan.of(upToHere, ledger).step(fitting.name()).key();
    Registry registry = DecideStep.registry(ledger, task.name());
    Optional<FeaturesStep.Vocabulary> standing =
        due.train()
            ? Optional.empty()
            : Vocabularies.standing(
                task.name(),
                registry,
                last,
                Digests.of(task.questionDigest()),
                fittingKey,
                asOf.toString());
    steps.add(
        standing.isEmpty()
            ? fitting
            : new FeaturesStep(covariates, eventSteps, standing, discovered));
    steps.add(new AuditStep(task, eventSteps, standing.isEmpty(), discovered));
    steps.add(new TrainStep(task, due, definition, asOf.toString()));
    steps.add(new DecideStep(task, registry, asOf.toString()));
    steps.add(new ScoreStep(task));
    steps.add(
        new DriftStep(
            task,
            endOf(asOf, site),
            asOf,
            site.zone(),
            eventSteps,
            DriftStep.updates(ledger, task.name(), asOf)));
    steps.add(new PublishStep(task, asOf, site.minimumCell()));
    return steps;
  }

  private static String definition(TaskSettings task) {
    String code =
        CodeDigests.of(
            CohortStep.class, AssociationStep.class, FeaturesStep.class, TrainStep.class);
    return Digests.of(
        Json.write(List.of(code, task.cohortDigest(), task.featuresDigest(), task.trainDigest())));
  }

  private Step ingest(Source source, SourceSettings settings, Ledger ledger) {
    Site site = configuration.site();
    Landed landed =
        source.accumulates()
            ? Landed.after(ledger.lastResult(IngestStep.name(settings.name())), lake)
            : Landed.NOTHING;
    List<SourceFile> files = inventory.get(settings.name());
    Step step =
        new IngestStep(
            source,
            settings,
            files == null ? List.of() : files,
            site.tolerance(),
            replayed.contains(settings.name()) ? landed.replaying() : landed,
            endOf(asOf, site));
    return files == null ? new Standing(step, "this run does not look at the source") : step;
  }

  private Step events(SourceSettings settings) {
    return lands(settings, Statements.TABLE)
        ? new StatementsStep(source(settings), settings, UnitTable.load(configuration.codes()))
        : new EventsStep(settings, configuration.views(), configuration.codes());
  }

  private static boolean lands(SourceSettings settings, TableContract table) {
    return source(settings).tables().contains(table);
  }

  private static Source source(SourceSettings settings) {
    return Sources.BY_KIND.get(settings.kind()).get();
  }

  /** The last instant that a night of the logical date {@code date} knows. */
  public static Instant endOf(LocalDate date, Site site) {
    return date.atTime(LocalTime.MAX.truncatedTo(java.time.temporal.ChronoUnit.MICROS))
        .atZone(site.zone())
        .toInstant();
  }

  private static Map<String, Instant> extractTimes(Site site, Instant asOf) {
    Map<String, Instant> times = new LinkedHashMap<>();
    site.sources()
        .forEach(
            source -> source.extractTime(asOf).ifPresent(time -> times.put(source.name(), time)));
    return times;
  }

  private static Map<String, Class<? extends Step>> byWord() {
    Map<String, Class<? extends Step>> steps = new LinkedHashMap<>();
    steps.put("ingest", IngestStep.class);
    steps.put("subjects", SubjectsStep.class);
    steps.put("events", EventsStep.class);
    steps.put("statements", StatementsStep.class);
    steps.put("periods", PeriodsStep.class);
    steps.put("genotypes", GenotypesStep.class);
    steps.put("scores", ScoresStep.class);
    steps.put("pharmacogenes", PharmacogenesStep.class);
    steps.put("burden", BurdenStep.class);
    steps.put("genome", GenomeStep.class);
    steps.put("codes", CodesStep.class);
    steps.put("quality", QualityStep.class);
    steps.put("alerts", AlertsStep.class);
    steps.put("cohort", CohortStep.class);
    steps.put("association", AssociationStep.class);
    steps.put("features", FeaturesStep.class);
    steps.put("audit", AuditStep.class);
    steps.put("safety", SafetyStep.class);
    steps.put("train", TrainStep.class);
    steps.put("external", ExternalStep.class);
    steps.put("decide", DecideStep.class);
    steps.put("score", ScoreStep.class);
    steps.put("drift", DriftStep.class);
    steps.put("publish", PublishStep.class);
    steps.put("effects", EffectsStep.class);
    steps.put("plan", PlanStep.class);
    steps.put("release", ReleaseStep.class);
    return steps;
  }
}
