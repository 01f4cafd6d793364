package io.guanjia.residents;

import io.guanjia.audit.AuditTrail;
import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Statuses;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DaysAhead;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 交付: the hand-over of premises, from which the owner answers for them (rules.md §1.2). */
@Component
@Transactional
public class Deliveries {

    private static final int REASON_MIN = 2;

    private final Access access;
    private final AuditTrail audit;
    private final PremisesRegister register;
    private final Statuses statuses;
    private final Households households;
    private final Clock clock;

    Deliveries(
            Access access,
            AuditTrail audit,
            PremisesRegister register,
            Statuses statuses,
            Households households,
            Clock clock) {
        this.access = access;
        this.audit = audit;
        this.register = register;
        this.statuses = statuses;
        this.households = households;
        this.clock = clock;
    }

    /** Another day stands; it is corrected with a reason, never by delivering twice. */
    public static final class AlreadyDelivered extends Refusal {
        private static final long serialVersionUID = 1L;

        AlreadyDelivered(String code, LocalDate on) {
            super("already-delivered", code, on);
        }
    }

    /** The same day again changes nothing. */
    public void deliver(long community, long premises, LocalDate on) {
        access.require(Permission.RESIDENTS_WRITE, community);
        DaysAhead.check("on", on, LocalDate.now(clock));
        register.hold(community, java.util.List.of(premises));
        Premises before = register.get(community, premises);
        if (before.deliveredOn() != null && !before.deliveredOn().equals(on)) {
            throw new AlreadyDelivered(before.code(), before.deliveredOn());
        }
        if (before.deliveredOn() == null) {
            write(community, before, on, "premises-delivered", null);
        }
    }

    /** The day was entered wrongly. What was billed stays; bills to come follow the new day. */
    public void correct(long community, long premises, LocalDate on, String reason) {
        access.require(Permission.RESIDENTS_WRITE, community);
        if (reason.strip().length() < REASON_MIN) {
            throw new InvalidInput("reason", "reason-needed");
        }
        DaysAhead.check("on", on, LocalDate.now(clock));
        register.hold(community, java.util.List.of(premises));
        Premises before = register.get(community, premises);
        if (!on.equals(before.deliveredOn())) {
            write(community, before, on, "delivery-corrected", reason.strip());
        }
    }

    /**
     * Many at once, as an import says it. What stands already with that day is left alone; another day is replaced.
     *
     * @return how many are new or have another day now
     */
    public int saveAll(long community, Map<Long, LocalDate> days) {
        access.require(Permission.RESIDENTS_WRITE, community);
        register.hold(community, days.keySet());
        Map<Long, LocalDate> changed = new HashMap<>(days);
        register.some(community, days.keySet())
                .values()
                .forEach(premises -> changed.remove(premises.id(), premises.deliveredOn()));
        if (!changed.isEmpty()) {
            register.deliver(community, changed);
            statuses.delivered(community, changed);
            audit.record(
                    community,
                    "deliveries-saved",
                    "community",
                    community,
                    null,
                    Map.of("changed", changed.size()),
                    null);
            households.refresh(community, changed.keySet());
        }
        return changed.size();
    }

    private void write(long community, Premises before, LocalDate on, String action, @Nullable String reason) {
        register.deliver(community, Map.of(before.id(), on));
        statuses.delivered(community, Map.of(before.id(), on));
        audit.record(
                community,
                action,
                "premises",
                before.id(),
                new Delivered(before.deliveredOn()),
                new Delivered(on),
                reason);
        households.refresh(community, java.util.List.of(before.id()));
    }

    private record Delivered(@Nullable LocalDate deliveredOn) {}
}
