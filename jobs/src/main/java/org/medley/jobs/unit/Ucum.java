package org.medley.jobs.unit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/**
 * Conversions between UCUM units, worked out once per pair of units and JVM. What would need a
 * guess is refused: equivalents without a valence, amounts and masses without a molar mass, and
 * bare annotations such as {@code {score}}, which UCUM takes for the number one, to percent.
 */
final class Ucum {
  private static final int PRECISION = 30;
  private static final int REMEMBERED = 10_000;
  private static final MathContext CONTEXT = MathContext.DECIMAL128;
  private static final Pattern ANNOTATION = Pattern.compile("\\{[^{}]*}");
  private static final Pattern EQUIVALENTS =
      Pattern.compile("(?<![A-Za-z\\[])[munp]?eq(?![A-Za-z])");
  private static final Pattern MOLES = Pattern.compile("(?<![A-Za-z\\[_])[munpf]?mol(?![A-Za-z])");

  private static final BigDecimal FIVE_NINTHS =
      BigDecimal.valueOf(5).divide(BigDecimal.valueOf(9), CONTEXT);

  /** To kelvin: UCUM defines these by functions, which the library does not convert. */
  private static final Map<String, Conversion> TO_KELVIN =
      Map.of(
          "K", Conversion.IDENTITY,
          "Cel", new Conversion(BigDecimal.ONE, new BigDecimal("273.15")),
          "[degF]", new Conversion(FIVE_NINTHS, new BigDecimal("459.67").multiply(FIVE_NINTHS)));

  private static final UcumEssenceService SERVICE = service();
  private static final Map<Canonical.Key, Optional<Conversion>> KNOWN = new ConcurrentHashMap<>();

  private Ucum() {}

  /** How to get from the stated to the canonical unit of {@code key}; empty: there is no way. */
  static Optional<Conversion> conversion(Canonical.Key key) {
    Optional<Conversion> known = KNOWN.get(key);
    if (known == null) {
      known = reckon(key);
      if (KNOWN.size() < REMEMBERED) {
        KNOWN.put(key, known);
      }
    }
    return known;
  }

  /** Whether {@code unit} is a UCUM unit. */
  static boolean isUnit(String unit) {
    synchronized (SERVICE) {
      return !unit.isBlank() && SERVICE.validate(unit) == null;
    }
  }

  private static Optional<Conversion> reckon(Canonical.Key key) {
    if (key.special() != null) {
      return Optional.of(key.special());
    }
    if (key.source().equals(key.unit())) {
      return Optional.of(Conversion.IDENTITY);
    }
    Conversion from = TO_KELVIN.get(key.source());
    Conversion to = TO_KELVIN.get(key.unit());
    if (from != null && to != null) {
      return Optional.of(
          new Conversion(
              from.factor().divide(to.factor(), CONTEXT),
              from.offset().subtract(to.offset()).divide(to.factor(), CONTEXT)));
    }
    boolean equivalents = has(EQUIVALENTS, key.source()) != has(EQUIVALENTS, key.unit());
    if (bare(key.source()) != bare(key.unit()) || (equivalents && key.valence() == null)) {
      return Optional.empty();
    }
    Optional<BigDecimal> factor = substance(key);
    return factor.map(each -> equivalents ? perValence(key, each) : each).map(Conversion::scale);
  }

  /** Mass to amount is by the molar mass; UCUM itself counts a mole as a mere number. */
  private static Optional<BigDecimal> substance(Canonical.Key key) {
    boolean from = isAmount(key.source());
    boolean to = isAmount(key.unit());
    if (from == to) {
      return factor(key.source(), key.unit());
    }
    if (key.molarMass() == null) {
      return Optional.empty();
    }
    return to
        ? factor(key.source() + ".mol/g", key.unit())
            .map(each -> each.divide(key.molarMass(), CONTEXT))
        : factor(key.source() + ".g/mol", key.unit()).map(each -> each.multiply(key.molarMass()));
  }

  private static BigDecimal perValence(Canonical.Key key, BigDecimal factor) {
    return has(EQUIVALENTS, key.source())
        ? factor.divide(key.valence(), CONTEXT)
        : factor.multiply(key.valence());
  }

  private static boolean isAmount(String unit) {
    return has(MOLES, unit) || has(EQUIVALENTS, unit);
  }

  private static boolean has(Pattern pattern, String unit) {
    return pattern.matcher(ANNOTATION.matcher(unit).replaceAll("")).find();
  }

  private static boolean bare(String unit) {
    return ANNOTATION.matcher(unit).replaceAll("").isEmpty();
  }

  private static Optional<BigDecimal> factor(String from, String to) {
    synchronized (SERVICE) {
      try {
        Decimal one = new Decimal("1", PRECISION);
        return Optional.of(new BigDecimal(SERVICE.convert(one, from, to).asDecimal()));
      } catch (UcumException e) {
        // The library says in no other way that a text is no unit or that dimensions differ.
        return Optional.empty();
      }
    }
  }

  private static UcumEssenceService service() {
    try (InputStream definitions =
        UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
      return new UcumEssenceService(definitions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UcumException e) {
      throw new IllegalStateException("the definitions of UCUM cannot be read", e);
    }
  }
}
