/**
 * Files by content: the bytes lie in a folder addressed by their SHA-256, shared between nodes; the facts about them in the
 * schema {@code files}, scoped by community. Whether somebody may see a file is decided by the room it belongs to.
 */
@ApplicationModule
@NullMarked
package io.guanjia.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
