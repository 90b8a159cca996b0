package org.medley.jobs.step;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.card.Card;
import org.medley.jobs.card.CardFiles;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.report.HtmlReport;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.report.decision.DecisionContent;
import org.medley.jobs.report.decision.DecisionPage;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.site.Site;

/**
 * Releases the night: pins the version of every table, writes reports and model cards, and makes
 * all of it visible by one commit.
 */
public final class ReleaseStep implements Step {
  /** The name. */
  public static final String NAME = "release";

  /** Note: the release. */
  public static final String RELEASE_ID = "release_id";

  private static final int DIGITS = 8;

  private final Site site;
  private final List<TaskSettings> tasks;
  private final List<DecisionSettings> decisions;
  private final LocalDate asOf;
  private final List<String> steps;
  private final Consumer<ReportData> reader;

  /**
   * The release of what {@code steps} left on the logical date {@code asOf}.
   *
   * @param reader gets what each report says, once it is released
   */
  public ReleaseStep(
      Site site,
      List<TaskSettings> tasks,
      List<DecisionSettings> decisions,
      LocalDate asOf,
      List<String> steps,
      Consumer<ReportData> reader) {
    this.site = site;
    this.tasks = tasks.stream().filter(TaskSettings::publishes).toList();
    this.decisions = List.copyOf(decisions);
    this.asOf = asOf;
    this.steps = List.copyOf(steps);
    this.reader = reader;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** How a report looks is no reason to release again. */
  @Override
  public List<Class<?>> code() {
    return List.of(Release.class);
  }

  @Override
  public String settings() {
    return Json.write(
        List.of(site.name(), asOf.toString(), tasks.stream().map(TaskSettings::card).toList()));
  }

  @Override
  public List<String> inputs() {
    return steps;
  }

  @Override
  public List<TableContract> writes() {
    return List.of();
  }

  @Override
  public String slice() {
    return Output.ALL;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    String id = asOf + "-" + context.key().substring(0, DIGITS);
    List<Output> pins = pins(context.inputs());
    Release draft =
        new Release(
            id,
            asOf.toString(),
            previous(context, id),
            pins,
            files(context, pins),
            Map.of(),
            refused(context));
    Map<String, String> reports = new LinkedHashMap<>();
    List<ReportData> contents = new ArrayList<>();
    Map<String, String> notes = new LinkedHashMap<>(Map.of(RELEASE_ID, id));
    PinnedQueries tables =
        new PinnedQueries(
            context.spark(),
            new ReleaseTables(context.spark(), context.lake(), draft, Contracts.RELEASED));
    Map<String, String> pages = decisionPages(context, tables, id);
    for (TaskSettings task : tasks) {
      ReportData content =
          new ReportSource(context.inputs(), tables, site, task, draft, context.begun()).read();
      contents.add(content);
      reports.put(path(id, task), context.lake().writeText(path(id, task), page(content)));
      card(tables, task, content)
          .forEach(
              (ending, text) -> {
                String path = cardPath(id, task.name(), ending);
                notes.put(path, context.lake().writeText(path, text));
              });
    }
    reports.putAll(pages);
    context.publish(
        new Release(
            id, draft.asOf(), draft.previous(), pins, draft.files(), reports, draft.refused()));
    contents.forEach(reader);
    return notes;
  }

  /** The page of each decision, by its path, with its digest. */
  private Map<String, String> decisionPages(StepContext context, PinnedQueries tables, String id) {
    Map<String, String> pages = new LinkedHashMap<>();
    for (DecisionSettings decision : decisions) {
      String path = decisionPath(id, decision.name());
      DecisionContent content =
          new DecisionSource(tables, decision, site.minimumCell()).read(id, asOf.toString());
      pages.put(path, context.lake().writeText(path, DecisionPage.render(content)));
    }
    return pages;
  }

  /** Where a release has the page on the decision {@code name}. */
  public static String decisionPath(String release, String name) {
    return "reports/" + release + "/" + name + ".html";
  }

  /** Where a release has the model card of a task in one of the forms of {@link CardFiles}. */
  public static String cardPath(String release, String task, String ending) {
    return "reports/" + release + "/" + task + "-card." + ending;
  }

  private Map<String, String> card(PinnedQueries tables, TaskSettings task, ReportData content) {
    ReportData shown = new SmallCells(site.minimumCell()).shareable(content);
    return CardFiles.of(Card.of(new CardSource(tables, site, task).read(shown)));
  }

  private static String path(String id, TaskSettings task) {
    return "reports/" + id + "/" + task.name() + ".html";
  }

  private static String previous(StepContext context, String id) {
    return context
        .current()
        .map(current -> current.releaseId().equals(id) ? current.previous() : current.releaseId())
        .orElse("");
  }

  private static List<Output> pins(Map<String, StepEnd> ends) {
    List<String> released = Contracts.RELEASED.stream().map(TableContract::name).toList();
    return new TreeMap<>(ends)
        .values().stream()
            .flatMap(end -> end.outputs().stream())
            .filter(output -> released.contains(output.table()))
            .toList();
  }

  /** Live files of the published tables, for readers that are not Spark. */
  private static Map<String, List<String>> files(StepContext context, List<Output> pins) {
    Map<String, List<String>> files = new TreeMap<>();
    for (TableContract table : Contracts.RELEASED) {
      if (table.name().startsWith("published.")) {
        List<String> live = new ArrayList<>();
        for (Output pin : pins) {
          if (pin.table().equals(table.name())) {
            Dataset<Row> rows = context.lake().read(table, pin);
            live.addAll(List.of(rows.inputFiles()));
          }
        }
        files.put(table.name(), live.stream().sorted().toList());
      }
    }
    return files;
  }

  private List<String> refused(StepContext context) {
    List<String> refused =
        tasks.stream()
            .filter(
                task ->
                    !Boolean.parseBoolean(
                        context
                            .input(PublishStep.name(task.name()))
                            .notes()
                            .get(PublishStep.PASSED)))
            .map(TaskSettings::name)
            .collect(Collectors.toCollection(ArrayList::new));
    decisions.stream()
        .filter(DecisionSettings::required)
        .map(DecisionSettings::name)
        .filter(name -> context.input(PlanStep.name(name)).notes().containsKey(PlanStep.BLINDED))
        .forEach(refused::add);
    return refused;
  }

  private String page(ReportData content) {
    return HtmlReport.render(new SmallCells(site.minimumCell()).shareable(content));
  }
}
