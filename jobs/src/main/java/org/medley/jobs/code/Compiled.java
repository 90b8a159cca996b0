package org.medley.jobs.code;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * One compiled class, or one resource that lies beside classes.
 *
 * @param digest SHA-256 of what it does: for a class its file without debug information, so that
 *     line numbers and names of local variables do not count
 * @param references names of the Medley classes and resources that it mentions, itself left out
 */
record Compiled(String digest, SortedSet<String> references) {
  private static final String OURS = "org/medley/";

  static Compiled ofClass(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter plain = new ClassWriter(0);
    SortedSet<String> references = new TreeSet<>();
    reader.accept(
        new ClassRemapper(plain, new ReferenceCollector(references)), ClassReader.SKIP_DEBUG);
    references.remove(name(reader.getClassName()));
    return new Compiled(sha256(plain.toByteArray()), references);
  }

  static Compiled ofResource(byte[] content) {
    return new Compiled(sha256(content), new TreeSet<>());
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String name(String internalName) {
    return internalName.replace('/', '.');
  }

  /** Renames nothing, but sees every class name: in instructions, signatures and annotations. */
  private static final class ReferenceCollector extends Remapper {
    private final SortedSet<String> references;

    ReferenceCollector(SortedSet<String> references) {
      this.references = references;
    }

    @Override
    public String map(String internalName) {
      if (internalName.startsWith(OURS)) {
        references.add(name(internalName));
      }
      return internalName;
    }
  }
}
