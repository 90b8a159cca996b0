package org.medley.jobs.report.section;

import java.util.List;
import org.medley.jobs.report.chart.BarList;
import org.medley.jobs.report.chart.RiskHistogram;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.Scores;
import org.medley.jobs.report.content.Scores.Frequent;
import org.medley.jobs.report.content.Scores.Person;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** Who is at risk, and why. */
public final class RiskSection {
  private RiskSection() {}

  /** The section. */
  public static Element of(ReportData data, SmallCells cells) {
    Scores scores = data.scores();
    Element section =
        Section.of(
            "risk",
            "Who is at risk, and why?",
            "Calibrated risks of the outcome within "
                + Numbers.count(data.task().horizonDays(), "day", "days")
                + ", in published.risk.");
    if (scores.risks().isEmpty()) {
      return section.add(
          Section.missing(
              scores.people() == 0
                  ? "No risks were released."
                  : "With " + cells.text(scores.people()) + " people, nothing can be shown."));
    }
    section.add(Section.pair(RiskHistogram.of(scores.risks()), reasons(scores)));
    return scores.highest().isEmpty() ? section : section.add(highest(scores.highest()));
  }

  private static Element reasons(Scores scores) {
    if (scores.reasons().isEmpty()) {
      return Html.block(
          "part",
          Html.heading("What moves risks up most often?"),
          Section.missing("No reason is frequent enough to be shown."));
    }
    BarList bars = new BarList("people");
    for (Frequent reason : scores.reasons()) {
      bars.bar(reason.reason(), (double) reason.people(), Numbers.count(reason.people()));
    }
    Frequent first = scores.reasons().get(0);
    return bars.figure(
        "reasons",
        "What moves risks up most often?",
        "The most frequent reason is “"
            + first.reason()
            + "”, for "
            + Numbers.percent((double) first.people() / scores.people(), 0)
            + " of the people. Reasons describe the model, not causes.");
  }

  private static Element highest(List<Person> people) {
    boolean named = people.stream().anyMatch(person -> person.reference().isPresent());
    Table table = Table.of("People with the highest risks").texts("rank");
    if (named) {
      table.texts("reference");
    }
    table.numbers("risk", "percentile").texts("reasons, strongest first");
    int rank = 0;
    for (Person person : people) {
      rank++;
      Element risk = Element.of("strong").text(Numbers.percent(person.risk(), 1));
      Element percentile = Element.of("span").text(Numbers.decimal(person.percentile(), 1));
      Element place = Element.of("span").text(Integer.toString(rank));
      if (named) {
        Element reference = Html.span("code", person.reference().orElse(""));
        table.row(place, reference, risk, percentile, why(person));
      } else {
        table.row(place, risk, percentile, why(person));
      }
    }
    return Html.block(
        "part wide",
        Html.heading("The highest risks"),
        Html.paragraph(
            "says",
            "Each row is one person: share this page only with those who may see"
                + " published.risk."),
        table.element());
  }

  private static Element why(Person person) {
    if (person.reasons().isEmpty()) {
      return Html.span("below", "no reason stands out");
    }
    Element list = Element.of("ol", "why");
    person.reasons().forEach(reason -> list.add(Element.of("li").text(reason)));
    return list;
  }
}
