package io.argen.dataset;

import io.argen.run.InputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether a clip's person agreed to be animated, also where a clip is given by itself: a table that
 * lists it may lie in one of the folders above.
 */
public final class Consent {
  /** Tables lie at a set's root, clips at most so many folders deeper. */
  private static final int HEIGHT = 5;

  private final Map<Path, Set<Path>> refused = new HashMap<>();

  /** False if a table above the clip says {@code consent: false} of it. */
  public boolean given(Path clip) {
    Path file = clip.toAbsolutePath().normalize();
    Path folder = file.getParent();
    for (int up = 0; up < HEIGHT && folder != null; up++, folder = folder.getParent()) {
      if (refused.computeIfAbsent(folder, Consent::refusedIn).contains(file)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Lets pass what may be animated.
   *
   * @throws InputException if the clip's person did not agree
   */
  public static void require(Path clip) {
    if (!new Consent().given(clip)) {
      throw new InputException(
          clip,
          "has consent: false in its data set's table, so its face is not animated",
          "take a clip of somebody who agreed");
    }
  }

  /** Whether a folder is a data set with a table, which may speak of consent. */
  public static boolean hasTable(Path folder) {
    return new MetadataTable().matches(folder);
  }

  private static Set<Path> refusedIn(Path folder) {
    Set<Path> refused = new HashSet<>();
    try {
      if (hasTable(folder)) {
        for (Sample sample : new MetadataTable().read(folder).samples()) {
          if (!sample.consent()) {
            refused.add(sample.path().toAbsolutePath().normalize());
          }
        }
      }
    } catch (InputException e) {
      // A table of something else says nothing of clips.
    }
    return refused;
  }
}
