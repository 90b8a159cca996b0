package org.medley.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.SmallCells;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {
  private static final String PAGE = HtmlReport.render(Sample.released());

  @Test
  void thePageIsSmallAndNeedsNothingFromOutside() {
    assertThat(PAGE.getBytes(StandardCharsets.UTF_8).length).isLessThan(200_000);
    assertThat(PAGE.toLowerCase(Locale.ROOT))
        .doesNotContain("http:", "https:", "src=", "@import", "url(", "<script", "<link", "style=");
  }

  @Test
  void thePolicyAllowsOnlyTheStyleOfThePage() throws Exception {
    String css = PAGE.substring(PAGE.indexOf("<style>") + 7, PAGE.indexOf("</style>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
    Element meta = elements(parsed(PAGE), "meta").get(1);
    assertThat(meta.getAttribute("http-equiv")).isEqualTo("Content-Security-Policy");
    assertThat(meta.getAttribute("content"))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(digest)
                + "'; base-uri 'none'; form-action 'none'");
    assertThat(css).contains("prefers-color-scheme: dark").contains("@media print");
  }

  @Test
  void theSameDataGiveTheSameBytes() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(HtmlReport.render(Sample.released())).isEqualTo(PAGE);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyChartIsNamedExplainedAndGivenAsATable() throws Exception {
    List<Element> figures = elements(parsed(PAGE), "figure");
    assertThat(figures)
        .extracting(figure -> figure.getAttribute("id"))
        .containsExactly(
            "attrition", "calibration", "subgroups", "benefit", "risks", "reasons", "timings");
    for (Element figure : figures) {
      Element svg = elements(figure, "svg").get(0);
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(svg.getAttribute("aria-labelledby"))
          .isEqualTo(
              elements(svg, "title").get(0).getAttribute("id")
                  + " "
                  + elements(svg, "desc").get(0).getAttribute("id"));
      assertThat(elements(svg, "desc").get(0).getTextContent()).endsWith(".");
      assertThat(elements(elements(figure, "details").get(0), "td")).isNotEmpty();
    }
  }

  @Test
  void theTimelineShowsTheStepsThatRanAndCountsThoseThatStood() throws Exception {
    Element figure =
        elements(parsed(PAGE), "figure").stream()
            .filter(each -> each.getAttribute("id").equals("timings"))
            .findFirst()
            .orElseThrow();

    assertThat(figure.getTextContent())
        .contains("Timeline of the night", "1 step stood as before", "since the night began");
    List<Double> starts =
        elements(figure, "rect").stream()
            .filter(bar -> bar.getAttribute("class").equals("bar"))
            .map(bar -> Double.parseDouble(bar.getAttribute("x")))
            .toList();
    assertThat(starts).hasSizeGreaterThan(5).isSorted();
    assertThat(starts.get(starts.size() - 1)).isGreaterThan(starts.get(1));
  }

  @Test
  void namesInsideThePageAreUniqueAndLinksLeadSomewhere() throws Exception {
    Document page = parsed(PAGE);
    List<String> ids = new ArrayList<>();
    for (Element element : elements(page, "*")) {
      if (element.hasAttribute("id")) {
        ids.add(element.getAttribute("id"));
      }
    }
    Set<String> unique = new HashSet<>(ids);
    assertThat(ids).hasSameSizeAs(unique);
    assertThat(elements(page, "a"))
        .isNotEmpty()
        .allMatch(link -> unique.contains(link.getAttribute("href").substring(1)));
  }

  @Test
  void theFirstScreenAnswersTheQuestions() throws Exception {
    String first = elements(parsed(PAGE), "section").get(0).getTextContent();
    assertThat(first)
        .contains("Emergency or inpatient encounter within 365 days, for adults in care")
        .contains("ReleasedAll 6 gates passed")
        .contains("712")
        .contains("With care")
        .contains("79 days old")
        .contains("jobs/bin/medley sql");
    assertThat(PAGE)
        .contains("Exploratory: not for use in care.")
        .contains("<body class=\"exploratory\">");
  }

  @Test
  void whoIsAtRiskAndWhyIsTold() throws Exception {
    Element risk =
        elements(parsed(PAGE), "section").stream()
            .filter(section -> section.getAttribute("id").equals("risk"))
            .findFirst()
            .orElseThrow();
    assertThat(risk.getTextContent())
        .contains("47.1\u00a0%")
        .contains("Chronic congestive heart failure")
        .contains("3 or more visits in the last 365 days")
        .doesNotContain("reference");
  }

  @Test
  void smallGroupsAreNotToldAnywhere() {
    assertThat(PAGE).doesNotContain("80+").doesNotContain(">998<").contains("fewer than 11");
    assertThat(HtmlReport.render(Sample.released(), new SmallCells(1)))
        .contains("80+")
        .contains(">998<");
  }

  @Test
  void aRefusedTaskSaysWhy() throws Exception {
    String first =
        elements(parsed(HtmlReport.render(Sample.refused())), "section").get(0).getTextContent();
    assertThat(first).contains("Refused").contains("the risks of 2024-05-31.1 stand");
  }

  @Test
  void missingPartsAreSaidToBeMissing() throws Exception {
    Document page = parsed(HtmlReport.render(Sample.withoutModel()));
    assertThat(page.getDocumentElement().getTextContent())
        .contains("No model has been trained for this task yet.")
        .contains("No source was read in this release.")
        .contains("No attrition can be shown")
        .contains("No risks were released.")
        .contains("No gate was evaluated.")
        .doesNotContain("Exploratory: not");
    assertThat(elements(page, "figure")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg onload=alert(1)>",
        "]]><!--",
        "&lt;b&gt;&amp;",
        "\u202eevil\u2028\u0000\u001b[31m\ud800",
        "javascript:alert(1)",
        " ",
        "verylongwordwithoutanyblankverylongwordwithoutanyblankverylongwordwithoutanyblank"
      })
  void hostileTextsStayTexts(String text) throws Exception {
    ReportData data = Sample.saying(text);
    Document page = parsed(HtmlReport.render(data));
    Document harmless = parsed(HtmlReport.render(Sample.saying("harmless")));
    assertThat(shape(page)).isEqualTo(shape(harmless));
    assertThat(page.getDocumentElement().getTextContent())
        .doesNotContain("\u202e", "\u001b", "\u2028");
  }

  @Test
  void coloursOfTextsHaveEnoughContrast() {
    String css = PAGE.substring(PAGE.indexOf("<style>"), PAGE.indexOf("</style>"));
    List<String> palettes =
        Pattern.compile(":root \\{[^}]*}").matcher(css).results().map(MatchResult::group).toList();
    assertThat(palettes).hasSize(3);
    for (String palette : palettes) {
      for (String text : List.of("ink", "soft", "blue-text", "warm-text")) {
        assertThat(contrast(colour(palette, text), colour(palette, "paper"))).isGreaterThan(4.5);
      }
      for (String mark : List.of("blue", "warm", "green", "red")) {
        assertThat(contrast(colour(palette, mark), colour(palette, "paper"))).isGreaterThan(3);
        assertThat(contrast(colour(palette, mark), colour(palette, "on"))).isGreaterThan(3);
      }
      assertThat(contrast(colour(palette, "warm-text"), colour(palette, "warm-pale")))
          .isGreaterThan(4.5);
      assertThat(contrast(colour(palette, "ink"), colour(palette, "blue-pale"))).isGreaterThan(4.5);
    }
  }

  /** Element names and attribute names in order, without texts; wrapped lines count once. */
  private static List<String> shape(Document page) {
    List<String> shape = new ArrayList<>();
    for (Element element : elements(page, "*")) {
      if (element.getTagName().equals("text")) {
        continue;
      }
      StringBuilder names = new StringBuilder(element.getTagName());
      for (int at = 0; at < element.getAttributes().getLength(); at++) {
        names.append(' ').append(element.getAttributes().item(at).getNodeName());
      }
      shape.add(names.toString());
    }
    return shape;
  }

  /** The contrast ratio of two colours (WCAG 2.2, relative luminance). */
  private static double contrast(int a, int b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static int colour(String palette, String name) {
    MatchResult found =
        Pattern.compile("--" + name + ": #([0-9a-f]{6})")
            .matcher(palette)
            .results()
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(found.group(1), 16);
  }

  private static Document parsed(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document page, String name) {
    return elements(page.getDocumentElement(), name);
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int at = 0; at < nodes.getLength(); at++) {
      elements.add((Element) nodes.item(at));
    }
    return elements;
  }
}
