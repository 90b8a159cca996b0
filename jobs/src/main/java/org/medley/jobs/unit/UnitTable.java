package org.medley.jobs.unit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Problems;

/**
 * The canonical units of codes, and other spellings of units, as {@code units.csv} and {@code
 * unit-aliases.csv} of the folder of codes say.
 *
 * @param byCode canonical units by {@code SYSTEM//CODE}
 * @param aliases UCUM codes by other spelling
 */
public record UnitTable(Map<String, Canonical> byCode, Map<String, String> aliases)
    implements Serializable {
  /** Columns: code, unit, molar_mass, valence, special, name, source. */
  public static final String UNITS = "units.csv";

  /** Columns: alias, unit, source. */
  public static final String ALIASES = "unit-aliases.csv";

  private static final List<String> UNIT_COLUMNS =
      List.of("code", "unit", "molar_mass", "valence", "special", "name", "source");
  private static final List<String> ALIAS_COLUMNS = List.of("alias", "unit", "source");

  /** Copies the maps. */
  public UnitTable {
    byCode = Map.copyOf(byCode);
    aliases = Map.copyOf(aliases);
  }

  /**
   * Reads both files of {@code folder}; a file that is not there says nothing.
   *
   * @throws MedleyException with exit code 78 that names every wrong line
   */
  public static UnitTable load(Path folder) {
    Problems problems = new Problems();
    Map<String, Canonical> codes = new LinkedHashMap<>();
    CsvRows units = CsvRows.read(folder.resolve(UNITS), UNIT_COLUMNS, problems);
    units.each(
        row -> {
          Optional<Canonical> read = canonical(row);
          read.ifPresent(
              unit ->
                  row.require(codes.put(row.text("code"), unit) == null, "code", "stands twice"));
        });
    Map<String, String> aliases = new HashMap<>();
    CsvRows spellings = CsvRows.read(folder.resolve(ALIASES), ALIAS_COLUMNS, problems);
    spellings.each(
        row -> {
          row.require(Ucum.isUnit(row.text("unit")), "unit", "is not a UCUM unit");
          row.require(
              aliases.put(row.text("alias"), row.text("unit")) == null, "alias", "stands twice");
        });
    problems.throwIfAny();
    return new UnitTable(codes, aliases);
  }

  /** Everything in it, as one text. */
  public String settings() {
    Map<String, String> codes = new TreeMap<>();
    byCode.forEach((code, unit) -> codes.put(code, unit.settings()));
    return codes + " " + new TreeMap<>(aliases);
  }

  /** The canonical unit of {@code code}; null: none. */
  public String unit(String code) {
    Canonical canonical = code == null ? null : byCode.get(code);
    return canonical == null ? null : canonical.unit();
  }

  /** How {@code unit} becomes the canonical unit of {@code code}; empty: there is no way. */
  Optional<Conversion> conversion(String code, String unit) {
    return Optional.ofNullable(byCode.get(code))
        .flatMap(canonical -> Ucum.conversion(canonical.from(spelled(unit))));
  }

  /** The UCUM code that {@code unit} stands for, or {@code unit} itself, without blanks around. */
  private String spelled(String unit) {
    String trimmed = unit.strip();
    return aliases.getOrDefault(trimmed, trimmed);
  }

  private static Optional<Canonical> canonical(CsvRows.Line row) {
    String unit = row.text("unit");
    boolean fine = row.require(row.text("code").contains("//"), "code", "is not SYSTEM//CODE");
    fine &= row.require(Ucum.isUnit(unit), "unit", "is not a UCUM unit");
    BigDecimal mass = row.positive("molar_mass").orElse(null);
    BigDecimal valence = row.positive("valence").orElse(null);
    Map<String, Conversion> special = new LinkedHashMap<>();
    for (String text : row.text("special").split(" ")) {
      if (!text.isEmpty()) {
        fine &= special(row, text, special);
      }
    }
    return fine ? Optional.of(new Canonical(unit, mass, valence, special)) : Optional.empty();
  }

  /** Reads {@code unit=factor} or {@code unit=factor+offset}. */
  private static boolean special(CsvRows.Line row, String text, Map<String, Conversion> special) {
    String[] parts = text.split("=", 2);
    try {
      String[] numbers = parts[parts.length - 1].split("\\+", 2);
      BigDecimal offset = numbers.length < 2 ? BigDecimal.ZERO : new BigDecimal(numbers[1]);
      if (parts.length == 2 && Ucum.isUnit(parts[0])) {
        special.put(parts[0], new Conversion(new BigDecimal(numbers[0]), offset));
        return true;
      }
    } catch (NumberFormatException e) {
      return row.require(false, "special", "has something that is no number");
    }
    return row.require(false, "special", "is not unit=factor or unit=factor+offset");
  }
}
