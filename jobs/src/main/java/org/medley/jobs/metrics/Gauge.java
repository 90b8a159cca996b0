package org.medley.jobs.metrics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One metric: a figure that may go up and down, once or by labels. */
public final class Gauge {
  private final String name;
  private final String help;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * A gauge without a value yet.
   *
   * @param name in {@code snake_case}; the unit, such as {@code seconds}, stands last
   * @param help what it is, in words
   */
  public Gauge(String name, String help) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("not a name of a metric: " + name);
    }
    this.name = name;
    this.help = help;
  }

  private record Sample(Map<String, String> labels, double value) {}

  /** Adds its value, a finite number. */
  public Gauge set(double value) {
    samples.add(new Sample(Map.of(), value));
    return this;
  }

  /** Adds its value under one label. */
  public Gauge set(String label, String of, double value) {
    return set(Map.of(label, of), value);
  }

  /** Adds its value under labels. */
  public Gauge set(Map<String, String> labels, double value) {
    samples.add(new Sample(new TreeMap<>(labels), value));
    return this;
  }

  /** Its lines; none if it has no value. */
  List<String> lines() {
    if (samples.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("# TYPE " + name + " gauge");
    lines.add("# HELP " + name + " " + escaped(help));
    for (Sample sample : samples) {
      List<String> pairs = new ArrayList<>();
      sample.labels().forEach((label, of) -> pairs.add(label + "=\"" + escaped(of) + "\""));
      String labels = pairs.isEmpty() ? "" : "{" + String.join(",", pairs) + "}";
      lines.add(name + labels + " " + number(sample.value()));
    }
    return lines;
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
