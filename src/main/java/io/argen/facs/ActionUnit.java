package io.argen.facs;

import java.util.Locale;
import java.util.Optional;

/**
 * The Action Units ARGen measures and renders, with their names from FACS (Ekman, Friesen & Hager
 * 2002).
 */
public enum ActionUnit {
  AU01(1, "inner brow raiser"),
  AU02(2, "outer brow raiser"),
  AU04(4, "brow lowerer"),
  AU05(5, "upper lid raiser"),
  AU06(6, "cheek raiser"),
  AU07(7, "lid tightener"),
  AU09(9, "nose wrinkler"),
  AU10(10, "upper lip raiser"),
  AU11(11, "nasolabial deepener"),
  AU12(12, "lip corner puller"),
  AU14(14, "dimpler"),
  AU15(15, "lip corner depressor"),
  AU16(16, "lower lip depressor"),
  AU17(17, "chin raiser"),
  AU18(18, "lip pucker"),
  AU20(20, "lip stretcher"),
  AU22(22, "lip funneler"),
  AU23(23, "lip tightener"),
  AU24(24, "lip pressor"),
  AU25(25, "lips part"),
  AU26(26, "jaw drop"),
  AU27(27, "mouth stretch"),
  AU45(45, "blink");

  private final int number;
  private final String facsName;

  ActionUnit(int number, String facsName) {
    this.number = number;
    this.facsName = facsName;
  }

  /** The FACS number, for instance 12. */
  public int number() {
    return number;
  }

  /** The FACS name, for instance "lip corner puller". */
  public String facsName() {
    return facsName;
  }

  /** Column stem as OpenFace writes it, for instance {@code AU12}. */
  public String column() {
    return String.format(Locale.ROOT, "AU%02d", number);
  }

  /** The unit of a FACS number, or empty if ARGen does not know it. */
  public static Optional<ActionUnit> ofNumber(int number) {
    for (ActionUnit unit : values()) {
      if (unit.number == number) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }
}
