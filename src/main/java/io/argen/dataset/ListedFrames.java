package io.argen.dataset;

import java.nio.file.Path;
import java.util.Map;

/** How many frames a table says its clips have, in an optional column {@code frames}. */
public final class ListedFrames {
  private ListedFrames() {}

  /** Absolute clip to its count; empty for sets whose lists do not say. */
  public static Map<Path, Integer> of(Dataset data) {
    return data.layout().equals(MetadataTable.NAME) ? MetadataTable.frames(data.root()) : Map.of();
  }
}
