/**
 * Descriptions by a vision-language model behind an HTTP server, checked against the plan: a
 * request and the evidence go out, an answer comes in, and only what agrees with both is used. In
 * every other case the composer writes.
 */
@NullMarked
package io.argen.affect.vlm;

import org.jspecify.annotations.NullMarked;
