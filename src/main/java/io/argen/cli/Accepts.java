package io.argen.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Values an option takes, said once for the command line and for configuration files: a range, and
 * words that are accepted besides numbers.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Accepts {
  /** Least number. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Greatest number. */
  double max() default Double.POSITIVE_INFINITY;

  /** Words; with {@link #numbers} false the only values. */
  String[] words() default {};

  /** Whether numbers are accepted besides the words. */
  boolean numbers() default true;
}
