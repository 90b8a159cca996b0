package org.medley.jobs.source.vcf.annotation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of INFO. */
final class Values {
  private static final Pattern ENCODED = Pattern.compile("%(3A|3B|3D|25|2C|0D|0A|09)");
  private static final Pattern SHARE = Pattern.compile("\\d*\\.?\\d+(?:[eE]-?\\d{1,3})?|1\\.");

  private Values() {}

  /** What {@code info} states for {@code key}; null: nothing. */
  static String of(String info, String key) {
    int at = 0;
    while (at < info.length()) {
      int semicolon = info.indexOf(';', at);
      int end = semicolon < 0 ? info.length() : semicolon;
      int equals = at + key.length();
      if (equals < end && info.charAt(equals) == '=' && info.startsWith(key, at)) {
        String value = info.substring(equals + 1, end);
        return value.equals(".") || value.isEmpty() ? null : value;
      }
      at = end + 1;
    }
    return null;
  }

  /**
   * The text that {@code value} encodes (VCF 4.3, section 1.2; VEP encodes so in every version of
   * the format); null where it is empty.
   */
  static String decoded(String value) {
    if (value.isEmpty() || value.equals(".")) {
      return null;
    }
    if (value.indexOf('%') < 0) {
      return value;
    }
    Matcher encoded = ENCODED.matcher(value);
    return encoded.replaceAll(
        found ->
            Matcher.quoteReplacement(
                Character.toString((char) Integer.parseInt(found.group(1), 16))));
  }

  /**
   * The highest of the shares that {@code value} states, parted by ampersands; null: none. Some
   * releases of VEP put the allele before it, and those of another than {@code allele} do not
   * count.
   *
   * @throws NumberFormatException if one is no number from 0 to 1
   */
  static Double share(String value, String allele) {
    Double highest = null;
    for (String part : value.split("&")) {
      int colon = part.indexOf(':');
      String share = part.substring(colon + 1);
      boolean other = colon >= 0 && !part.substring(0, colon).equals(allele);
      if (other || share.isEmpty() || share.equals(".")) {
        continue;
      }
      if (!SHARE.matcher(share).matches() || Double.parseDouble(share) > 1) {
        throw new NumberFormatException("no share");
      }
      highest = higher(highest, Double.parseDouble(share));
    }
    return highest;
  }

  /** The higher of two, either of which may be null. */
  static Double higher(Double one, Double other) {
    return one == null ? other : other == null ? one : Double.valueOf(Math.max(one, other));
  }
}
