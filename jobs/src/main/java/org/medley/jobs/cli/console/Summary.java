package org.medley.jobs.cli.console;

import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.cli.console.Terminal.Paint;
import org.medley.jobs.report.content.Cohort;
import org.medley.jobs.report.content.Intake;
import org.medley.jobs.report.content.Metrics;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.content.Release;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.text.Visible;

/**
 * The end of a night at the terminal: what was released, ingested and rejected, who is in the
 * cohort, how well the model does, where the report lies and what to try next.
 */
public final class Summary {
  private static final String COUNT = "bigint";
  private static final String TEXT = "string";

  private Summary() {}

  /**
   * Prints the summary.
   *
   * @param terminal where to
   * @param data what the report says; small groups are withheld here as there
   * @param cells which groups of people are too small
   * @param report path of the report as the user may type it
   */
  public static void print(Terminal terminal, ReportData data, SmallCells cells, String report) {
    ReportData shown = cells.shareable(data);
    line(terminal, "");
    line(terminal, terminal.painted(Paint.BOLD, Visible.line(headline(shown.release()))));
    line(terminal, Visible.line(shown.release().reason()));
    shown
        .task()
        .exploratory()
        .ifPresent(
            why ->
                line(
                    terminal,
                    terminal.painted(
                        Paint.YELLOW, Visible.line("Exploratory, not for use in care: " + why))));
    part(terminal, "Read", sources(shown.intake()));
    part(terminal, "Cohort", attrition(shown.cohort()));
    line(terminal, cells.text(shown.scores().people()) + " people scored");
    part(terminal, "Model on people it never saw", performance(shown.performance()));
    heading(terminal, "Report");
    line(terminal, "  " + Visible.line(report));
    next(terminal, shown.release().next());
  }

  private static String headline(Release release) {
    String what =
        switch (release.state()) {
          case RELEASED -> "Released";
          case REFUSED -> "Refused";
          case NOTHING -> "Nothing to release";
        };
    return what + ": " + release.id() + ", site " + release.site() + ", as of " + release.asOf();
  }

  private static Rows sources(Intake intake) {
    List<List<Object>> rows = new ArrayList<>();
    for (Intake.Source s : intake.sources()) {
      rows.add(
          List.of(
              s.name(),
              Numbers.count(s.files()),
              Numbers.count(s.lines()),
              Numbers.count(s.accepted()),
              Numbers.count(s.superseded()),
              Numbers.count(s.duplicate()),
              Numbers.count(s.quarantined()),
              Numbers.count(s.blank())));
    }
    return Rows.all(
        columns(
            "source",
            "files",
            "lines",
            "in use",
            "superseded",
            "duplicate",
            "quarantined",
            "blank"),
        rows);
  }

  private static Rows attrition(Cohort cohort) {
    List<List<Object>> rows = new ArrayList<>();
    for (Cohort.Step step : cohort.attrition()) {
      rows.add(List.of(step.rule(), Numbers.count(step.people()), Numbers.count(step.members())));
    }
    return Rows.all(columns("rule", "people", "members"), rows);
  }

  private static Rows performance(Performance performance) {
    List<List<Object>> rows = new ArrayList<>();
    for (Evaluation row : performance.overall(Performance.TEST)) {
      rows.add(
          List.of(
              Metrics.name(row.metric()),
              Metrics.value(row),
              Metrics.interval(row),
              Numbers.count(row.members()),
              Numbers.count(row.events())));
    }
    return Rows.all(columns("metric", "value", "95 % interval", "members", "outcomes"), rows);
  }

  private static List<Column> columns(String name, String... numbers) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(name, TEXT));
    for (String number : numbers) {
      columns.add(new Column(number, COUNT));
    }
    return columns;
  }

  private static void part(Terminal terminal, String heading, Rows rows) {
    heading(terminal, heading);
    terminal
        .out()
        .print(
            rows.rows().isEmpty()
                ? "  nothing to show\n"
                : BoxTable.of(rows).within(terminal.width()).grid());
  }

  private static void next(Terminal terminal, List<Release.Command> commands) {
    if (!commands.isEmpty()) {
      heading(terminal, "Try next");
      for (Release.Command command : commands) {
        line(
            terminal, "  " + terminal.painted(Paint.FAINT, "# " + Visible.line(command.purpose())));
        line(terminal, "  " + Visible.line(command.text()));
      }
    }
    terminal.out().flush();
  }

  private static void heading(Terminal terminal, String text) {
    line(terminal, "");
    line(terminal, terminal.painted(Paint.BOLD, text));
  }

  private static void line(Terminal terminal, String text) {
    terminal.out().print(text + "\n");
  }
}
