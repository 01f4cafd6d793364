package io.guanjia.mending;

import io.guanjia.residents.RegisterCorrections;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the register said once and says no more. */
@Component
@Transactional(readOnly = true)
class History {

    private final RegisterCorrections corrections;

    History(RegisterCorrections corrections) {
        this.corrections = corrections;
    }

    List<RegisterCorrections.Voided> owners(long community, long premises) {
        return corrections.voided(community, premises);
    }
}
