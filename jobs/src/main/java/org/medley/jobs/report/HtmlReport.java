package org.medley.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.section.AuditSection;
import org.medley.jobs.report.section.CohortSection;
import org.medley.jobs.report.section.DataSection;
import org.medley.jobs.report.section.FirstScreen;
import org.medley.jobs.report.section.MadeSection;
import org.medley.jobs.report.section.ModelSection;
import org.medley.jobs.report.section.RiskSection;

/**
 * The report as one page of HTML: no scripts, nothing fetched, every style in the page and allowed
 * by its digest, every other source of content forbidden by a content security policy. The page is
 * also well-formed XML. The same data give the same bytes.
 */
public final class HtmlReport {
  private static final String STYLE = "report.css";

  private HtmlReport() {}

  /** The page, with groups under the standard minimum withheld. */
  public static String render(ReportData data) {
    return render(data, SmallCells.STANDARD);
  }

  /** The page, with groups of people that {@code cells} hides withheld. */
  public static String render(ReportData data, SmallCells cells) {
    ReportData shown = cells.shareable(data);
    String css = resource(STYLE);
    Element main =
        Element.of("main")
            .add(FirstScreen.of(shown, cells))
            .add(DataSection.of(shown.intake()))
            .add(CohortSection.of(shown))
            .add(AuditSection.of(shown.audit()))
            .add(ModelSection.of(shown, data.performance()))
            .add(RiskSection.of(shown, cells))
            .add(MadeSection.of(shown));
    Element body =
        Element.of("body", shown.task().exploratory().isPresent() ? "exploratory" : "plain")
            .add(FirstScreen.banner(shown.task()))
            .add(main)
            .add(footer(shown, cells));
    Element page = Element.of("html").with("lang", "en").add(head(shown, css), body);
    return "<!DOCTYPE html>\n" + page.render() + "\n";
  }

  private static Element head(ReportData data, String css) {
    return Element.of("head")
        .add(
            Element.of("meta").with("charset", "utf-8"),
            Element.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with(
                    "content",
                    "default-src 'none'; style-src 'sha256-"
                        + digest(css)
                        + "'; base-uri 'none'; form-action 'none'"),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("color-scheme", "light dark"),
            meta("referrer", "no-referrer"),
            Element.of("title")
                .text(data.task().name() + " · " + data.release().id() + " · Medley"),
            Element.of("style").styleSheet(css));
  }

  private static Element footer(ReportData data, SmallCells cells) {
    String small =
        cells.minimum() > 1
            ? "Groups of fewer than " + cells.minimum() + " people are merged or left out. "
            : "";
    return Element.of("footer")
        .add(
            Element.of("p")
                .text(
                    small
                        + "Release "
                        + data.release().id()
                        + ", as of "
                        + data.release().asOf()
                        + ". Written by Medley; the same inputs give the same page."));
  }

  private static Element meta(String name, String content) {
    return Element.of("meta").with("name", name).with("content", content);
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
