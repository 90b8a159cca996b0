package org.medley.jobs.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.card.Answer.State;
import org.medley.jobs.card.CardData.Family;
import org.medley.jobs.card.CardData.People;
import org.medley.jobs.card.CardData.Period;
import org.medley.jobs.control.Json;
import org.medley.jobs.question.CardItem;
import org.medley.jobs.question.CardItems;
import org.medley.jobs.question.Framework;
import org.medley.jobs.report.Sample;
import org.medley.jobs.report.ValidatedSample;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.settings.TaskSettings;

class CardTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final Set<String> SUBGROUPS = Set.of("sex", "age-band");

  @TempDir Path folder;

  /** The task of the demo with {@code block} at its end. */
  private TaskSettings task(String block) throws IOException {
    Path file = folder.resolve("acute-care.yaml");
    String demo = Files.readString(CONF.resolve("tasks/acute-care.yaml"));
    Files.writeString(file, demo.substring(0, demo.indexOf("card:\n")) + block);
    Problems problems = new Problems();
    TaskFile task =
        TaskFile.read(
                file,
                TaskContext.ofSite(
                    CONF.resolve("codes"),
                    ZoneOffset.UTC,
                    TaskSettings.allowed(List.copyOf(SUBGROUPS))),
                problems,
                Overrides.NONE)
            .orElseThrow(() -> new AssertionError(problems.lines()));
    return new TaskSettings(task);
  }

  private Card card(String block, ReportData report) throws IOException {
    LocalDate day = LocalDate.of(2021, 6, 1);
    return Card.of(
        new CardData(
            report,
            task(block),
            List.of(new Period("train", day, day, day.plusYears(1))),
            List.of(new Family("codes", 40, 0, 0), new Family("measurements", 60, 30, 0.75)),
            List.of("age at the index time, years"),
            List.of(new People("train", "sex", "female", "372", "52 %")),
            1,
            30));
  }

  private static Answer answer(Card card, Framework framework, String id) {
    return card.answers().get(framework).stream()
        .filter(answer -> answer.item().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyQuestionOfBothFrameworksIsThereOnce() {
    assertThat(CardItems.of(Framework.HTI_1))
        .extracting(CardItem::id)
        .containsExactlyElementsOf(
            java.util.stream.IntStream.rangeClosed(1, 31).mapToObj(Integer::toString).toList());
    assertThat(CardItems.of(Framework.TRIPOD_AI))
        .hasSize(52)
        .extracting(CardItem::id)
        .doesNotHaveDuplicates();
    assertThat(
            CardItems.of(Framework.TRIPOD_AI).stream()
                .map(item -> item.id().replaceAll("[a-g]", ""))
                .distinct())
        .containsExactlyElementsOf(
            java.util.stream.IntStream.rangeClosed(1, 27).mapToObj(Integer::toString).toList());
  }

  @Test
  void theWorksheetHasEvidenceAndNoAnswers() throws IOException {
    List<CardItem> items = CardItems.of(Framework.PROBAST_AI);
    assertThat(items.stream().filter(item -> item.id().startsWith("D"))).hasSize(16);
    assertThat(items.stream().filter(item -> item.id().startsWith("E"))).hasSize(18);
    assertThat(items.stream().map(CardItem::group).distinct()).hasSize(8);
    Card card = card("", Sample.released());
    assertThat(card.answers().get(Framework.PROBAST_AI))
        .extracting(Answer::state)
        .containsOnly(State.EVIDENCE);
    assertThat(card.answers().get(Framework.TRIPOD_AI))
        .extracting(Answer::state)
        .doesNotContain(State.EVIDENCE, State.OPEN);
    assertThat(CardPage.of(card)).contains("☐ probably no").doesNotContain("low risk");
    assertThat(CardJson.of(card)).contains("\"assessor\":null");
  }

  @Test
  void everyFactIsAskedForAndEveryQuestionCanBeAnswered() {
    Set<String> asked = new TreeSet<>();
    for (Framework framework : Framework.values()) {
      for (CardItem item : CardItems.of(framework)) {
        asked.addAll(item.facts());
        assertThat(item.facts().size() + item.keys().size()).as(item.id()).isPositive();
        assertThat(item.person()).as(item.id()).isIn(false, !item.keys().isEmpty());
      }
    }
    assertThat(CardFacts.names()).containsExactlyElementsOf(asked);
  }

  @Test
  void theRunFillsWhatItKnowsAndNamesTheKeysOfTheRest() throws IOException {
    Card card = card("", Sample.released());
    Answer validity = answer(card, Framework.HTI_1, "21");
    assertThat(validity.state()).isEqualTo(State.FILLED);
    assertThat(validity.facts().get(0)).contains("AUROC 0.63 (0.57 to 0.69)");
    assertThat(answer(card, Framework.HTI_1, "1").state()).isEqualTo(State.MISSING);
    assertThat(answer(card, Framework.HTI_1, "1").missing())
        .containsExactly("developer", "contact");
    assertThat(answer(card, Framework.HTI_1, "6").state()).isEqualTo(State.PARTLY);
    assertThat(answer(card, Framework.HTI_1, "10").facts().get(0))
        .contains("Exploratory, not for use in care");
    assertThat(answer(card, Framework.TRIPOD_AI, "8a").facts().get(0))
        .contains("codes of the set acute-encounter")
        .contains("Who has death before the outcome does not have it.");
    assertThat(answer(card, Framework.TRIPOD_AI, "11").facts().get(0))
        .contains("The other 30 covariates are missing then")
        .contains("25.0\u00a0% of the training members lack each");
    assertThat(answer(card, Framework.TRIPOD_AI, "10").facts().get(0))
        .contains("100 candidate covariates");
    assertThat(answer(card, Framework.TRIPOD_AI, "12b").facts().get(0))
        .contains("or the same as another for all of them");
    assertThat(answer(card, Framework.HTI_1, "12").facts().get(0))
        .contains("age at the index time")
        .contains("Not used: race, ethnicity");
  }

  @Test
  void anExternalValidationAnswersWhatIsAskedAboutIt() throws IOException {
    Card without = card("", Sample.released());
    Card with = card("", ValidatedSample.report());
    for (String id : List.of("17", "18", "19", "20", "23", "24")) {
      assertThat(answer(without, Framework.HTI_1, id).state()).as(id).isEqualTo(State.MISSING);
      assertThat(answer(with, Framework.HTI_1, id).state()).as(id).isEqualTo(State.FILLED);
    }
    assertThat(answer(with, Framework.HTI_1, "18").facts()).containsExactly("east: ann, today.");
    assertThat(answer(with, Framework.HTI_1, "19").facts().get(0))
        .isEqualTo(
            "east: 812 members with 214 outcomes; sex female: 412 members with 110 outcomes.");
    assertThat(answer(with, Framework.HTI_1, "23").facts().get(0))
        .isEqualTo("east: AUROC 0.61 (0.56 to 0.66).");
    assertThat(answer(with, Framework.HTI_1, "24").facts().get(0))
        .contains("AUROC by group: sex female: 0.60 (0.53 to 0.67)");
    assertThat(answer(with, Framework.TRIPOD_AI, "20c").facts().get(0))
        .contains("Against external data: east: they differ.");
    for (String id : List.of("12f", "24")) {
      assertThat(answer(with, Framework.TRIPOD_AI, id).facts().get(0))
          .endsWith("On external data: east: recommends refit.");
    }
    assertThat(answer(with, Framework.TRIPOD_AI, "4").facts().get(0))
        .endsWith("It was also validated on other data.");
  }

  @Test
  void wordsOfTheTaskFileAnswerOnlyAsAWhole() throws IOException {
    Card half = card("card: {developer: Registry of Bern}\n", Sample.released());
    assertThat(answer(half, Framework.HTI_1, "1").state()).isEqualTo(State.PARTLY);
    assertThat(answer(half, Framework.HTI_1, "1").missing()).containsExactly("contact");
    Card whole =
        card(
            "card: {developer: Registry of Bern, contact: ml@registry.example,"
                + " limitations: 'Small <test> & few sites'}\n",
            Sample.released());
    assertThat(answer(whole, Framework.HTI_1, "1").state()).isEqualTo(State.GIVEN);
    assertThat(answer(whole, Framework.HTI_1, "10").state()).isEqualTo(State.GIVEN);
    assertThat(answer(whole, Framework.TRIPOD_AI, "26").words())
        .containsExactly("Small <test> & few sites");
    assertThat(CardPage.of(whole)).contains("Small &lt;test&gt; &amp; few sites");
  }

  @Test
  void aKeyThatNoQuestionAsksForIsAProblem() {
    Problems problems = new Problems();
    TaskContext context =
        TaskContext.ofSite(CONF.resolve("codes"), ZoneOffset.UTC, TaskSettings.allowed(List.of()));
    Path file = folder.resolve("t.yaml");
    org.assertj.core.api.Assertions.assertThatCode(
            () -> Files.writeString(file, "card: {develloper: x, funding: ' '}\n"))
        .doesNotThrowAnyException();
    TaskFile.read(file, context, problems, Overrides.NONE);
    assertThat(String.join("\n", problems.lines()))
        .contains("card.develloper")
        .contains("did you mean 'developer'?")
        .contains("card.funding")
        .contains("is empty");
  }

  @Test
  void withoutAModelWhatNeedsOneIsMissing() throws IOException {
    Card card = card("", Sample.withoutModel());
    assertThat(answer(card, Framework.HTI_1, "21").state()).isEqualTo(State.MISSING);
    assertThat(answer(card, Framework.TRIPOD_AI, "22").state()).isEqualTo(State.MISSING);
    assertThat(CardJson.of(card)).contains("\"model_version\":null");
  }

  @Test
  void thePageIsWellFormedAndLoadsNothing() throws Exception {
    String page = CardPage.of(card("", Sample.released()));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    assertThat(page).contains("write card.developer, card.contact in the task file");
    assertThat(page).doesNotContain("<script", "src=", "http:", "style=");
  }

  @Test
  void theFormOfTheCoalitionForHealthAiFollowsItsSchema() throws Exception {
    for (ReportData report : List.of(Sample.released(), Sample.withoutModel())) {
      String xml = ChaiFile.xml(card("card: {funding: 'A & B'}\n", report));
      SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(getClass().getResource("chai-0.2.xsd"))
          .newValidator()
          .validate(new StreamSource(new StringReader(xml)));
      assertThat(xml).contains("<FundingSource>A &amp; B</FundingSource>");
    }
    Map<?, ?> json = Json.read(ChaiFile.json(card("", Sample.released())), Map.class);
    assertThat(json.keySet()).isEqualTo(Set.of("AppliedModelCard"));
  }
}
