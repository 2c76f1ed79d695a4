package io.argen.clip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the numbers of a folder's frames say of frames that are missing or there twice. */
public final class FrameNumbers {
  private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,18})\\.[^.]+");
  private static final int NAMED = 5;

  private FrameNumbers() {}

  /** One sentence a fault; none if the path is no folder of frames, or all is well. */
  public static List<String> faults(Path clip) {
    if (!FrameFolder.isFolderClip(clip)) {
      return List.of();
    }
    TreeMap<Long, List<String>> names = new TreeMap<>();
    for (Path picture : FrameFolder.pictures(clip)) {
      String name = ClipKinds.name(picture);
      Matcher matcher = NUMBERED.matcher(name);
      if (!matcher.matches()) {
        return List.of();
      }
      names.computeIfAbsent(Long.parseLong(matcher.group(2)), n -> new ArrayList<>()).add(name);
    }
    List<String> faults = new ArrayList<>();
    List<String> gaps = gaps(new ArrayList<>(names.keySet()));
    if (!gaps.isEmpty()) {
      faults.add("lacks the frames " + few(gaps));
    }
    List<String> twice = new ArrayList<>();
    for (Map.Entry<Long, List<String>> entry : names.entrySet()) {
      if (entry.getValue().size() > 1) {
        twice.add(String.join(" and ", entry.getValue()));
      }
    }
    if (!twice.isEmpty()) {
      faults.add("has frames of one number: " + few(twice));
    }
    return faults;
  }

  /** Missing numbers; where every fifth frame was kept, the step is five. */
  private static List<String> gaps(List<Long> numbers) {
    long step = Long.MAX_VALUE;
    for (int i = 1; i < numbers.size(); i++) {
      step = Math.min(step, numbers.get(i) - numbers.get(i - 1));
    }
    List<String> gaps = new ArrayList<>();
    for (int i = 1; i < numbers.size(); i++) {
      long first = numbers.get(i - 1) + step;
      long last = numbers.get(i) - step;
      if (first == last) {
        gaps.add(Long.toString(first));
      } else if (first < last) {
        gaps.add(first + " to " + last);
      }
    }
    return gaps;
  }

  private static String few(List<String> all) {
    String few = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() > NAMED ? few + " and " + (all.size() - NAMED) + " more" : few;
  }
}
