package io.argen.clip;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Whether a file ends before its container does. FFmpeg notices a cut MP4 or AVI by itself;
 * Matroska and GIF it reads to the cut as if that were the end.
 */
final class ContainerEnd {
  private static final int EBML = 0x1A45DFA3;
  private static final int SEGMENT = 0x18538067;
  private static final int GIF = 0x47494638;
  private static final int GIF_HEAD_BYTES = 13;
  private static final int GIF_IMAGE_BYTES = 9;

  private ContainerEnd() {}

  /** True only if the container's own lengths show it. */
  static boolean isMissing(Path path) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      return switch (file.readInt()) {
        case EBML -> matroskaIsCut(file);
        case GIF -> gifIsCut(file);
        default -> false;
      };
    } catch (IOException e) {
      // Reading past the end is the cut itself.
      return true;
    }
  }

  /** The file is a head and one segment of stated length (RFC 8794). */
  private static boolean matroskaIsCut(RandomAccessFile file) throws IOException {
    long headBytes = variableLength(file);
    file.seek(file.getFilePointer() + headBytes);
    if (file.readInt() != SEGMENT) {
      return false;
    }
    long segmentBytes = variableLength(file);
    return segmentBytes >= 0 && file.getFilePointer() + segmentBytes > file.length();
  }

  /** An EBML length: leading zeros of the first byte count further bytes; all ones mean unknown. */
  private static long variableLength(RandomAccessFile file) throws IOException {
    int first = file.readUnsignedByte();
    int further = Integer.numberOfLeadingZeros(first) - 24;
    long value = first & (0x7F >> further);
    boolean allOnes = value == (0x7F >> further);
    for (int i = 0; i < further; i++) {
      int next = file.readUnsignedByte();
      allOnes &= next == 0xFF;
      value = value << 8 | next;
    }
    return allOnes ? -1 : value;
  }

  /** Walks the blocks; the end is missing if the file ends inside one (GIF89a, appendix A). */
  private static boolean gifIsCut(RandomAccessFile file) throws IOException {
    file.seek(10);
    int flags = file.readUnsignedByte();
    file.seek(GIF_HEAD_BYTES + colourTableBytes(flags));
    while (file.getFilePointer() < file.length()) {
      switch (file.readUnsignedByte()) {
        case 0x21 -> {
          file.readUnsignedByte();
          skipBlocks(file);
        }
        case 0x2C -> {
          file.seek(file.getFilePointer() + GIF_IMAGE_BYTES - 1);
          int imageFlags = file.readUnsignedByte();
          file.seek(file.getFilePointer() + colourTableBytes(imageFlags) + 1);
          skipBlocks(file);
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  private static int colourTableBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private static void skipBlocks(RandomAccessFile file) throws IOException {
    for (int size = file.readUnsignedByte(); size > 0; size = file.readUnsignedByte()) {
      file.seek(file.getFilePointer() + size);
    }
  }
}
