package io.guanjia.workplace;

import io.guanjia.testing.Asked;
import io.guanjia.testing.Bench;
import io.guanjia.testing.Metropolis;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * bin/bench search: what a manager of every community types into the search box, asked over HTTP with a token, every kind in turn.
 * Plain is one indexed look at one row by the owner's connection, past row-level security. No bound is asserted.
 */
@Tag("bench")
class SearchBench {

    private static final int OF_EACH_KIND = 250;
    private static final int WARM_UP = 50;
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("room", "code from estate.premises");
        KINDS.put("lastPartOfRoom", "last_code from estate.premises");
        KINDS.put("name", "name from residents.person");
        KINDS.put("surname", "substr(name, 1, 1) from residents.person");
        KINDS.put("initials", "initials from residents.person_initials");
        KINDS.put("twoInitials", "substr(initials, 1, 2) from residents.person_initials");
        KINDS.put("phoneTail", "phone_tail from residents.person");
        KINDS.put("phone", "phone from residents.person");
        KINDS.put("plate", "plate from residents.vehicle");
        KINDS.put("receipt", "number from cashier.receipt");
    }

    @Test
    void search() throws Exception {
        try (Bench bench = Bench.open()) {
            Metropolis.build(bench, Bench.size());
            Map<String, List<String>> asked = new LinkedHashMap<>();
            for (Map.Entry<String, String> kind : KINDS.entrySet()) {
                asked.put(kind.getKey(), drawn(bench, kind.getValue()));
            }
            Asked program = Asked.of(bench);
            asked.values().forEach(texts -> texts.subList(0, WARM_UP).forEach(text -> ask(program, text)));
            Map<String, Object> kinds = new LinkedHashMap<>();
            List<Asked.Took> all = new ArrayList<>();
            asked.forEach((kind, texts) -> {
                List<Asked.Took> took = texts.subList(WARM_UP, texts.size()).stream()
                        .map(text -> ask(program, text))
                        .toList();
                kinds.put(kind, Asked.Took.percentiles(took));
                all.addAll(took);
            });
            report(bench, kinds, all, plain(bench, asked.get("phone")));
        }
    }

    private static List<String> drawn(Bench bench, String what) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement sql = bench.books().createStatement();
                ResultSet row = sql.executeQuery("select " + what + " order by random() limit " + OF_EACH_KIND)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static Asked.Took ask(Asked program, String text) {
        return program.api("/search?q=" + Asked.encoded(text), "\"path\"");
    }

    private static List<Double> plain(Bench bench, List<String> phones) throws SQLException {
        List<Double> took = new ArrayList<>();
        try (PreparedStatement find = bench.books()
                .prepareStatement(
                        "select * from residents.person where community_id = any (array(select id from estate.community))"
                                + " and phone_tail = right(?, 4) and phone = ?")) {
            for (String phone : phones) {
                long began = System.nanoTime();
                find.setString(1, phone);
                find.setString(2, phone);
                find.executeQuery().close();
                took.add((System.nanoTime() - began) / 1e6);
            }
        }
        return took.stream().sorted().toList();
    }

    private static void report(Bench bench, Map<String, Object> kinds, List<Asked.Took> all, List<Double> plain)
            throws Exception {
        double middle = Asked.at(all.stream().map(Asked.Took::server).sorted().toList(), 0.5);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("name", "search");
        report.put("size", bench.number("select count(*) from residents.household"));
        report.put("communities", bench.number("select count(*) from estate.community"));
        report.put("asked", all.size());
        report.put("milliseconds", Asked.Took.percentiles(all));
        report.put("kinds", kinds);
        report.put("seconds", middle / 1000);
        report.put("plainSeconds", Asked.at(plain, 0.5) / 1000);
        report.put("ratio", Math.round(middle / Asked.at(plain, 0.5) * 100) / 100.0);
        report.put("heapMegabytes", bench.heap() >> 20);
        bench.report(report);
    }
}
