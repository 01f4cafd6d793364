package io.guanjia.workplace;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.kernel.Money;
import io.guanjia.web.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws the squares of one plan: words are looked up once, not two thousand times. */
final class PlanPen {

    private static final int TWO_DIGITS = 99;

    private final PlanLens lens;
    private final LocalDate today;
    private final Texts texts;
    private final String[] marks;
    private final String[] labels;
    private final String notDue;
    private final Map<PremisesStatus, String> statuses = new EnumMap<>(PremisesStatus.class);

    PlanPen(PlanLens lens, LocalDate today, Texts texts) {
        this.lens = lens;
        this.today = today;
        this.texts = texts;
        for (PremisesStatus status : PremisesStatus.values()) {
            statuses.put(status, texts.of("estate.status." + status));
        }
        this.notDue = texts.of("workplace.plan.band.1");
        this.marks = new String[lens.bands()];
        this.labels = new String[lens.bands()];
        for (int band = 0; band < marks.length; band++) {
            marks[band] = texts.of("workplace.plan.mark." + lens + "." + band);
            labels[band] = lens == PlanLens.STATUS
                    ? statuses.getOrDefault(PremisesStatus.values()[band], "")
                    : texts.of("workplace.plan.band." + band);
        }
    }

    /** One colour and mark of the plan, and how many squares have it; together they are all squares. */
    record Key(
            String colour,
            String mark,
            String label,
            int squares,
            @Nullable PremisesStatus status) {}

    List<Key> keys(List<PlanSquare> squares) {
        int[] counts = new int[lens.bands()];
        squares.forEach(square -> counts[lens.band(square, today)]++);
        List<Key> keys = new ArrayList<>();
        for (int band = 0; band < counts.length; band++) {
            PremisesStatus status = lens == PlanLens.STATUS ? PremisesStatus.values()[band] : null;
            keys.add(new Key(colour(band), marks[band], labels[band], counts[band], status));
        }
        return keys;
    }

    PlanTile tile(PlanSquare square) {
        int band = lens.band(square, today);
        return new PlanTile(
                square.code(),
                square.door(),
                square.entrance(),
                square.floor(),
                "premises/" + square.id(),
                colour(band),
                mark(square, band),
                words(square));
    }

    /** A class of the style sheet. */
    private String colour(int band) {
        return (lens == PlanLens.ARREARS ? "a" : "s") + band;
    }

    /** How many months overdue, where anything is. */
    private String mark(PlanSquare square, int band) {
        int months = lens == PlanLens.ARREARS && band > 0 ? square.monthsOverdue(today) : 0;
        return months == 0 ? marks[band] : String.valueOf(Math.min(months, TWO_DIGITS));
    }

    private String words(PlanSquare square) {
        StringBuilder words = new StringBuilder(square.code());
        if (square.owner() != null) {
            words.append(" · ").append(square.owner());
        }
        Money owed = square.owed();
        if (owed != null && owed.fen() > 0) {
            int months = square.monthsOverdue(today);
            words.append(" · ").append(texts.of("workplace.plan.owed", owed));
            words.append(" · ").append(months == 0 ? notDue : texts.of("workplace.plan.overdue", months));
        }
        if (lens == PlanLens.STATUS) {
            words.append(" · ").append(statuses.get(square.status()));
        }
        return words.toString();
    }
}
