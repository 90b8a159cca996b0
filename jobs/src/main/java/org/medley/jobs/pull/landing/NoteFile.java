package org.medley.jobs.pull.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What a pull must remember across a kill, as one JSON file that is replaced at once and is for its
 * owner's eyes.
 *
 * @param <T> a record
 */
public final class NoteFile<T> {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Landing landing;
  private final String name;
  private final Class<T> type;

  /** The note {@code name} in the work folder of {@code landing}. */
  public NoteFile(Landing landing, String name, Class<T> type) {
    this.landing = landing;
    this.name = name;
    this.type = type;
  }

  /** What was noted; empty where nothing was, or what cannot be read any more. */
  public Optional<T> read() {
    Path file = landing.work().resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(MAPPER.readValue(Files.readAllBytes(file), type))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      // Of another version of Medley: the work is then done anew.
      return Optional.empty();
    } catch (IOException e) {
      throw landing.cannotWrite(e);
    }
  }

  /** Notes {@code value} in place of what was noted; on the disk when this returns. */
  public void write(T value) {
    Path file = landing.work().resolve(name);
    Path unfinished = landing.work().resolve(name + ".unfinished");
    try {
      Files.deleteIfExists(unfinished);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            unfinished,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(unfinished);
      }
      try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        for (ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(value));
            bytes.hasRemaining(); ) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw landing.cannotWrite(e);
    }
  }

  /** Forgets what was noted. */
  public void clear() {
    try {
      Files.deleteIfExists(landing.work().resolve(name));
    } catch (IOException e) {
      throw landing.cannotWrite(e);
    }
  }
}
