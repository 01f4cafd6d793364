/**
 * Spreadsheets in and out: reads the workbooks (xlsx) and text tables (csv, UTF-8 or GBK) that people bring, row by row and as a
 * person sees them, and writes workbooks row by row. It trusts no file: content, size and structure are checked before and while
 * a file is read, formulas are never evaluated, and nothing that a file points at is ever fetched.
 */
@ApplicationModule(allowedDependencies = "kernel")
@NullMarked
package io.guanjia.sheets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
