package org.medley.jobs.source;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.unhex;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** HMAC-SHA-256 (RFC 2104) of texts, in built-in functions. */
final class Hmac {
  private static final int BLOCK = 64;
  private static final BigDecimal RANGE = BigDecimal.valueOf(2).pow(63);

  private Hmac() {}

  /** The first 8 bytes of the code of {@code text} in UTF-8, without their highest bit. */
  static Column bits63(byte[] key, Column text) {
    Column inner = sha2(concat(lit(padded(key, 0x36)), text.cast(DataTypes.BinaryType)), 256);
    Column outer = sha2(concat(lit(padded(key, 0x5c)), unhex(inner)), 256);
    Column first = conv(substring(outer, 1, 16), 16, 10).cast(DataTypes.createDecimalType(20, 0));
    return pmod(first, lit(RANGE).cast(DataTypes.createDecimalType(20, 0)))
        .cast(DataTypes.LongType);
  }

  private static byte[] padded(byte[] key, int pad) {
    byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256(key) : key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= (byte) pad;
    }
    return block;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
