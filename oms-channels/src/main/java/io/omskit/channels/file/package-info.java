/**
 * Orders from files: CSV as shops and platforms' back offices export it, with Chinese or English headings, in whatever of the
 * usual encodings. One row a line; rows with one order number are one order. {@link io.omskit.channels.file.FileImport} reads
 * a file at hand, {@link io.omskit.channels.file.FileChannel} a folder.
 */
@NullMarked
package io.omskit.channels.file;

import org.jspecify.annotations.NullMarked;
