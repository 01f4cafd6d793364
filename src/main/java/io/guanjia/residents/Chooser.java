package io.guanjia.residents;

import io.guanjia.web.Paging;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Choosing people for a form without a script: whoever is chosen stands in the address, a search beside it offers more. The page
 * can be left for adding a new person and returned to.
 */
@Component
class Chooser {

    private static final int OFFERED = 8;

    private final People people;

    Chooser(People people) {
        this.people = people;
    }

    /** @param without the page without this person */
    record Picked(Person person, String without) {}

    /** @param with the page with this person chosen too */
    record Offered(PersonLine person, String with) {}

    /** @param newPerson the page for a new person that leads back here */
    record Choice(String path, @Nullable String query, List<Picked> picked, List<Offered> offered, String newPerson) {}

    /** @param many false: choosing another replaces the one */
    Choice choose(long c, String path, List<Long> chosen, @Nullable String query, boolean many) {
        List<Picked> picked = chosen.stream()
                .distinct()
                .map(id -> new Picked(people.get(c, id), address(path, without(chosen, id))))
                .toList();
        List<Offered> offered = query == null || query.isBlank()
                ? List.of()
                : people.page(c, query, new Paging(OFFERED, null)).items().stream()
                        .filter(line -> !chosen.contains(line.id()))
                        .map(line -> new Offered(line, address(path, with(many ? chosen : List.of(), line.id()))))
                        .toList();
        String back = address(path, many ? chosen : List.of());
        String fresh = UriComponentsBuilder.fromPath("/communities/" + c + "/people/new")
                .queryParam("back", "{back}")
                .build(back)
                .toString();
        return new Choice(path, query, picked, offered, fresh);
    }

    private static String address(String path, List<Long> chosen) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        chosen.forEach(id -> address.queryParam("person", id));
        return address.toUriString();
    }

    private static List<Long> with(List<Long> chosen, long id) {
        List<Long> more = new ArrayList<>(chosen);
        more.add(id);
        return more;
    }

    private static List<Long> without(List<Long> chosen, long id) {
        return chosen.stream().filter(other -> other != id).distinct().toList();
    }
}
