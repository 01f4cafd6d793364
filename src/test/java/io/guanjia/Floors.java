package io.guanjia;

import java.util.Map;
import java.util.TreeMap;

/**
 * The floor of each room ({@code docs/architecture.md}). A room uses rooms of lower floors; the technical rooms of the first floor
 * also use one another, without a circle. A new room gets its line here first.
 */
final class Floors {

    private static final Map<String, Double> FLOORS = new TreeMap<>();

    static {
        put(0, "kernel");
        put(1, "database", "web", "audit", "settings", "files", "sheets", "paper", "jobs", "outbox");
        put(2, "identity");
        put(2.5, "approvals", "registers");
        put(3, "estate", "ledger");
        put(4, "residents");
        put(5, "billing");
        put(5.5, "openings");
        put(6, "cashier", "mending", "utilities", "parking", "desk");
        put(6.5, "imports");
        put(7, "dunning", "survey", "staff", "channels");
        put(8, "insight", "operations");
        put(9, "workplace", "portal");
    }

    private Floors() {}

    static boolean isRoom(String name) {
        return FLOORS.containsKey(name);
    }

    /** May the one room call the other, or name its types? */
    static boolean mayUse(String room, String other) {
        double from = FLOORS.get(room);
        double to = FLOORS.get(other);
        return room.equals(other) || to < from || (from == 1 && to == 1);
    }

    /** May the one room read the tables of the other? Neighbours on the first floor ask one another instead. */
    static boolean mayRead(String room, String schema) {
        return room.equals(schema) || FLOORS.get(schema) < FLOORS.get(room);
    }

    private static void put(double floor, String... rooms) {
        for (String room : rooms) {
            FLOORS.put(room, floor);
        }
    }
}
