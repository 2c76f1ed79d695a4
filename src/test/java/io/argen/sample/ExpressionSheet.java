package io.argen.sample;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture of what {@code animate} makes: {@code ExpressionSheet OUT.jpg CLIPS_A_ROW CLIP..}. Of
 * each clip the frame that differs most from its first; a row begins with the first of its clips'.
 */
public final class ExpressionSheet {
  private static final int TILE = 144;
  private static final int QUALITY = 88;

  private ExpressionSheet() {}

  public static void main(String[] arguments) {
    int columns = Integer.parseInt(arguments[1]);
    List<String> clips = Arrays.asList(arguments).subList(2, arguments.length);
    List<Image> tiles = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      List<Image> frames = frames(Path.of(clips.get(i)));
      if (i % columns == 0) {
        tiles.add(frames.get(0));
      }
      tiles.add(strongest(frames));
    }
    Stills.writeJpeg(Path.of(arguments[0]), sheet(tiles, columns + 1), QUALITY);
  }

  private static List<Image> frames(Path clip) {
    List<Image> frames = new ArrayList<>();
    try (ClipReader reader = Clips.open(clip)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        frames.add(Images.resize(frame.image(), TILE, TILE));
      }
    }
    return frames;
  }

  private static Image strongest(List<Image> frames) {
    Image first = frames.get(0);
    return frames.stream()
        .reduce((a, b) -> Images.psnrLuma(first, b) < Images.psnrLuma(first, a) ? b : a)
        .orElseThrow();
  }

  private static Image sheet(List<Image> tiles, int columns) {
    Image sheet = Image.black(columns * TILE, (tiles.size() + columns - 1) / columns * TILE);
    for (int i = 0; i < tiles.size(); i++) {
      for (int y = 0; y < TILE; y++) {
        int to = (i / columns * TILE + y) * sheet.width() + i % columns * TILE;
        System.arraycopy(tiles.get(i).rgb(), 3 * y * TILE, sheet.rgb(), 3 * to, 3 * TILE);
      }
    }
    return sheet;
  }
}
