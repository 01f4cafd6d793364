package io.guanjia.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Posts and communities by the names that people read. */
@Component
class PostsHeld {

    private final Appointments appointments;
    private final Posts posts;
    private final Access access;
    private final ObjectProvider<CommunityDirectory> directory;

    PostsHeld(Appointments appointments, Posts posts, Access access, ObjectProvider<CommunityDirectory> directory) {
        this.appointments = appointments;
        this.posts = posts;
        this.access = access;
        this.directory = directory;
    }

    /** @param community null for the administrator's post */
    record Held(
            Appointment appointment, String post, @Nullable String community, State state) {
        enum State {
            ACTIVE,
            PLANNED,
            ENDED,
            REVOKED
        }
    }

    List<Held> today(long accountId) {
        return all(accountId).stream()
                .filter(held -> held.state() == Held.State.ACTIVE)
                .toList();
    }

    /** What holds and what is planned first, then the past. */
    List<Held> all(long accountId) {
        Map<String, String> postNames = postNames();
        Map<Long, String> communityNames = communityNames();
        return appointments.of(accountId).stream()
                .map(one -> new Held(
                        one,
                        postNames.getOrDefault(one.postCode(), one.postCode()),
                        one.communityId() == null
                                ? null
                                : communityNames.getOrDefault(one.communityId(), "#" + one.communityId()),
                        state(one)))
                .sorted((a, b) -> Boolean.compare(past(a), past(b)))
                .toList();
    }

    Map<String, String> postNames() {
        Locale locale = LocaleContextHolder.getLocale();
        return posts.all().stream().collect(Collectors.toMap(Post::code, post -> post.name(locale)));
    }

    Map<Long, String> communityNames() {
        Map<Long, String> names = new HashMap<>();
        communities().forEach(community -> names.put(community.id(), community.name()));
        return names;
    }

    List<CommunityDirectory.Community> communities() {
        CommunityDirectory all = directory.getIfAvailable();
        return all == null ? List.of() : all.all();
    }

    private Held.State state(Appointment appointment) {
        if (appointment.revoked()) {
            return Held.State.REVOKED;
        }
        if (appointment.over(access.today())) {
            return Held.State.ENDED;
        }
        return appointment.fromOn().isAfter(access.today()) ? Held.State.PLANNED : Held.State.ACTIVE;
    }

    private static boolean past(Held held) {
        return held.state() == Held.State.ENDED || held.state() == Held.State.REVOKED;
    }
}
