package org.medley.jobs.view.path;

import java.util.List;

/** A FHIRPath expression as a tree. */
public sealed interface PathNode {
  /** A literal: its FHIR type and its text. */
  record Literal(String type, String text) implements PathNode {}

  /** {@code {}}, nothing. */
  record Empty() implements PathNode {}

  /** {@code %name}, or {@code $index} by that name. */
  record Constant(String name) implements PathNode {}

  /** {@code source is type} or {@code source as type}. */
  record OfType(String operator, PathNode source, PathNode type) implements PathNode {}

  /** {@code $this}. */
  record This() implements PathNode {}

  /** An element of {@code source}; without a source, of the focus. */
  record Member(PathNode source, String name) implements PathNode {}

  /** A function of {@code source}; without a source, of the focus. */
  record Call(PathNode source, String name, List<PathNode> arguments) implements PathNode {}

  /** {@code source[index]}, from 0. */
  record Index(PathNode source, PathNode index) implements PathNode {}

  /** {@code left operator right}. */
  record Binary(String operator, PathNode left, PathNode right) implements PathNode {}

  /** {@code -operand}. */
  record Negative(PathNode operand) implements PathNode {}
}
