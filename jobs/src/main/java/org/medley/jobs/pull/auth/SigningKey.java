package org.medley.jobs.pull.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * The private key that signs assertions.
 *
 * @param algorithm RS384 for an RSA key, ES384 for one on P-384
 * @param id the {@code kid} to send
 * @param signer signs with it
 */
record SigningKey(JWSAlgorithm algorithm, String id, JWSSigner signer) {
  private static final int SHORTEST_RSA = 2048;

  /**
   * The key that {@code settings} name.
   *
   * @throws MedleyException with exit code 78 if it cannot be read or does not fit
   */
  static SigningKey read(AuthSettings settings) {
    Path file = settings.keyFile();
    try {
      String text = Files.readString(file).strip();
      SigningKey key =
          text.startsWith("{") ? ofJson(text, settings) : Pem.key(text, file, keyId(settings));
      settings
          .algorithm()
          .filter(wanted -> !wanted.equals(key.algorithm.getName()))
          .ifPresent(
              wanted -> {
                throw unfit(file, "is for " + key.algorithm + ", not " + wanted);
              });
      return key;
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "the key file " + file + " cannot be read",
          "correct auth.key-file, or the permissions of that file",
          e);
    } catch (ParseException | JOSEException e) {
      throw unfit(file, "holds no private key that can be used");
    }
  }

  private static SigningKey ofJson(String text, AuthSettings settings)
      throws ParseException, JOSEException {
    List<JWK> keys =
        text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
    List<JWK> fitting =
        keys.stream()
            .filter(JWK::isPrivate)
            .filter(
                key -> settings.keyId().isEmpty() || settings.keyId().get().equals(key.getKeyID()))
            .toList();
    if (fitting.size() != 1) {
      throw unfit(
          settings.keyFile(), "holds " + fitting.size() + " private keys that auth.key-id allows");
    }
    JWK key = fitting.get(0);
    String id = Optional.ofNullable(key.getKeyID()).orElseGet(() -> keyId(settings));
    if (key instanceof RSAKey rsa) {
      return of(rsa, id, settings.keyFile());
    }
    if (key instanceof ECKey ec) {
      return of(ec, id, settings.keyFile());
    }
    throw unfit(settings.keyFile(), "holds a key of another kind than RSA and EC");
  }

  /** An RSA key of at least 2048 bits. */
  static SigningKey of(RSAKey key, String id, Path file) throws JOSEException {
    if (key.size() < SHORTEST_RSA) {
      throw unfit(file, "holds an RSA key of less than " + SHORTEST_RSA + " bits");
    }
    return new SigningKey(JWSAlgorithm.RS384, id, new RSASSASigner(key));
  }

  /** A key on the curve P-384. */
  static SigningKey of(ECKey key, String id, Path file) throws JOSEException {
    if (!Curve.P_384.equals(key.getCurve())) {
      throw unfit(file, "holds a key on another curve than P-384");
    }
    return new SigningKey(JWSAlgorithm.ES384, id, new ECDSASigner(key));
  }

  /** What is wrong with the key in {@code file}; never what it holds. */
  static MedleyException unfit(Path file, String what) {
    return new MedleyException(
        ExitCode.CONFIGURATION,
        "the key file " + file + " " + what,
        "give a JWK or a PKCS #8 PEM file with an RSA key (2048 bits or more) or one on P-384");
  }

  private static String keyId(AuthSettings settings) {
    return settings
        .keyId()
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.CONFIGURATION,
                    "the key file " + settings.keyFile() + " does not say the key's id",
                    "write auth.key-id as it was registered at the server"));
  }
}
