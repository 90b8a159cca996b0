package org.medley.features.comorbidity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The indices that Medley knows, from the data files beside this class.
 *
 * <p>Codes: Quan et al. 2005, doi:10.1097/01.mlr.0000182534.19832.83, for Charlson and Elixhauser
 * in ICD-9-CM and ICD-10, as the packages comorbidipy (MIT, its licence lies beside the data) and R
 * comorbidity 1.1 state them. Weights: Charlson et al. 1987, doi:10.1016/0021-9681(87)90171-8; Quan
 * et al. 2011, doi:10.1093/aje/kwq433 (4 for AIDS or HIV as in the paper and in R; comorbidipy has
 * 2); van Walraven et al. 2009, doi:10.1097/MLR.0b013e31819432e5; Sharma et al. 2021 (Swiss),
 * doi:10.1186/s12913-020-05999-5.
 */
public final class ComorbidityIndices {
  private static final List<ComorbidityIndex> ALL = load();
  private static final Map<String, String> SYSTEMS = systems(lines("systems.csv"));

  private ComorbidityIndices() {}

  /** Returns all indices. */
  public static List<ComorbidityIndex> all() {
    return ALL;
  }

  /**
   * Returns {@code 9} (ICD-9-CM) or {@code 10} (ICD-10 and its national modifications) by the
   * system of a code, which is what stands before its last {@code //}.
   */
  public static Map<String, String> icdBySystem() {
    return SYSTEMS;
  }

  private static List<ComorbidityIndex> load() {
    Map<List<String>, Map<String, List<String>>> codes = new LinkedHashMap<>();
    for (String[] cells : lines("codes.csv")) {
      codes
          .computeIfAbsent(List.of(cells[0], cells[1]), key -> new LinkedHashMap<>())
          .put(cells[2], List.of(cells[3].split(" ")));
    }
    Map<String, List<ComorbidityCategory>> categories = new LinkedHashMap<>();
    for (String[] cells : lines("categories.csv")) {
      categories
          .computeIfAbsent(cells[0], index -> new ArrayList<>())
          .add(
              new ComorbidityCategory(
                  cells[1],
                  cells[2],
                  Optional.of(cells[3]).filter(graver -> !graver.isEmpty()),
                  weights(cells[4]),
                  codes.get(List.of(cells[0], cells[1]))));
    }
    return categories.entrySet().stream()
        .map(index -> new ComorbidityIndex(index.getKey(), index.getValue()))
        .toList();
  }

  private static Map<String, Integer> weights(String cell) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (String weight : cell.split(" ")) {
      String[] parts = weight.split("=");
      weights.put(parts[0], Integer.valueOf(parts[1]));
    }
    return weights;
  }

  private static Map<String, String> systems(List<String[]> lines) {
    Map<String, String> systems = new LinkedHashMap<>();
    lines.forEach(cells -> systems.put(cells[0], cells[1]));
    return Map.copyOf(systems);
  }

  /** The lines below the header. */
  private static List<String[]> lines(String file) {
    try (InputStream in = ComorbidityIndices.class.getResourceAsStream(file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The data of comorbidity indices cannot be read.", e);
    }
  }
}
