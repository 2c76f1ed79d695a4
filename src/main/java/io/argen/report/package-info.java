/** Results as pages people look at: one self-contained HTML file, contact sheets, charts. */
@NullMarked
package io.argen.report;

import org.jspecify.annotations.NullMarked;
