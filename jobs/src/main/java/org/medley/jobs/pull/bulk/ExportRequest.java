package org.medley.jobs.pull.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an export is asked for.
 *
 * @param address where it begins
 * @param purpose why
 * @param types resource types; empty: all
 * @param since transaction time of the export before, as the server wrote it
 * @param elements elements wanted of each resource; empty: all
 * @param patients ids of the patients wanted; empty: all of the level
 */
record ExportRequest(
    URI address,
    Purpose purpose,
    List<String> types,
    Optional<String> since,
    List<String> elements,
    List<String> patients) {

  /**
   * As Parameters; lists are repeated parameters, since STU 4 forbids commas. Without any parameter
   * the list itself is left out: FHIR's JSON knows no empty one.
   */
  String parameters() {
    ObjectNode parameters = new ObjectMapper().createObjectNode();
    parameters.put("resourceType", "Parameters");
    ArrayNode all = parameters.putArray("parameter");
    since.ifPresent(time -> all.addObject().put("name", "_since").put("valueInstant", time));
    types.forEach(type -> all.addObject().put("name", "_type").put("valueString", type));
    elements.forEach(path -> all.addObject().put("name", "_elements").put("valueString", path));
    patients.forEach(
        id ->
            all.addObject()
                .put("name", "patient")
                .putObject("valueReference")
                .put("reference", "Patient/" + id));
    if (all.isEmpty()) {
      parameters.remove("parameter");
    }
    return parameters.toString();
  }

  /** As an address to GET; patients cannot be named in it. */
  URI query() {
    List<String> parts = new ArrayList<>();
    since.ifPresent(time -> parts.add("_since=" + coded(time)));
    if (!types.isEmpty()) {
      parts.add("_type=" + coded(String.join(",", types)));
    }
    if (!elements.isEmpty()) {
      parts.add("_elements=" + coded(String.join(",", elements)));
    }
    return parts.isEmpty() ? address : URI.create(address + "?" + String.join("&", parts));
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
