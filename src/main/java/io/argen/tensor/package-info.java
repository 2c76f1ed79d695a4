/**
 * Number containers shared by all packages: the safetensors file format and seeded random streams.
 */
@NullMarked
package io.argen.tensor;

import org.jspecify.annotations.NullMarked;
