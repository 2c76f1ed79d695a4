/**
 * Affective semantic injection: what an expression to come looks like, in words a model can read.
 */
@NullMarked
package io.argen.affect;

import org.jspecify.annotations.NullMarked;
