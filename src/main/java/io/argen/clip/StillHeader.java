package io.argen.clip;

import io.argen.run.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a picture file says of itself before it is decoded: its format, its size, and whether its
 * end is there. Decoders fill what is missing with grey, so a cut file must be caught here.
 *
 * @param width stored pixels, before any EXIF rotation; 0 if the format does not say simply
 * @param height stored pixels
 */
record StillHeader(Format format, int width, int height, boolean mayHaveAlpha) {
  private static final int TRNS = 0x74524E53;
  private static final int IEND = 0x49454E44;
  private static final int JPEG_SOI = 0xFFD8;
  private static final int JPEG_SOS = 0xDA;
  private static final int JPEG_EOI = 0xD9;

  /** The picture formats read. */
  enum Format {
    JPEG,
    PNG,
    WEBP,
    BMP,
    TIFF
  }

  /** The format by the first bytes, or null if they are of no picture known. */
  static @Nullable Format formatOf(byte[] head) {
    if (head.length < 12) {
      return null;
    }
    ByteBuffer data = ByteBuffer.wrap(head);
    if ((data.getShort(0) & 0xFFFF) == JPEG_SOI) {
      return Format.JPEG;
    }
    if (data.getLong(0) == 0x89504E470D0A1A0AL) {
      return Format.PNG;
    }
    if (data.getInt(0) == 0x52494646 && data.getInt(8) == 0x57454250) {
      return Format.WEBP;
    }
    if (data.getInt(0) == 0x49492A00 || data.getInt(0) == 0x4D4D002A) {
      return Format.TIFF;
    }
    return head[0] == 'B' && head[1] == 'M' ? Format.BMP : null;
  }

  /**
   * Reads the header.
   *
   * @throws InputException if it is no picture known, or its end is missing
   */
  static StillHeader read(Path path, byte[] bytes) {
    Format format = formatOf(bytes);
    if (format == null) {
      throw new InputException(
          path,
          "is not a JPEG, PNG, WebP, BMP or TIFF picture",
          "convert it to PNG or JPEG, or remove it");
    }
    try {
      return switch (format) {
        case JPEG -> jpeg(path, bytes);
        case PNG -> png(path, bytes);
        case WEBP -> webp(path, bytes);
        case BMP -> bmp(path, bytes);
        case TIFF -> new StillHeader(Format.TIFF, 0, 0, true);
      };
    } catch (IndexOutOfBoundsException e) {
      throw cut(path, e);
    }
  }

  private static StillHeader jpeg(Path path, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    int width = 0;
    int height = 0;
    int at = 2;
    while (true) {
      int marker = data.getShort(at) & 0xFFFF;
      if (marker >>> 8 != 0xFF) {
        throw new InputException(path, "is a damaged JPEG", "fetch or save it again");
      }
      if (marker == 0xFFFF) {
        at++; // fill byte
        continue;
      }
      int kind = marker & 0xFF;
      boolean frame = kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
      if (frame) {
        height = data.getShort(at + 5) & 0xFFFF;
        width = data.getShort(at + 7) & 0xFFFF;
      }
      at += 2 + (data.getShort(at + 2) & 0xFFFF);
      if (kind == JPEG_SOS) {
        break;
      }
    }
    for (int i = bytes.length - 2; i >= at; i--) {
      if ((bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) == JPEG_EOI) {
        return new StillHeader(Format.JPEG, width, height, false);
      }
    }
    throw cut(path, null);
  }

  private static StillHeader png(Path path, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    int colourType = bytes[25];
    boolean alpha = (colourType & 4) != 0;
    int at = 8;
    while (true) {
      int length = data.getInt(at);
      int type = data.getInt(at + 4);
      alpha |= type == TRNS; // one colour is transparent
      if (length < 0 || at + 12L + length > bytes.length) {
        throw cut(path, null);
      }
      CRC32 check = new CRC32();
      check.update(bytes, at + 4, length + 4);
      if ((int) check.getValue() != data.getInt(at + 8 + length)) {
        throw new InputException(path, "is a damaged PNG", "fetch or save it again");
      }
      if (type == IEND) {
        return new StillHeader(Format.PNG, data.getInt(16), data.getInt(20), alpha);
      }
      at += 12 + length;
    }
  }

  private static StillHeader webp(Path path, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if ((data.getInt(4) & 0xFFFFFFFFL) + 8 > bytes.length) {
      throw cut(path, null);
    }
    return switch (bytes[15]) {
      case 'X' ->
          new StillHeader(
              Format.WEBP,
              1 + (data.getInt(24) & 0xFFFFFF),
              1 + (data.getInt(26) >>> 8),
              (bytes[20] & 0x10) != 0);
      case 'L' -> {
        int bits = data.getInt(21);
        yield new StillHeader(
            Format.WEBP, 1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF), (bits >>> 28 & 1) != 0);
      }
      default ->
          new StillHeader(
              Format.WEBP, data.getShort(26) & 0x3FFF, data.getShort(28) & 0x3FFF, false);
    };
  }

  private static StillHeader bmp(Path path, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int offset = data.getInt(10);
    if (data.getInt(14) < 40) {
      return new StillHeader(Format.BMP, 0, 0, false);
    }
    long width = data.getInt(18);
    long height = Math.abs((long) data.getInt(22));
    int bitsPerPixel = data.getShort(28) & 0xFFFF;
    boolean uncompressed = data.getInt(30) == 0;
    long rowBytes = (width * bitsPerPixel + 31) / 32 * 4;
    if (uncompressed && offset + rowBytes * height > bytes.length) {
      throw cut(path, null);
    }
    return new StillHeader(
        Format.BMP, (int) Math.min(width, Integer.MAX_VALUE), (int) height, false);
  }

  private static InputException cut(Path path, @Nullable Throwable cause) {
    return new InputException(path, "is cut off: its end is missing", "fetch it again", cause);
  }
}
