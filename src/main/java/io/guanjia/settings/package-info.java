/**
 * What an installation decides for itself, from which day on, for the company or for one community (rules.md §15). Rooms declare
 * their settings as {@link io.guanjia.settings.SettingDeclaration} beans and ask {@link io.guanjia.settings.Settings} for the
 * value on a day.
 */
@ApplicationModule
@NullMarked
package io.guanjia.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
