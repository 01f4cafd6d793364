package io.guanjia.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * The sessions of Spring Session, whose rows are touched at most once a minute: a page with ten requests would otherwise write ten
 * times that somebody is there. What cannot be read any more, after an upgrade, is not there: people sign in again.
 */
class Sessions implements SessionRepository<Sessions.Unhurried> {

    private static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);

    private final SessionRepository<Session> rows;

    @SuppressWarnings("unchecked")
    Sessions(JdbcIndexedSessionRepository rows) {
        this.rows = (SessionRepository<Session>) (SessionRepository<?>) rows;
    }

    @Override
    public Unhurried createSession() {
        return new Unhurried(rows.createSession());
    }

    @Override
    public void save(Unhurried session) {
        rows.save(session.row);
    }

    @Override
    public @Nullable Unhurried findById(String id) {
        Session row = rows.findById(id);
        return row == null ? null : new Unhurried(row);
    }

    @Override
    public void deleteById(String id) {
        rows.deleteById(id);
    }

    static final class Unhurried implements Session {

        private final Session row;

        private Unhurried(Session row) {
            this.row = row;
        }

        @Override
        public void setLastAccessedTime(Instant now) {
            if (!row.getLastAccessedTime().plus(TOUCHED_EVERY).isAfter(now)) {
                row.setLastAccessedTime(now);
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return row.getLastAccessedTime();
        }

        @Override
        public String getId() {
            return row.getId();
        }

        @Override
        public String changeSessionId() {
            return row.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            try {
                return row.getAttribute(name);
            } catch (ConversionException unreadable) {
                return null;
            }
        }

        @Override
        public Set<String> getAttributeNames() {
            return row.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value == null) {
                row.removeAttribute(name);
            } else {
                row.setAttribute(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            row.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return row.getCreationTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            row.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return row.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return row.isExpired();
        }
    }
}
