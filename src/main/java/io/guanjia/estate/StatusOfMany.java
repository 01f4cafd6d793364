package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Refusal;
import io.guanjia.registers.BulkAction;
import io.guanjia.registers.RowsRefused;
import io.guanjia.web.Choice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The selected premises have another status in the house register from a day on, under the rules of the single change. */
@Component
@Order(5)
class StatusOfMany implements BulkAction {

    private final Statuses statuses;
    private final PremisesRegister register;

    StatusOfMany(Statuses statuses, PremisesRegister register) {
        this.statuses = statuses;
        this.register = register;
    }

    @Override
    public String register() {
        return "premises";
    }

    @Override
    public String code() {
        return "status";
    }

    @Override
    public String label() {
        return "estate.status.of-many";
    }

    @Override
    public Permission permission() {
        return Permission.ESTATE_WRITE;
    }

    @Override
    public boolean wholly() {
        return true;
    }

    @Override
    public List<Input> inputs(long community) {
        return List.of(
                Input.pick(
                        "status",
                        "estate.premises.status",
                        Choice.of("estate.status", StatusRules.enterable().toArray(PremisesStatus[]::new))),
                Input.day("from", "estate.status.from-day"),
                Input.text("reason", "estate.status.reason"));
    }

    /** Those that have the status on that day already stay as they are. @throws RowsRefused telling each that the rules forbid */
    @Override
    public int apply(long community, List<Long> ids, Map<String, String> said) {
        Statuses.Entry entry = new Statuses.Entry(
                PremisesStatus.valueOf(Objects.requireNonNull(said.get("status"))),
                LocalDate.parse(Objects.requireNonNull(said.get("from"))),
                Objects.requireNonNull(said.get("reason")));
        register.hold(community, ids);
        List<Refusal> refused = new ArrayList<>();
        int changed = 0;
        for (long id : ids) {
            if (statuses.on(community, id, entry.from()) != entry.status()) {
                try {
                    statuses.change(community, id, entry);
                    changed++;
                } catch (StatusAgainstDelivery | VacancyRefused no) {
                    refused.add(no);
                }
            }
        }
        if (!refused.isEmpty()) {
            throw new RowsRefused(refused);
        }
        return changed;
    }
}
