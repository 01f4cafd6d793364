/**
 * Printed documents: turns well-formed XHTML, which the rooms render from their templates, into PDF with Chinese set well.
 * Documents reach nothing but the style sheets and pictures of {@code classpath:paper/}; the same document gives the same bytes.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.guanjia.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
