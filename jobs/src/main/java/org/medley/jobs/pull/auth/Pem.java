package org.medley.jobs.pull.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in PEM (RFC 7468), PKCS #8, not encrypted. */
final class Pem {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final int SHORTEST_RSA = 2048;

  private Pem() {}

  /** The key that {@code text}, the content of {@code file}, holds. */
  static SigningKey key(String text, Path file, String id) throws JOSEException {
    Matcher found = PRIVATE_KEY.matcher(text);
    if (!found.find()) {
      throw SigningKey.unfit(
          file, "holds no block 'PRIVATE KEY' (openssl pkcs8 -topk8 -nocrypt makes one)");
    }
    try {
      PKCS8EncodedKeySpec coded =
          new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
      try {
        return rsa((RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(coded), file, id);
      } catch (InvalidKeySpecException e) {
        return ec((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(coded), file, id);
      }
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw SigningKey.unfit(file, "holds a key of another kind than RSA and EC");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA and EC", e);
    }
  }

  private static SigningKey rsa(RSAPrivateKey key, Path file, String id) {
    if (key.getModulus().bitLength() < SHORTEST_RSA) {
      throw SigningKey.unfit(file, "holds an RSA key of less than " + SHORTEST_RSA + " bits");
    }
    return new SigningKey(JWSAlgorithm.RS384, id, new RSASSASigner(key));
  }

  private static SigningKey ec(ECPrivateKey key, Path file, String id) throws JOSEException {
    if (!Curve.P_384.equals(Curve.forECParameterSpec(key.getParams()))) {
      throw SigningKey.unfit(file, "holds a key on another curve than P-384");
    }
    return new SigningKey(JWSAlgorithm.ES384, id, new ECDSASigner(key));
  }
}
