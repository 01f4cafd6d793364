package io.guanjia.utilities;

import io.guanjia.db.utilities.enums.ReadingKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Readings against what is known of their meters, one after the other as they were written down. */
final class ReadingPlan {

    private final Map<String, Known> meters = new HashMap<>();
    private final LocalDate today;

    /** A meter as far as the plan has come: its last reading moves on. */
    static final class Known {
        final MeterEntry meter;
        private final Map<LocalDate, BigDecimal> presents;
        private @Nullable LocalDate removedOn;
        private @Nullable LocalDate lastOn;
        private @Nullable BigDecimal last;
        private boolean broken;

        Known(
                MeterEntry meter,
                @Nullable LocalDate removedOn,
                @Nullable LocalDate lastOn,
                @Nullable BigDecimal last,
                Map<LocalDate, BigDecimal> presents) {
            this.meter = meter;
            this.removedOn = removedOn;
            this.lastOn = lastOn;
            this.last = last;
            this.presents = presents;
        }
    }

    /**
     * @param equal it is known already
     * @param previous with which it is computed
     * @param problem code of {@code import.rejected.<code>}, null: it can be taken
     */
    record Judged(
            boolean equal, BigDecimal previous, @Nullable String problem, List<String> arguments) {

        private static Judged refused(String problem, Object... arguments) {
            List<String> words = new ArrayList<>();
            for (Object argument : arguments) words.add(shown(argument));
            return new Judged(false, BigDecimal.ZERO, problem, words);
        }

        private static String shown(Object argument) {
            return argument instanceof BigDecimal figure
                    ? (figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString())
                    : String.valueOf(argument);
        }
    }

    ReadingPlan(Map<String, Known> known, LocalDate today) {
        meters.putAll(known);
        this.today = today;
    }

    Judged judge(ReadingEntry entry) {
        MeterEntry said = entry.meter();
        Known known = meters.get(said.number());
        if (known == null) {
            if (said.premisesId() == null && said.place() == null) {
                return Judged.refused("meter-without-premises", said.number());
            }
            known = new Known(said, null, null, null, new HashMap<>());
            meters.put(said.number(), known);
        }
        Judged judged =
                entry.on().isAfter(today) ? Judged.refused("reading-in-future", entry.on()) : judge(entry, known);
        if (judged.problem() != null) {
            known.broken = true;
        } else if (!judged.equal()) {
            known.lastOn = entry.on();
            known.last = entry.present();
            known.presents.put(entry.on(), entry.present());
            if (entry.kind() == ReadingKind.FINAL) known.removedOn = entry.on();
        }
        return judged;
    }

    private static Judged judge(ReadingEntry entry, Known known) {
        if (differs(entry.meter(), known.meter)) {
            return Judged.refused(
                    "meter-differs", known.meter.number(), known.meter.multiplier(), known.meter.digits());
        }
        BigDecimal standing = known.presents.get(entry.on());
        if (standing != null) {
            return standing.compareTo(entry.present()) == 0
                    ? new Judged(true, BigDecimal.ZERO, null, List.of())
                    : Judged.refused("reading-exists", entry.on(), standing);
        }
        if (known.broken) {
            return Judged.refused("reading-after-rejected", known.meter.number());
        }
        if (known.removedOn != null && entry.on().isAfter(known.removedOn)) {
            return Judged.refused("meter-removed", known.meter.number(), known.removedOn);
        }
        if (known.lastOn != null && !entry.on().isAfter(known.lastOn)) {
            return Judged.refused("reading-order", entry.on(), known.lastOn);
        }
        return dial(entry, known);
    }

    /** The previous figure is the last one read, never typed anew (rules.md §2); only a first reading may bring its own. */
    private static Judged dial(ReadingEntry entry, Known known) {
        BigDecimal previous = entry.previous();
        if (known.last != null && previous != null && known.last.compareTo(previous) != 0) {
            return Judged.refused("reading-previous", previous, known.last);
        }
        BigDecimal from = Objects.requireNonNullElse(known.last != null ? known.last : previous, entry.present());
        Dial dial = new Dial(known.meter.digits(), known.meter.multiplier());
        return dial.problem(from, entry.present(), entry.rolledOver())
                .map(code -> Judged.refused(code, from, entry.present(), known.meter.digits()))
                .orElseGet(() -> new Judged(false, from, null, List.of()));
    }

    private static boolean differs(MeterEntry said, MeterEntry known) {
        return said.kind() != known.kind()
                || said.multiplier().compareTo(known.multiplier()) != 0
                || said.digits() != known.digits()
                || said.premisesId() != null && !said.premisesId().equals(known.premisesId());
    }
}
