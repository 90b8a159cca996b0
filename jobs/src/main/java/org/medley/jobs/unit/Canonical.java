package org.medley.jobs.unit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * The canonical unit of a code, and what else is known of its substance.
 *
 * @param unit UCUM code
 * @param molarMass grams per mole; null: amounts and masses are not converted into each other
 * @param valence equivalents per mole; null: equivalents are not converted
 * @param special conversions from units, by UCUM code, that go before those of UCUM
 */
record Canonical(
    String unit, BigDecimal molarMass, BigDecimal valence, Map<String, Conversion> special)
    implements Serializable {

  /** Everything in it, as one text. */
  String settings() {
    return "%s %s %s %s".formatted(unit, molarMass, valence, new TreeMap<>(special));
  }

  /** What of a code decides a conversion; small and serialisable. */
  Key from(String source) {
    return new Key(source, unit, molarMass, valence, special.get(source));
  }

  /**
   * A unit, the canonical one, and what may lead from one to the other; null where not known.
   *
   * @param source UCUM code of the stated unit
   * @param unit UCUM code of the canonical unit
   * @param molarMass grams per mole
   * @param valence equivalents per mole
   * @param special the conversion that the table of units gives
   */
  record Key(
      String source, String unit, BigDecimal molarMass, BigDecimal valence, Conversion special)
      implements Serializable {}
}
