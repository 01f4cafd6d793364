/**
 * The face of the house: shell and fragments of the pages, languages and formats, errors as pages and as problems, and the
 * conventions of the API. It owns no table and knows no room above it: who is looking it learns from a {@link Viewer}, what the
 * menu offers from {@link MenuEntry} beans.
 */
@ApplicationModule
@NullMarked
package io.guanjia.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
