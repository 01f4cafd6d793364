package io.guanjia.workplace;

import io.guanjia.testing.Asked;
import io.guanjia.testing.Bench;
import io.guanjia.testing.Metropolis;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * bin/bench household: the household page of random rooms, each with 24 months of bills of which the last three are open, asked over
 * HTTP as the page and with a token as the API; every measured room is asked for the first time. Plain is one indexed look at the room by the owner's connection. No bound is asserted.
 */
@Tag("bench")
class HouseholdBench {

    private static final int WARM_UP = 500;
    private static final int ASKED = 1_000 + WARM_UP;

    @Test
    void household() throws Exception {
        try (Bench bench = Bench.open()) {
            Metropolis.build(bench, Bench.size());
            Metropolis.bill(bench);
            List<String> rooms = new ArrayList<>();
            List<Double> plain = new ArrayList<>();
            try (Statement sql = bench.books().createStatement();
                    ResultSet row = sql.executeQuery(
                            "select community_id, id from estate.premises order by random() limit " + ASKED)) {
                while (row.next()) {
                    rooms.add("/communities/" + row.getLong(1) + "/premises/" + row.getLong(2));
                    long began = System.nanoTime();
                    bench.number("select count(*) from estate.premises where community_id = " + row.getLong(1)
                            + " and id = " + row.getLong(2));
                    plain.add((System.nanoTime() - began) / 1e6);
                }
            }
            Asked asked = Asked.of(bench).signIn();
            List<String> warm = rooms.subList(0, WARM_UP);
            List<String> measured = rooms.subList(WARM_UP, rooms.size());
            warm.forEach(asked::page);
            List<Asked.Took> pages = measured.stream().map(asked::page).toList();
            List<Asked.Took> answers =
                    measured.stream().map(room -> asked.api(room, "owedFen")).toList();
            List<Asked.Took> timelines = measured.stream()
                    .map(room -> asked.api(room + "/timeline", "CHARGE"))
                    .toList();
            double middle =
                    Asked.at(pages.stream().map(Asked.Took::server).sorted().toList(), 0.5);
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("name", "household");
            report.put("size", bench.number("select count(*) from residents.household"));
            report.put("charges", bench.number("select count(*) from billing.charge"));
            report.put("page", Asked.Took.percentiles(pages));
            report.put("api", Asked.Took.percentiles(answers));
            report.put("timeline", Asked.Took.percentiles(timelines));
            report.put("seconds", middle / 1000);
            report.put("plainSeconds", Asked.at(plain.stream().sorted().toList(), 0.5) / 1000);
            report.put("heapMegabytes", bench.heap() >> 20);
            bench.report(report);
        }
    }
}
