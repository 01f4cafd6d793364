package io.guanjia.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;

/** The clock of the house under test: it stands until the test moves it. Each test class begins on 2026-01-05 09:00. */
public class MovedClock extends Clock {

    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 5, 9, 0);

    private final ZoneId zone;
    private volatile Instant now;

    MovedClock(ZoneId zone) {
        this.zone = zone;
        this.now = START.atZone(zone).toInstant();
    }

    public void set(LocalDateTime time) {
        now = time.atZone(zone).toInstant();
    }

    /** Nine in the morning of that day. */
    public void set(LocalDate day) {
        set(day.atTime(9, 0));
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    public void advance(Period period) {
        now = now.atZone(zone).plus(period).toInstant();
    }

    public LocalDate today() {
        return LocalDate.now(this);
    }

    void reset() {
        set(START);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return Clock.fixed(now, other);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
