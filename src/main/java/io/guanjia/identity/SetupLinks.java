package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.SETUP_LINK;

import io.guanjia.audit.AuditTrail;
import io.guanjia.db.identity.tables.records.SetupLinkRecord;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way into an empty house: an address that whoever started it reads from its log, usable once. It makes the administrator, the
 * first community and the clerk who begins to work in it; every further account is the administrator's to make.
 */
@Component
@Transactional
public class SetupLinks {

    private static final Duration VALID = Duration.ofDays(7);
    private static final String CLERK = "clerk";

    /** Two people, since the administrator sees no business data. */
    public record Beginning(
            String community,
            String administratorUsername,
            String administratorName,
            String administratorPassword,
            String clerkUsername,
            String clerkName,
            String clerkPassword) {}

    private final DSLContext sql;
    private final Clock clock;
    private final Accounts accounts;
    private final Appointments appointments;
    private final AuditTrail audit;
    private final ObjectProvider<CommunityDirectory> communities;

    SetupLinks(
            DSLContext sql,
            Clock clock,
            Accounts accounts,
            Appointments appointments,
            AuditTrail audit,
            ObjectProvider<CommunityDirectory> communities) {
        this.sql = sql;
        this.clock = clock;
        this.accounts = accounts;
        this.appointments = appointments;
        this.audit = audit;
        this.communities = communities;
    }

    /**
     * A new link for a house without accounts; earlier ones stop working.
     *
     * @return its path, {@code /setup/…}, known to the caller alone; empty when the house has accounts
     */
    public Optional<String> create() {
        if (!accounts.none()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        sql.update(SETUP_LINK)
                .set(SETUP_LINK.USED_AT, now)
                .where(SETUP_LINK.USED_AT.isNull())
                .execute();
        String token = Tokens.randomKey();
        sql.insertInto(SETUP_LINK)
                .set(SETUP_LINK.TOKEN_SHA256, Tokens.sha256(token))
                .set(SETUP_LINK.CREATED_AT, now)
                .execute();
        return Optional.of("/setup/" + token);
    }

    /** @throws NotFound when the link was used, is too old, or never was */
    @Transactional(readOnly = true)
    public void check(String token) {
        usable(token, false);
    }

    /** Makes the beginning, and the link worthless, in one transaction, which the house itself does: its scope is bound outside. */
    public void use(String token, Beginning beginning) {
        SetupLinkRecord link = usable(token, true);
        if (!accounts.none()) {
            throw new NotFound("setup-link", "of a house with accounts");
        }
        if (Accounts.normal(beginning.administratorUsername()).equals(Accounts.normal(beginning.clerkUsername()))) {
            throw new InvalidInput("clerkUsername", "two-people");
        }
        link.setUsedAt(clock.instant());
        link.update();
        make(beginning);
    }

    private void make(Beginning beginning) {
        LocalDate today = LocalDate.now(clock);
        long community = communities.getObject().found(beginning.community().strip());
        long administrator = account(
                "administrator",
                beginning.administratorUsername(),
                beginning.administratorName(),
                beginning.administratorPassword());
        long clerk = account("clerk", beginning.clerkUsername(), beginning.clerkName(), beginning.clerkPassword());
        appointments.appoint(new Appointments.NewAppointment(administrator, Post.ADMINISTRATOR, null, today, null));
        appointments.appoint(new Appointments.NewAppointment(clerk, CLERK, community, today, null));
        audit.record(null, "set-up", "community", community, null, null, null);
    }

    /** The form has both people's fields, so what is wrong is said beside the right one. */
    private long account(String whose, String username, String name, String password) {
        try {
            return accounts.createWithPassword(new Accounts.NewAccount(username, name, null), password);
        } catch (InvalidInput wrong) {
            throw new InvalidInput(wrong.problems().stream()
                    .map(problem -> new InvalidInput.Problem(
                            whose + capitalised(problem.field()), problem.code(), problem.arguments()))
                    .toList());
        }
    }

    private SetupLinkRecord usable(String token, boolean locked) {
        var query = sql.selectFrom(SETUP_LINK)
                .where(SETUP_LINK.TOKEN_SHA256.eq(Tokens.sha256(token)))
                .and(SETUP_LINK.USED_AT.isNull())
                .and(SETUP_LINK.CREATED_AT.gt(clock.instant().minus(VALID)));
        SetupLinkRecord link = locked ? query.forUpdate().fetchOne() : query.fetchOne();
        if (link == null) {
            throw new NotFound("setup-link", "used, too old or unknown");
        }
        return link;
    }

    private static String capitalised(String field) {
        return Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }
}
