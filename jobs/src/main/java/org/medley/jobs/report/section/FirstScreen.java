package org.medley.jobs.report.section;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.report.content.Intake.Source;
import org.medley.jobs.report.content.Release;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.report.content.Task;
import org.medley.jobs.report.content.Trust;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Icon;
import org.medley.jobs.text.Numbers;

/**
 * What must be seen without scrolling: released or not and why, how many, trust, freshness, next.
 */
public final class FirstScreen {
  private FirstScreen() {}

  /** The warning across the top of an exploratory result; nothing otherwise. */
  public static List<Element> banner(Task task) {
    return task.exploratory().stream()
        .map(
            reason ->
                Element.of("aside", "banner")
                    .with("aria-label", "Exploratory result")
                    .add(
                        Element.of("p")
                            .add(
                                Icon.CARE.element(),
                                Element.of("strong").text("Exploratory: not for use in care. "),
                                Html.span("why", reason))))
        .toList();
  }

  /** The first screen. */
  public static Element of(ReportData data, SmallCells cells) {
    return Element.of("section", "first")
        .with("aria-labelledby", "question")
        .add(
            masthead(data.release()),
            Html.paragraph("eyebrow", "Task " + data.task().name()),
            Element.of("h1").with("id", "question").text(data.task().description().strip()),
            decision(data.release()),
            Html.block(
                "cards", people(data, cells), trust(data), freshness(data), next(data.release())),
            contents());
  }

  private static Element masthead(Release release) {
    return Html.block(
        "masthead",
        Html.span("brand", "Medley"),
        Html.span("meta", release.site()),
        Html.span("meta", "as of " + release.asOf()),
        Html.span("meta code", release.id()));
  }

  private static Element decision(Release release) {
    Icon icon =
        switch (release.state()) {
          case RELEASED -> Icon.GOOD;
          case REFUSED -> Icon.BAD;
          case NOTHING -> Icon.UNKNOWN;
        };
    String word =
        switch (release.state()) {
          case RELEASED -> "Released";
          case REFUSED -> "Refused";
          case NOTHING -> "Nothing to release";
        };
    return Html.block(
        "decision",
        Html.block("state").add(icon.element(), Element.of("strong").text(word)),
        Html.paragraph("why", release.reason()));
  }

  private static Element people(ReportData data, SmallCells cells) {
    long people = data.scores().people();
    return card("People scored")
        .add(
            Html.paragraph("figure", cells.text(people)),
            Html.paragraph(
                "says",
                people == 0
                    ? "Nobody was scored."
                    : "with a calibrated risk of the outcome within "
                        + Numbers.count(data.task().horizonDays(), "day", "days")
                        + "."));
  }

  private static Element trust(ReportData data) {
    Trust.Finding verdict = Trust.verdict(data);
    return card("Can the model be trusted?")
        .add(
            Element.of("p", "figure")
                .add(icon(verdict.level()).element(), Element.of("span").text(verdict.question())),
            Html.paragraph("says", verdict.answer()));
  }

  private static Element freshness(ReportData data) {
    Element card = card("How fresh are the data?");
    if (data.intake().sources().isEmpty()) {
      return card.add(Html.paragraph("says", "No source was read."));
    }
    Element list = Element.of("dl", "fresh");
    for (Source source : data.intake().sources()) {
      list.add(Html.entry(source.name(), Element.of("span").text(age(source, data.release()))));
    }
    return card.add(list);
  }

  private static String age(Source source, Release release) {
    if (source.freshTo().isEmpty()) {
      return "not stated";
    }
    long days = ChronoUnit.DAYS.between(source.freshTo().get(), release.asOf());
    String age = days <= 0 ? "same day" : Numbers.count(days, "day", "days") + " old";
    return source.freshTo().get() + ", " + age;
  }

  private static Element next(Release release) {
    Element card = card("What next?");
    if (release.next().isEmpty()) {
      return card.add(Html.paragraph("says", "No command is suggested."));
    }
    Release.Command first = release.next().get(0);
    return card.add(Html.paragraph("says", first.purpose()), Html.command(first.text()));
  }

  private static Element card(String heading) {
    return Html.block("card", Element.of("h2").text(heading));
  }

  static Icon icon(Trust.Level level) {
    return switch (level) {
      case GOOD -> Icon.GOOD;
      case UNKNOWN -> Icon.UNKNOWN;
      case CARE -> Icon.CARE;
      case BAD -> Icon.BAD;
    };
  }

  private static Element contents() {
    List<Element> links = new ArrayList<>();
    for (String[] entry :
        new String[][] {
          {"data", "Data"},
          {"cohort", "Cohort"},
          {"audit", "Leaks"},
          {"model", "Model"},
          {"risk", "Risk"},
          {"made", "How it was made"}
        }) {
      links.add(Element.of("a").with("href", "#" + entry[0]).text(entry[1]));
    }
    return Element.of("nav").with("aria-label", "Sections").add(links);
  }
}
