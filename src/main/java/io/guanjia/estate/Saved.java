package io.guanjia.estate;

import java.util.Map;

/**
 * What a bulk save did. The same input a second time creates and changes nothing.
 *
 * @param ids of every entry of the input by its key (code, or building-entrance), new or known
 */
public record Saved(int created, int changed, Map<String, Long> ids) {

    public Saved {
        ids = Map.copyOf(ids);
    }

    /** @throws IllegalArgumentException when the key was not part of the input */
    public long id(String key) {
        Long id = ids.get(key);
        if (id == null) {
            throw new IllegalArgumentException("Not among what was saved: " + key);
        }
        return id;
    }
}
