package io.guanjia.web;

import java.util.function.IntSupplier;

/**
 * How much waits behind an entry of the menu; a room declares it as a bean beside the entry. It is asked once for each page, so it
 * must be one quick query.
 *
 * @param href that of the {@link MenuEntry}
 */
public record MenuCount(String href, IntSupplier waiting) {}
