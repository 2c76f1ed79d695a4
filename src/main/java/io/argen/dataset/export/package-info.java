/**
 * Data sets for other trainers. In: samples. Out: class folders, lists, tables and shards as those
 * trainers read them.
 */
@NullMarked
package io.argen.dataset.export;

import org.jspecify.annotations.NullMarked;
