package org.medley.jobs.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A whole page of HTML: no scripts, nothing fetched, every style in the page and allowed by its
 * digest, every other source of content forbidden by a content security policy. The page is also
 * well-formed XML.
 */
public final class Page {
  private static final String STYLE = "report.css";

  private Page() {}

  /** The page with {@code body}; {@code title} is what the browser calls it. */
  public static String of(String title, Element body) {
    Element page = Element.of("html").with("lang", "en").add(head(title, resource(STYLE)), body);
    return "<!DOCTYPE html>\n" + page.render() + "\n";
  }

  private static Element head(String title, String css) {
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
            Element.of("title").text(title),
            Element.of("style").styleSheet(css));
  }

  private static Element meta(String name, String content) {
    return Element.of("meta").with("name", name).with("content", content);
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
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
