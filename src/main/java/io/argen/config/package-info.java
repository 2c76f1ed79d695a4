/** YAML files to immutable records; every problem is reported at once, with line and key. */
@NullMarked
package io.argen.config;

import org.jspecify.annotations.NullMarked;
