package io.argen.clip;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Single pictures: read upright as 8-bit RGB, written as PNG or JPEG. Bytes pass through Java, so
 * any path that Java can name works.
 */
public final class Stills {
  /** The largest picture taken, in pixels. */
  public static final long MAX_PIXELS = 100_000_000L;

  /** What shows through transparent pixels. */
  private static final int MID_GREY = 128;

  private static final long MAX_FILE_BYTES = 1L << 30;
  private static final double FROM_16_BIT = 1 / 257.0;
  private static final int FAST_PNG = 3;

  /** Named in messages only. */
  private static final Path MEMORY = Path.of("(a picture in memory)");

  private Stills() {}

  /**
   * Reads a JPEG, PNG, WebP, BMP or TIFF: EXIF orientation is honoured, transparency is laid over
   * mid grey, grey and 16-bit pictures become 8-bit RGB.
   *
   * @throws InputException naming the file and the cure if it is missing, empty, cut off, no
   *     picture, or larger than {@link #MAX_PIXELS}
   */
  public static Image read(Path path) {
    return read(path, FileSignature.readAll(path, MAX_FILE_BYTES));
  }

  /** The picture that such bytes of ours are. */
  public static Image decode(byte[] bytes) {
    return read(MEMORY, bytes);
  }

  private static Image read(Path path, byte[] bytes) {
    StillHeader header = StillHeader.read(path, bytes);
    requireSize(path, header.width(), header.height());
    int flags = header.mayHaveAlpha() ? IMREAD_UNCHANGED : IMREAD_COLOR_RGB | IMREAD_ANYDEPTH;
    try (Mat data = new Mat(1, bytes.length, CV_8UC1)) {
      data.data().put(bytes);
      Image image = decode(path, data, flags);
      // A format that may carry alpha but does not is read again in the way that turns it upright.
      return image != null ? image : orBroken(path, decode(path, data, IMREAD_COLOR_RGB));
    }
  }

  /** The decoded picture, or null if it has no alpha although it was asked for as it is. */
  private static @Nullable Image decode(Path path, Mat data, int flags) {
    try (Mat decoded = imdecode(data, flags);
        Mat converted = new Mat()) {
      if (decoded.empty()) {
        throw broken(path);
      }
      requireSize(path, decoded.cols(), decoded.rows());
      if (flags == IMREAD_UNCHANGED && decoded.channels() != 4) {
        return null;
      }
      if (decoded.depth() != CV_8U && decoded.depth() != CV_16U) {
        throw new InputException(
            path, "has neither 8 nor 16 bits a channel", "convert it to an 8-bit PNG or JPEG");
      }
      Mat eightBit = decoded;
      if (decoded.depth() == CV_16U) {
        decoded.convertTo(converted, CV_8U, FROM_16_BIT, 0);
        eightBit = converted;
      }
      byte[] pixels = new byte[(int) (eightBit.total() * eightBit.channels())];
      eightBit.data().get(pixels);
      byte[] rgb = eightBit.channels() == 4 ? overGrey(pixels) : pixels;
      return new Image(eightBit.cols(), eightBit.rows(), rgb);
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InputException(path, "cannot be decoded", "fetch or save it again", e);
    }
  }

  private static Image orBroken(Path path, @Nullable Image image) {
    if (image == null) {
      throw broken(path);
    }
    return image;
  }

  private static InputException broken(Path path) {
    return new InputException(path, "is a damaged picture", "fetch or save it again");
  }

  /** Blue, green, red, alpha over mid grey. */
  private static byte[] overGrey(byte[] bgra) {
    byte[] rgb = new byte[bgra.length / 4 * 3];
    for (int from = 0, to = 0; from < bgra.length; from += 4, to += 3) {
      for (int c = 0; c < 3; c++) {
        rgb[to + c] = overGrey(bgra[from + 2 - c], bgra[from + 3]);
      }
    }
    return rgb;
  }

  /** One colour value, as seen over mid grey. */
  static byte overGrey(byte colour, byte alpha) {
    int a = alpha & 0xFF;
    return (byte) (((colour & 0xFF) * a + MID_GREY * (255 - a) + 127) / 255);
  }

  /** Refuses what would not fit in memory. */
  static void requireSize(Path path, long width, long height) {
    if (width < 0 || height < 0 || width * height > MAX_PIXELS) {
      throw new InputException(
          path,
          "has " + width + " x " + height + " pixels, more than 100 megapixels",
          "make it smaller");
    }
  }

  /**
   * Writes a PNG; the file is there whole or not at all.
   *
   * @throws ArgenException if it cannot be written
   */
  public static void writePng(Path path, Image image) {
    write(path, png(image));
  }

  /**
   * Writes a JPEG; the file is there whole or not at all.
   *
   * @param quality 1-100
   * @throws ArgenException if it cannot be written
   */
  public static void writeJpeg(Path path, Image image, int quality) {
    write(path, jpeg(image, quality));
  }

  /**
   * The bytes of a JPEG; the same image gives the same bytes.
   *
   * @param quality 1-100
   */
  public static byte[] jpeg(Image image, int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("quality must be from 1 to 100, got " + quality);
    }
    return encode(image, ".jpg", IMWRITE_JPEG_QUALITY, quality);
  }

  /** The bytes of a PNG; the same image gives the same bytes. */
  public static byte[] png(Image image) {
    return encode(image, ".png", IMWRITE_PNG_COMPRESSION, FAST_PNG);
  }

  private static byte[] encode(Image image, String extension, int option, int value) {
    byte[] rgb = image.rgb();
    byte[] bgr = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      bgr[i] = rgb[i + 2];
      bgr[i + 1] = rgb[i + 1];
      bgr[i + 2] = rgb[i];
    }
    try (Mat mat = new Mat(image.height(), image.width(), CV_8UC3);
        IntPointer options = new IntPointer(option, value);
        BytePointer encoded = new BytePointer()) {
      mat.data().put(bgr);
      if (!imencode(extension, mat, encoded, options)) {
        throw new ArgenException("cannot encode a picture as " + extension);
      }
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }

  private static void write(Path path, byte[] bytes) {
    Path temp = AtomicFiles.tempFor(path);
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(
          temp,
          bytes,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      AtomicFiles.moveIntoPlace(temp, path);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(temp);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw AtomicFiles.unwritable(path, e);
    }
  }
}
