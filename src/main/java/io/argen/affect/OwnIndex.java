package io.argen.affect;

import io.argen.run.ArgenException;
import io.argen.run.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/**
 * The index of ARGen's own passages, made beforehand so that it opens at once: the files of a
 * Lucene index in {@code affect/index.zip}, with a fingerprint of the passages it was made of.
 */
final class OwnIndex {
  private static final String FINGERPRINT = "fingerprint";

  /** To be changed with how passages are indexed. */
  private static final String MADE_AS = "learned from questions";

  private OwnIndex() {}

  /** The index, if it was made of these passages. */
  static Optional<ByteBuffersDirectory> load(
      Collection<Passage> passages, PassageAnalysis analysis) {
    try (InputStream in = OwnIndex.class.getResourceAsStream("/affect/index.zip")) {
      if (in == null) {
        return Optional.empty();
      }
      ByteBuffersDirectory directory = new ByteBuffersDirectory();
      String made = "";
      ZipInputStream zip = new ZipInputStream(in);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readAllBytes();
        if (entry.getName().equals(FINGERPRINT)) {
          made = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        } else {
          try (IndexOutput out = directory.createOutput(entry.getName(), IOContext.DEFAULT)) {
            out.writeBytes(bytes, bytes.length);
          }
        }
      }
      return made.equals(fingerprint(passages, analysis))
          ? Optional.of(directory)
          : Optional.empty();
    } catch (IOException e) {
      throw new ArgenException("affect/index.zip cannot be read; build again", e);
    }
  }

  /** The bytes of {@code index.zip}. */
  static byte[] zipped(
      ByteBuffersDirectory directory, Collection<Passage> passages, PassageAnalysis analysis)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : directory.listAll()) {
        try (IndexInput in = directory.openInput(name, IOContext.DEFAULT)) {
          byte[] file = new byte[(int) in.length()];
          in.readBytes(file, 0, file.length);
          put(zip, name, file);
        }
      }
      put(
          zip,
          FINGERPRINT,
          fingerprint(passages, analysis).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] file) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(file);
    zip.closeEntry();
  }

  private static String fingerprint(Collection<Passage> passages, PassageAnalysis analysis) {
    StringBuilder all = new StringBuilder(Retriever.NET.file()).append(MADE_AS);
    for (Passage passage : passages) {
      all.append('\n')
          .append(passage.id())
          .append(passage.actionUnits())
          .append(passage.emotions())
          .append(analysis.embedded(passage))
          .append(passage.askedAs());
    }
    return Digests.hex(all.toString());
  }
}
