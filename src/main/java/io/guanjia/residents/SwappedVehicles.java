package io.guanjia.residents;

import io.guanjia.database.Sql;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Vehicles on two parking spaces that change places. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SwappedVehicles {

    private final DSLContext db;

    SwappedVehicles(DSLContext db) {
        this.db = db;
    }

    /**
     * What stands on either stands on the other from that day on; earlier days keep theirs, as a row of their own. Where a merge brought
     * the vehicle, that row goes with it when the merge is undone.
     */
    void exchange(long community, long premises, long other, LocalDate from) {
        db.resultQuery("""
                        select id from residents.vehicle where community_id = {0} and premises_id in ({1}, {2})
                            and (to_on is null or to_on >= {3})""", Sql.arguments(community, premises, other, from))
                .fetch(0, Long.class)
                .forEach(vehicle -> db.execute(MOVE, Sql.arguments(community, premises, other, from, vehicle)));
    }

    private static final String MOVE = """
            with earlier as (
                select * from residents.vehicle where community_id = {0} and id = {4}
            ), moved as (
                update residents.vehicle v set from_on = greatest(v.from_on, {3}),
                    premises_id = case when v.premises_id = {1} then {2} else {1} end
                where v.community_id = {0} and v.id = {4} returning v.id
            ), kept as (
                insert into residents.vehicle (community_id, plate, person_id, premises_id, kind, brand, colour, from_on, to_on,
                    permit, permit_from_on, permit_to_on, permit_rent_fen)
                select e.community_id, e.plate, e.person_id, e.premises_id, e.kind, e.brand, e.colour, e.from_on, {3}::date - 1,
                    e.permit, e.permit_from_on, e.permit_to_on, e.permit_rent_fen
                from earlier e, moved where e.from_on < {3} returning id
            )
            insert into residents.merge_move (community_id, merge_id, kind, row_id, premises_id)
            select {0}, m.merge_id, m.kind, kept.id, m.premises_id from kept, residents.merge_move m
            join residents.person_merge p on p.community_id = {0} and p.id = m.merge_id and p.state = 'MERGED'
            where m.community_id = {0} and m.kind = 'VEHICLE' and m.row_id = {4}""";
}
