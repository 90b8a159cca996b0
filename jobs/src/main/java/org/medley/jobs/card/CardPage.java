package org.medley.jobs.card;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.medley.jobs.card.Answer.State;
import org.medley.jobs.question.Framework;
import org.medley.jobs.report.content.Model;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Icon;
import org.medley.jobs.report.html.Page;
import org.medley.jobs.report.section.FirstScreen;
import org.medley.jobs.report.section.Section;
import org.medley.jobs.text.Numbers;

/** The card as one page of HTML, in the dress of the report. */
public final class CardPage {
  private static final String CHOICES =
      "Assessor: ☐ yes  ☐ probably yes  ☐ probably no  ☐ no  ☐ no information";

  private CardPage() {}

  /** The page. */
  public static String of(Card card) {
    CardData data = card.data();
    Element main = Element.of("main").add(head(card));
    card.answers().forEach((framework, answers) -> main.add(section(framework, answers)));
    Element body =
        Element.of("body", data.report().task().exploratory().isPresent() ? "exploratory" : "plain")
            .add(FirstScreen.banner(data.report().task()))
            .add(main);
    return Page.of(data.task().name() + " · model card · Medley", body);
  }

  private static Element head(Card card) {
    CardData data = card.data();
    Element head =
        Element.of("section")
            .with("id", "card")
            .add(
                Html.paragraph("eyebrow", "Model card"),
                Element.of("h1").text(data.task().description()),
                Html.paragraph(
                    "says",
                    "Task %s, %s, release %s as of %s."
                        .formatted(
                            data.task().name(),
                            data.report()
                                .model()
                                .map(Model::version)
                                .map(version -> "model " + version)
                                .orElse("no model"),
                            data.report().release().id(),
                            data.report().release().asOf())));
    Element list = Element.of("ul", "findings");
    for (Framework framework : Framework.values()) {
      list.add(
          Element.of("li")
              .add(
                  icon(open(card, framework) == 0 ? State.FILLED : State.PARTLY).element(),
                  Html.block(
                      "finding-text",
                      Element.of("strong").text(framework.title()),
                      Html.paragraph("says", counts(card, framework)))));
    }
    return head.add(list);
  }

  private static long open(Card card, Framework framework) {
    return card.answers().get(framework).stream()
        .filter(answer -> !answer.state().complete())
        .count();
  }

  private static String counts(Card card, Framework framework) {
    List<String> parts = new ArrayList<>();
    for (State state : State.values()) {
      if (framework.worksheet() == state.worksheet()) {
        parts.add(card.count(framework, state) + " " + state.words());
      }
    }
    return Numbers.count(card.answers().get(framework).size(), "question", "questions")
        + ": "
        + String.join(", ", parts)
        + ".";
  }

  private static Element section(Framework framework, List<Answer> answers) {
    Element section =
        Section.of(
            framework.key(),
            framework.title(),
            framework.citation()
                + ", in our own words."
                + (framework.worksheet()
                    ? " Evidence for two assessors; the judgement of each domain is theirs."
                    : ""));
    Element groups = Html.block("stack");
    String group = "";
    Element list = null;
    for (Answer answer : answers) {
      if (list == null || !answer.item().group().equals(group)) {
        group = answer.item().group();
        list = Element.of("ul", "findings");
        groups.add(Html.block("part", Html.heading(group), list));
      }
      list.add(item(answer));
    }
    return section.add(groups);
  }

  private static Element item(Answer answer) {
    Element text =
        Html.block(
            "finding-text",
            Element.of("strong").text(answer.item().id() + "  " + answer.item().asks()));
    answer.words().forEach(words -> text.add(Html.paragraph("says", words)));
    answer.facts().forEach(fact -> text.add(Html.paragraph("says", fact)));
    if (answer.state().worksheet()) {
      text.add(Html.paragraph("small", CHOICES));
    }
    if (!answer.state().complete() && answer.state() != State.EVIDENCE) {
      text.add(Html.paragraph("small", remedy(answer)));
    }
    return Element.of("li").add(icon(answer.state()).element(), text);
  }

  private static String remedy(Answer answer) {
    String state =
        Character.toUpperCase(answer.state().words().charAt(0))
            + answer.state().words().substring(1);
    return answer.missing().isEmpty()
        ? state + "."
        : state
            + ": write "
            + answer.missing().stream().map(key -> "card." + key).collect(Collectors.joining(", "))
            + " in the task file.";
  }

  private static Icon icon(State state) {
    return state.complete() ? Icon.GOOD : state == State.PARTLY ? Icon.CARE : Icon.UNKNOWN;
  }
}
