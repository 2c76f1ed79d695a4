/**
 * The maker of the demo's invented people: public-domain portraits in, mixed and changed faces out.
 * A developer's tool, run by hand; see src/main/resources/io/argen/sample/SOURCES.md.
 */
@NullMarked
package io.argen.sample;

import org.jspecify.annotations.NullMarked;
