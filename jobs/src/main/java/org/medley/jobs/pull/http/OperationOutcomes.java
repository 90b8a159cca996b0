package org.medley.jobs.pull.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an OperationOutcome says, in codes only: its texts may hold what belongs in no message.
 * Codes are those of http://hl7.org/fhir/issue-type.
 */
public final class OperationOutcomes {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> TRANSIENT =
      Set.of(
          "transient", "lock-error", "no-store", "exception", "timeout", "incomplete", "throttled");

  private OperationOutcomes() {}

  /** The codes of the issues in {@code body}; empty where it is no OperationOutcome. */
  public static List<String> codes(String body) {
    List<String> codes = new ArrayList<>();
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node != null && "OperationOutcome".equals(node.path("resourceType").asText())) {
        node.path("issue").forEach(issue -> codes.add(code(issue.path("code").asText())));
      }
      return codes;
    } catch (JsonProcessingException e) {
      // Many proxies answer in HTML: that is no OperationOutcome either.
      return List.of();
    }
  }

  /** Whether there are issues and all are of the family that passes by itself. */
  static boolean isTransient(String body) {
    List<String> codes = codes(body);
    return !codes.isEmpty() && TRANSIENT.containsAll(codes);
  }

  private static String code(String code) {
    return code.matches("[a-z-]{1,40}") ? code : "unknown";
  }
}
