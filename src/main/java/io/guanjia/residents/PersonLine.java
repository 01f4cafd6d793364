package io.guanjia.residents;

import io.guanjia.db.residents.enums.PersonKind;
import org.jspecify.annotations.Nullable;

/** A person in a list: masked (rules.md §13); companies' names are no personal data and stand whole. */
public record PersonLine(
        long id, PersonKind kind, String name, @Nullable String phone, int version) {}
