package io.guanjia.identity;

import java.util.Locale;
import java.util.Set;

/**
 * A post (岗位) of the department; which there are is data (rules.md §14.3 #1).
 *
 * @param position order on lists
 */
public record Post(String code, String nameZh, String nameEn, int position, Set<Permission> permissions) {

    /** Manages accounts and posts; the only post without a community, and without business data. */
    public static final String ADMINISTRATOR = "administrator";

    public boolean administrator() {
        return code.equals(ADMINISTRATOR);
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }

    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }
}
