/**
 * The people of the company: staff accounts, the posts they hold in which community and since when, who stands in for whom, and
 * how they sign in. It owns the schema {@code identity} and answers one question for everybody else, in {@link
 * io.guanjia.identity.Access}: may this person do that there today?
 */
@ApplicationModule
@NullMarked
package io.guanjia.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
