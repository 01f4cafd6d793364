package io.guanjia.residents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Choosing people on the forms of other rooms: the record that {@code residents/chooser} shows. */
@Component
public class PeopleChosen {

    private final Chooser chooser;

    PeopleChosen(Chooser chooser) {
        this.chooser = chooser;
    }

    /** @param path of the form */
    public Object choose(long c, String path, List<Long> chosen, @Nullable String query) {
        return chooser.choose(c, path, chosen, query, true);
    }
}
