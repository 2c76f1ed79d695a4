/** The command line: the only package that prints, and the one that wires the others together. */
@NullMarked
package io.argen.cli;

import org.jspecify.annotations.NullMarked;
