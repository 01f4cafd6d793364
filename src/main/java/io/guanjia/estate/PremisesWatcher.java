package io.guanjia.estate;

import java.util.Collection;

/**
 * A room above that keeps something for every premises. Its bean is called in the same transaction, after premises were added or
 * changed; rooms that call for a change themselves ({@link PremisesRegister#deliver}) are not called back.
 */
public interface PremisesWatcher {

    void changed(long community, Collection<Long> premises);
}
