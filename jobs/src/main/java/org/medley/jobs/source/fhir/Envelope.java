package org.medley.jobs.source.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.TextLine;

/**
 * What must be known of a resource to store it: its type, id, version and time of change. Finding
 * it reads the line to its end, so that a line that is not JSON is never stored.
 *
 * @param type resource type; null where it could not be read
 * @param id resource id
 * @param version meta.versionId; null: not stated
 * @param lastUpdated meta.lastUpdated; null: not stated or not an instant
 * @param subjectKey id of the Patient that it is about: itself, or what {@code subject}, {@code
 *     patient} or {@code beneficiary} refers to literally; null: none
 * @param problem why the line is refused; null: it is not
 */
record Envelope(
    String type,
    String id,
    String version,
    Instant lastUpdated,
    String subjectKey,
    Problem problem) {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NUMBER = 1000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .maxStringLength(LineReader.MAX_LINE_BYTES)
                  .maxNameLength(MAX_NUMBER)
                  .build())
          .build();

  /** Why a line is refused. */
  enum Problem {
    INVALID_UTF8(TextLine.INVALID_UTF8, "the line is not valid UTF-8"),
    TOO_LONG(TextLine.TOO_LONG, "the line is longer than 16 MiB; its beginning is kept"),
    NUL(TextLine.NUL, "the line holds a NUL character"),
    NOT_JSON("not-json", "the line is not one JSON object"),
    TRUNCATED_JSON("truncated-json", "the line ends in the middle of a JSON object"),
    DUPLICATE_KEY("duplicate-key", "an object has the same key twice"),
    TOO_DEEP("too-deep", "objects and lists are nested more than 100 deep"),
    TOO_LARGE("too-large", "a number or a key has more than 1,000 characters"),
    LONE_SURROGATE("lone-surrogate", "a text holds half a surrogate pair, which is no character"),
    NO_RESOURCE_TYPE("no-resource-type", "the object has no resourceType"),
    NO_ID("no-id", "the resource has no id"),
    NOT_A_DELETION(
        "not-a-deletion", "the Bundle has entries that are no deletions, or none at all");

    private final String code;
    private final String reason;

    Problem(String code, String reason) {
      this.code = code;
      this.reason = reason;
    }

    String code() {
      return code;
    }

    String reason() {
      return reason;
    }

    static Problem of(String code) {
      for (Problem problem : values()) {
        if (problem.code.equals(code)) {
          return problem;
        }
      }
      throw new IllegalArgumentException(code);
    }
  }

  /** The envelope of {@code line}. */
  static Envelope of(TextLine line) {
    if (line.problem() != null) {
      return refused(Problem.of(line.problem()));
    }
    try (JsonParser parser = JSON.createParser(line.bytes())) {
      return new Reading(parser, line.hasBackslash()).envelope();
    } catch (StreamConstraintsException e) {
      String message = String.valueOf(e.getMessage());
      return refused(message.contains("nesting depth") ? Problem.TOO_DEEP : Problem.TOO_LARGE);
    } catch (JsonEOFException e) {
      return refused(Problem.TRUNCATED_JSON);
    } catch (JsonProcessingException e) {
      return refused(Problem.NOT_JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Envelope refused(Problem problem) {
    return new Envelope(null, null, null, null, null, problem);
  }

  /** One pass over the tokens of a line. */
  private static final class Reading {
    private final JsonParser parser;
    private final boolean escapes;
    private final MemberNames names = new MemberNames();
    private String type;
    private String id;
    private String version;
    private String lastUpdated;
    private String subject;
    private boolean loneSurrogate;

    Reading(JsonParser parser, boolean escapes) {
      this.parser = parser;
      this.escapes = escapes;
    }

    Envelope envelope() throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return refused(Problem.NOT_JSON);
      }
      String member = "";
      String name = "";
      int depth = 1;
      boolean repeated = false;
      names.open();
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        switch (token) {
          case FIELD_NAME -> {
            name = parser.currentName();
            repeated |= !names.add(name);
          }
          case START_OBJECT -> {
            member = depth == 1 ? name : member;
            depth++;
            names.open();
          }
          case START_ARRAY -> {
            member = depth == 1 ? "" : member;
            depth++;
            names.open();
          }
          case END_OBJECT, END_ARRAY -> {
            depth--;
            names.close();
          }
          case VALUE_STRING -> note(depth, member, name);
          default -> {}
        }
      }
      if (parser.nextToken() != null) {
        return refused(Problem.NOT_JSON);
      }
      return repeated ? refused(Problem.DUPLICATE_KEY) : finished();
    }

    private void note(int depth, String member, String name) throws IOException {
      if (escapes && !isText(parser.getText())) {
        loneSurrogate = true;
      }
      if (depth == 1) {
        switch (name) {
          case "resourceType" -> type = parser.getText();
          case "id" -> id = parser.getText();
          default -> {}
        }
      } else if (depth == 2) {
        noteMember(member, name);
      }
    }

    private void noteMember(String member, String name) throws IOException {
      switch (member) {
        case "meta" -> {
          switch (name) {
            case "versionId" -> version = parser.getText();
            case "lastUpdated" -> lastUpdated = parser.getText();
            default -> {}
          }
        }
        case "subject", "patient", "beneficiary" -> {
          if (subject == null && name.equals("reference")) {
            subject = parser.getText();
          }
        }
        default -> {}
      }
    }

    private Envelope finished() {
      if (loneSurrogate) {
        return refused(Problem.LONE_SURROGATE);
      }
      if (type == null || type.isBlank()) {
        return refused(Problem.NO_RESOURCE_TYPE);
      }
      if (id == null || id.isBlank()) {
        return new Envelope(type, null, null, null, null, Problem.NO_ID);
      }
      String key = type.equals("Patient") ? id : References.patient(subject);
      return new Envelope(type, id, version, instant(lastUpdated), key, null);
    }

    private static boolean isText(String text) {
      return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static Instant instant(String text) {
      try {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        return null;
      }
    }
  }
}
