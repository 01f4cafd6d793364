package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.APPOINTMENT;
import static io.guanjia.db.identity.Tables.POST_PERMISSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scopes;
import io.guanjia.identity.Appointments.NewAppointment;
import io.guanjia.identity.StandIns.NewStandIn;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** What an administrator may arrange, and what nobody may. */
@GuanjiaTest
class StaffRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static int count;

    @Autowired
    Access access;

    @Autowired
    Accounts accounts;

    @Autowired
    Appointments appointments;

    @Autowired
    StandIns standIns;

    @Autowired
    Posts posts;

    @Autowired
    MovedClock clock;

    long community;
    long other;
    long administrator;
    long collector;
    long assistant;

    @BeforeEach
    void hire() {
        clock.set(TODAY);
        community = Staff.community("云栖 " + ++count);
        other = Staff.community("林海 " + count);
        administrator = Staff.administrator("administrator" + count);
        collector = Staff.hire("collector" + count, community, "collector");
        assistant = Staff.hire("assistant" + count, community, "assistant");
    }

    @Test
    void givesThePostsOfTheSourceDocumentTheirPermissions() {
        Post manager = posts.get("manager");
        assertThat(manager.permissions()).contains(Permission.BILL_RUN_APPROVE).doesNotContain(Permission.COLLECT);
        assertThat(posts.get("clerk").permissions())
                .contains(Permission.CASH_ACCEPT)
                .doesNotContain(Permission.COLLECT, Permission.BILL_RUN_APPROVE);
        assertThat(posts.get(Post.ADMINISTRATOR).permissions()).containsExactly(Permission.STAFF_MANAGE);
        assertThat(posts.all()).hasSize(11);
    }

    @Test
    void appointsOthersButNeverOneself() {
        asAdministrator(() -> {
            appointments.appoint(new NewAppointment(collector, "clerk", other, TODAY, null));
            assertThatThrownBy(() ->
                            appointments.appoint(new NewAppointment(administrator, "manager", community, TODAY, null)))
                    .isInstanceOf(Appointments.OwnAppointment.class);
        });
        as(
                collector,
                () -> assertThat(access.may(Permission.CASH_ACCEPT, other)).isTrue());
    }

    /** Maker and checker are told apart by their accounts (rules.md §0), so nobody holds two. */
    @Test
    void givesNobodyASecondAccount() {
        String phone = "1990007%04d".formatted(count);
        asAdministrator(() -> {
            long first = accounts.create(new Accounts.NewAccount("first" + count, "某人甲", phone))
                    .id();
            String spaced = phone.substring(0, 3) + " " + phone.substring(3, 7) + "-" + phone.substring(7);
            assertThatThrownBy(() -> accounts.create(new Accounts.NewAccount("again" + count, " 某人甲 ", spaced)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("person-has-account");
            long colleague = accounts.create(new Accounts.NewAccount("colleague" + count, "某人乙", phone))
                    .id();
            assertThatThrownBy(() -> accounts.rename(colleague, 0, "某人甲", phone))
                    .isInstanceOf(Refusal.class);
            accounts.rename(first, 0, "某人甲", phone);
            accounts.end(first, "离职");
            accounts.create(new Accounts.NewAccount("back" + count, "某人甲", phone));
        });
    }

    @Test
    void appointsNobodyToAPostOrACommunityThatIsNotThere() {
        asAdministrator(() -> {
            assertThatThrownBy(() ->
                            appointments.appoint(new NewAppointment(collector, "emperor", community, TODAY, null)))
                    .isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() ->
                            appointments.appoint(new NewAppointment(collector, "clerk", 987_654_321L, TODAY, null)))
                    .isInstanceOf(InvalidInput.class);
        });
    }

    @Test
    void appointsNobodyTwiceToTheSamePostOnTheSameDay() {
        asAdministrator(() -> {
            assertThatThrownBy(() ->
                            appointments.appoint(new NewAppointment(collector, "collector", community, TODAY, TODAY)))
                    .isInstanceOf(Appointments.AlreadyAppointed.class);
            appointments.appoint(new NewAppointment(collector, "collector", other, TODAY, TODAY));
            appointments.appoint(new NewAppointment(collector, "collector", other, TODAY.plusDays(1), null));
        });
    }

    @Test
    void savesTheTableOfPermissionsOnlyAsItWasSeenAndWhole() {
        asAdministrator(() -> {
            String seen = Posts.fingerprint(posts.all());
            posts.allow("technician", EnumSet.of(Permission.ESTATE_READ, Permission.BILLING_READ));
            assertThatThrownBy(() -> posts.allow(seen, Map.of("receptionist", EnumSet.noneOf(Permission.class))))
                    .isInstanceOf(Posts.PostsChanged.class);
            assertThat(posts.get("receptionist").permissions()).isNotEmpty();
            String now = Posts.fingerprint(posts.all());
            var escalating = new LinkedHashMap<String, Set<Permission>>();
            escalating.put("technician", EnumSet.of(Permission.ESTATE_READ));
            escalating.put("clerk", EnumSet.of(Permission.STAFF_MANAGE));
            assertThatThrownBy(() -> posts.allow(now, escalating)).isInstanceOf(Posts.AdministratorStaysApart.class);
            assertThat(posts.get("technician").permissions()).contains(Permission.BILLING_READ);
            posts.allow(now, Map.of("technician", EnumSet.of(Permission.ESTATE_READ)));
        });
    }

    @Test
    void keepsTheAdministratorOutOfBusinessAndBusinessOutOfAdministration() {
        long second = Staff.administrator("second" + count);
        asAdministrator(() -> {
            assertThatThrownBy(
                            () -> appointments.appoint(new NewAppointment(second, "manager", community, TODAY, null)))
                    .isInstanceOf(Appointments.AdministratorHoldsNoOtherPost.class);
            assertThatThrownBy(() ->
                            appointments.appoint(new NewAppointment(collector, Post.ADMINISTRATOR, null, TODAY, null)))
                    .isInstanceOf(Appointments.AdministratorHoldsNoOtherPost.class);
            assertThatThrownBy(() -> standIns.arrange(standIn(collector, second, TODAY, TODAY)))
                    .isInstanceOf(Appointments.AdministratorHoldsNoOtherPost.class);
            assertThatThrownBy(() -> posts.allow(Post.ADMINISTRATOR, EnumSet.of(Permission.BILLING_READ)))
                    .isInstanceOf(Posts.AdministratorStaysApart.class);
            assertThatThrownBy(() -> posts.allow("clerk", EnumSet.of(Permission.STAFF_MANAGE)))
                    .isInstanceOf(Posts.AdministratorStaysApart.class);
            assertThatThrownBy(() -> appointments.appoint(
                            new NewAppointment(second, Post.ADMINISTRATOR, community, TODAY, null)))
                    .isInstanceOf(InvalidInput.class);
        });
    }

    @Test
    void keepsTheAdministratorApartInTheDatabaseToo() {
        var sql = TestDatabases.current().owner();
        assertThatThrownBy(() -> sql.insertInto(POST_PERMISSION)
                        .values(Post.ADMINISTRATOR, Permission.BILLING_READ.code())
                        .execute())
                .isInstanceOf(IntegrityConstraintViolationException.class);
        assertThatThrownBy(() -> Staff.appoint(administrator, Post.ADMINISTRATOR, community, TODAY, null))
                .isInstanceOf(IntegrityConstraintViolationException.class);
        assertThatThrownBy(() -> Staff.appoint(collector, "manager", null, TODAY, null))
                .isInstanceOf(IntegrityConstraintViolationException.class);
        assertThatThrownBy(() -> Staff.appoint(collector, "collector", community, TODAY, null))
                .hasStackTraceContaining("appointment_once");
    }

    @Test
    void letsOnlyAdministratorsManageStaff() {
        as(collector, () -> {
            assertThatThrownBy(() ->
                            appointments.appoint(new NewAppointment(assistant, "manager", community, TODAY, null)))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> accounts.create(new Accounts.NewAccount("somebody", "某人", null)))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> accounts.get(assistant)).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> posts.allow("collector", Set.of())).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> standIns.list(new Paging(50, null))).isInstanceOf(AccessDeniedException.class);
            assertThat(accounts.get(collector).id()).isEqualTo(collector);
        });
    }

    @Test
    @Tag("ASST-02")
    void givesAStandInThePermissionsOfTheAbsentOneOnThoseDaysOnly() {
        long receptionist = Staff.hire("receptionist" + count, other, "receptionist");
        asAdministrator(() -> standIns.arrange(standIn(collector, receptionist, TODAY.plusDays(1), TODAY.plusDays(2))));
        for (int day = 0; day <= 3; day++) {
            clock.set(TODAY.plusDays(day));
            boolean expected = day == 1 || day == 2;
            as(
                    receptionist,
                    () -> assertThat(access.may(Permission.COLLECT, community))
                            .as("on %s", clock.today())
                            .isEqualTo(expected));
        }
    }

    @Test
    void lendsOnlyWhatTheAbsentOneHoldsHimselfAndThere() {
        long third = Staff.hire("third" + count, other, "receptionist");
        asAdministrator(() -> {
            standIns.arrange(standIn(collector, assistant, TODAY, TODAY));
            standIns.arrange(standIn(assistant, third, TODAY, TODAY));
        });
        as(third, () -> {
            assertThat(access.may(Permission.ONE_OFF_PROPOSE, community)).isTrue();
            assertThat(access.may(Permission.COLLECT, community))
                    .as("the assistant's own COLLECT")
                    .isTrue();
            assertThat(access.may(Permission.ONE_OFF_PROPOSE, other)).isFalse();
        });
    }

    @Test
    void refusesStandInsForOneselfTwiceInThePastOrForNothing() {
        asAdministrator(() -> {
            assertThatThrownBy(() -> standIns.arrange(standIn(collector, collector, TODAY, TODAY)))
                    .isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> standIns.arrange(standIn(collector, assistant, TODAY.minusDays(1), TODAY)))
                    .isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> standIns.arrange(standIn(collector, assistant, TODAY, TODAY.minusDays(1))))
                    .isInstanceOf(InvalidInput.class);
            standIns.arrange(standIn(collector, assistant, TODAY, TODAY.plusDays(3)));
            assertThatThrownBy(
                            () -> standIns.arrange(standIn(collector, assistant, TODAY.plusDays(3), TODAY.plusDays(5))))
                    .isInstanceOf(StandIns.StandsInAlready.class);
            assertThatThrownBy(() -> standIns.arrange(new NewStandIn(other, collector, assistant, TODAY, TODAY, "休息")))
                    .isInstanceOf(StandIns.NothingToStandInFor.class);
        });
    }

    @Test
    void takesAStandInBackAtOnce() {
        long id = Scopes.call(
                Staff.scope(administrator), () -> standIns.arrange(standIn(collector, assistant, TODAY, TODAY)));
        asAdministrator(() -> standIns.revoke(id));
        long again = Scopes.call(
                Staff.scope(administrator), () -> standIns.arrange(standIn(collector, assistant, TODAY, TODAY)));
        assertThat(again).isNotEqualTo(id);
    }

    @Test
    void listsAndTakesBackStandInsHoweverManyCameAfter() {
        long oldest = Scopes.call(
                Staff.scope(administrator), () -> standIns.arrange(standIn(collector, assistant, TODAY, TODAY)));
        asAdministrator(() -> {
            for (int day = 1; day <= 205; day++) {
                standIns.arrange(standIn(collector, assistant, TODAY.plusDays(day), TODAY.plusDays(day)));
            }
            standIns.revoke(oldest);
            assertThatThrownBy(() -> standIns.revoke(oldest)).isInstanceOf(NotFound.class);
            List<Long> listed = new ArrayList<>();
            Page<StandIn> page = standIns.list(new Paging(100, null));
            page.items().forEach(one -> listed.add(one.id()));
            while (page.next() != null) {
                page = standIns.list(new Paging(100, Cursor.decode(page.next())));
                page.items().forEach(one -> listed.add(one.id()));
            }
            assertThat(listed)
                    .hasSizeGreaterThanOrEqualTo(206)
                    .doesNotHaveDuplicates()
                    .contains(oldest);
        });
    }

    @Test
    void endsAnAppointmentOnADayAndRevokesOneAtOnce() {
        long manager = Scopes.call(
                Staff.scope(administrator),
                () -> appointments.appoint(new NewAppointment(collector, "manager", community, TODAY, null)));
        asAdministrator(() -> {
            assertThatThrownBy(() -> appointments.end(manager, TODAY.minusDays(1)))
                    .isInstanceOf(InvalidInput.class);
            appointments.end(manager, TODAY);
        });
        as(
                collector,
                () -> assertThat(access.may(Permission.AUDIT_READ, community)).isTrue());
        asAdministrator(() -> appointments.revoke(manager));
        as(
                collector,
                () -> assertThat(access.may(Permission.AUDIT_READ, community)).isFalse());
    }

    @Test
    void keepsTheLastAdministrator() {
        onlyThisAdministrator();
        long second = Staff.administrator("second" + count);
        asAdministrator(() -> accounts.end(second, "调离"));
        long appointment = TestDatabases.current()
                .owner()
                .select(APPOINTMENT.ID)
                .from(APPOINTMENT)
                .where(APPOINTMENT.ACCOUNT_ID.eq(administrator))
                .fetchSingle(APPOINTMENT.ID);
        asAdministrator(() -> {
            assertThatThrownBy(() -> appointments.end(appointment, TODAY.plusDays(5)))
                    .isInstanceOf(Appointments.LastAdministrator.class);
            assertThatThrownBy(() -> accounts.end(administrator, "离职"))
                    .isInstanceOf(Appointments.LastAdministrator.class);
        });
    }

    @Test
    void letsOneOfTwoAdministratorsRemainWhoEndEachOtherAtOnce() throws Exception {
        onlyThisAdministrator();
        long left = administrator;
        ExecutorService two = Executors.newFixedThreadPool(2); // the common pool may have one thread only
        try {
            for (int round = 0; round < 8; round++) {
                long one = left;
                long other = Staff.administrator("rival" + count + "-" + round);
                CyclicBarrier together = new CyclicBarrier(2);
                var first = two.submit(() -> ends(one, other, together));
                var second = two.submit(() -> ends(other, one, together));
                boolean firstDid = first.get(20, TimeUnit.SECONDS);
                assertThat(second.get(20, TimeUnit.SECONDS)).isNotEqualTo(firstDid);
                left = firstDid ? one : other;
            }
        } finally {
            two.shutdownNow();
        }
    }

    /** False when it is refused: nobody would be left, or the other one was so much faster that this one is nobody any more. */
    private boolean ends(long actor, long ended, CyclicBarrier together) {
        return Scopes.call(Staff.scope(actor), () -> {
            try {
                together.await(10, TimeUnit.SECONDS);
                accounts.end(ended, "调离");
                return true;
            } catch (Appointments.LastAdministrator | AccessDeniedException refused) {
                return false;
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void onlyThisAdministrator() {
        TestDatabases.current()
                .owner()
                .update(APPOINTMENT)
                .set(APPOINTMENT.TO_ON, TODAY.minusDays(1))
                .where(APPOINTMENT.POST_CODE.eq(Post.ADMINISTRATOR), APPOINTMENT.ACCOUNT_ID.ne(administrator))
                .execute();
    }

    @Test
    void tellsTheLoserOfTwoEditsThatTheAccountChanged() {
        asAdministrator(() -> {
            int version = accounts.get(collector).version();
            accounts.rename(collector, version, "李收费", "19900000001");
            assertThatThrownBy(() -> accounts.rename(collector, version, "王收费", null))
                    .isInstanceOf(Accounts.AccountChanged.class);
            assertThat(accounts.get(collector).name()).isEqualTo("李收费");
        });
    }

    @Test
    void refusesWeakPasswordsAndStrangeUsernames() {
        Scopes.run(new io.guanjia.database.Scope(java.util.List.of(), null), () -> {
            for (String password : new String[] {"123456789", "username-" + count, "ＵＳＥＲＮＡＭＥ-" + count}) {
                assertThatThrownBy(() -> accounts.createWithPassword(
                                new Accounts.NewAccount("username-" + count, "某人", null), password))
                        .isInstanceOf(InvalidInput.class);
            }
            for (String username : new String[] {"", "1abc", "a b", "张三", "a"}) {
                assertThatThrownBy(() -> accounts.createWithPassword(
                                new Accounts.NewAccount(username, "某人", null), Staff.PASSWORD))
                        .isInstanceOf(InvalidInput.class);
            }
            accounts.createWithPassword(new Accounts.NewAccount(" Upper" + count + " ", "某人", null), Staff.PASSWORD);
            assertThatThrownBy(() -> accounts.createWithPassword(
                            new Accounts.NewAccount("upper" + count, "某人", null), Staff.PASSWORD))
                    .isInstanceOf(Accounts.UsernameTaken.class);
        });
    }

    @Test
    void letsThemWhoMakeACommunityWorkInIt() {
        long clerk = Staff.hire("clerk" + count, community, "clerk");
        long made = Staff.community("新园 " + count);
        as(clerk, () -> appointments.appointFounder(made));
        Scopes.run(Staff.scope(clerk, made), () -> {
            assertThat(access.may(Permission.ESTATE_WRITE, made)).isTrue();
            assertThat(appointments.holders(made, Permission.IMPORT))
                    .extracting(StaffMember::name)
                    .containsExactly("clerk" + count);
        });
        as(
                collector,
                () -> assertThatThrownBy(() -> appointments.appointFounder(made))
                        .isInstanceOf(AccessDeniedException.class));
    }

    private NewStandIn standIn(long absent, long standIn, LocalDate from, LocalDate to) {
        return new NewStandIn(community, absent, standIn, from, to, "休息");
    }

    private void asAdministrator(Runnable work) {
        Scopes.run(Staff.scope(administrator), work);
    }

    private void as(long account, Runnable work) {
        Scopes.run(Staff.scope(account, community, other), work);
    }
}
