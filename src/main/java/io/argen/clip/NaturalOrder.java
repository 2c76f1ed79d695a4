package io.argen.clip;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders names as people number files: {@code frame_2} comes before {@code frame_10}. */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder INSTANCE = new NaturalOrder();
  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    Matcher left = PART.matcher(a);
    Matcher right = PART.matcher(b);
    while (true) {
      boolean hasLeft = left.find();
      boolean hasRight = right.find();
      if (!hasLeft || !hasRight) {
        int byLength = Boolean.compare(hasLeft, hasRight);
        // Equal numbers written differently (1 and 01) still need one order.
        return byLength != 0 ? byLength : a.compareTo(b);
      }
      int byPart = compareParts(left.group(), right.group());
      if (byPart != 0) {
        return byPart;
      }
    }
  }

  private static int compareParts(String a, String b) {
    if (Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0))) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return a.compareTo(b);
  }
}
