package io.guanjia.residents;

import io.guanjia.estate.PremisesWatcher;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** New premises have somebody who answers for them from the first moment. */
@Component
class HouseholdsOfPremises implements PremisesWatcher {

    private final Households households;

    HouseholdsOfPremises(Households households) {
        this.households = households;
    }

    @Override
    public void changed(long community, Collection<Long> premises) {
        households.refresh(community, premises);
    }
}
