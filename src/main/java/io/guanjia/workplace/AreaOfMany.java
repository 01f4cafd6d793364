package io.guanjia.workplace;

import io.guanjia.estate.Areas;
import io.guanjia.identity.Permission;
import io.guanjia.registers.BulkAction;
import io.guanjia.web.Choice;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** From a day on the selected premises belong to one collector's area. */
@Component
@Order(0)
class AreaOfMany implements BulkAction {

    private final Areas areas;

    AreaOfMany(Areas areas) {
        this.areas = areas;
    }

    @Override
    public String register() {
        return PremisesList.CODE;
    }

    @Override
    public String code() {
        return "area";
    }

    @Override
    public String label() {
        return "workplace.premises.to-area";
    }

    @Override
    public Permission permission() {
        return Permission.ESTATE_WRITE;
    }

    @Override
    public List<Input> inputs(long community) {
        return List.of(
                Input.pick(
                        "area",
                        "estate.areas",
                        areas.list(community).stream()
                                .map(area -> Choice.of(
                                        area.id(),
                                        area.collector() == null
                                                ? area.name()
                                                : area.name() + " · " + area.collector()))
                                .toList()),
                Input.day("from", "estate.area.from"));
    }

    @Override
    public int apply(long community, List<Long> ids, Map<String, String> said) {
        long area = Long.parseLong(Objects.requireNonNull(said.get("area")));
        return areas.assignPremises(community, area, ids, LocalDate.parse(Objects.requireNonNull(said.get("from"))));
    }
}
