package io.guanjia.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.NotFound;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

@GuanjiaTest
class AccessTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static int count;

    @Autowired
    Access access;

    @Autowired
    MovedClock clock;

    @Autowired
    TransactionTemplate transaction;

    long yunxi;
    long linhai;

    @BeforeEach
    void openTwoCommunities() {
        clock.set(TODAY);
        yunxi = Staff.community("云栖 " + ++count);
        linhai = Staff.community("林海 " + count);
    }

    @Test
    void allowsWhatAPostAllowsInItsCommunityOnly() {
        long clerk = Staff.hire("clerk" + count, yunxi, "clerk");
        Staff.appoint(clerk, "receptionist", linhai, TODAY, null);
        as(clerk, () -> {
            assertThat(access.may(Permission.ESTATE_WRITE, yunxi)).isTrue();
            assertThat(access.may(Permission.ESTATE_WRITE, linhai)).isFalse();
            assertThat(access.may(Permission.ESTATE_READ, linhai)).isTrue();
            assertThat(access.mayAnywhere(Permission.COMMUNITY_CREATE)).isTrue();
            assertThat(access.communitiesWith(Permission.ESTATE_WRITE)).containsExactly(yunxi);
        });
    }

    @Test
    void findsNothingOutsideTheScopeAndForbidsWithinIt() {
        long clerk = Staff.hire("clerk" + count, yunxi, "clerk");
        Scopes.run(Staff.scope(clerk, yunxi), () -> {
            assertThatThrownBy(() -> access.require(Permission.ESTATE_READ, linhai))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> access.require(Permission.COLLECT, yunxi))
                    .isInstanceOf(AccessDeniedException.class);
            access.require(Permission.ESTATE_WRITE, yunxi);
        });
    }

    @Test
    void followsTheDaysOfAnAppointment() {
        long clerk = Staff.account("clerk" + count);
        Staff.appoint(clerk, "clerk", yunxi, TODAY, TODAY.plusDays(1));
        for (int day = -1; day <= 2; day++) {
            clock.set(TODAY.plusDays(day));
            boolean expected = day == 0 || day == 1;
            as(
                    clerk,
                    () -> assertThat(access.may(Permission.ESTATE_WRITE, yunxi))
                            .as("on %s", clock.today())
                            .isEqualTo(expected));
        }
    }

    @Test
    void addsThePostsOfOnePerson() {
        long both = Staff.hire("both" + count, yunxi, "collector", "manager");
        as(both, () -> {
            assertThat(access.may(Permission.COLLECT, yunxi)).isTrue();
            assertThat(access.may(Permission.BILL_RUN_APPROVE, yunxi)).isTrue();
        });
    }

    @Test
    void looksUpPermissionsOnceInATransaction() {
        long clerk = Staff.hire("clerk" + count, yunxi, "clerk");
        as(
                clerk,
                () -> transaction.executeWithoutResult(status -> {
                    Grants first = access.grants(clerk);
                    assertThat(access.grants(clerk)).isSameAs(first);
                    Access.forget();
                    assertThat(access.grants(clerk)).isNotSameAs(first);
                }));
    }

    @Test
    void letsTheHouseItselfActInItsScopeButNamesNoPersonForIt() {
        Scopes.run(new Scope(List.of(yunxi), null), () -> {
            access.require(Permission.ESTATE_WRITE, yunxi);
            assertThatThrownBy(() -> access.require(Permission.ESTATE_WRITE, linhai))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(access::actor).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void answersNobody() {
        assertThatThrownBy(() -> access.may(Permission.ESTATE_READ, yunxi)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> access.mayAnywhere(Permission.STAFF_MANAGE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void allowsNothingToAnEndedAccount() {
        long clerk = Staff.hire("clerk" + count, yunxi, "clerk");
        Staff.end(clerk);
        as(clerk, () -> assertThat(access.may(Permission.ESTATE_READ, yunxi)).isFalse());
    }

    private void as(long account, Runnable work) {
        Scopes.run(Staff.scope(account, yunxi, linhai), work);
    }
}
