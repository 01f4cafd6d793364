package io.guanjia.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.db.mending.enums.CorrectionState;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Month;
import io.guanjia.mending.Correction;
import io.guanjia.mending.CorrectionRequest;
import io.guanjia.mending.Corrections;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.RegisterCorrections.OwnershipGone;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Corrections that cannot be: whoever asks reads why, and nobody meets an error of ours. */
@GuanjiaTest
@Tag("CLERK-02")
class RefusedCorrectionsTest {
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    @Autowired
    MockMvcTester mvc;

    SmallEstate estate;
    long home;
    long wrong;
    long right;
    long version;

    @BeforeEach
    void billedToTheWrongOwner() {
        clock.set(LocalDate.of(2026, 1, 5));
        estate = new SmallEstate(house);
        home = estate.room("1-101", "89.37");
        wrong = estate.person("业主甲");
        right = estate.person("业主乙");
        estate.owns(home, SmallEstate.LONG_AGO, wrong);
        version = estate.as(estate.clerk, () -> estate.bean(Ownerships.class).of(estate.community, home))
                .get(0)
                .id();
    }

    @Test
    void knowsOnlyPeopleOfTheCommunityAsOwners() {
        long elsewhere = new SmallEstate(house).person("业主丙");
        for (String owners : new String[] {"[\"" + elsewhere + "\"]", "[\"" + right + "\", \"999999999\"]", "[-1]"}) {
            assertThat(ask(owners)).as(owners).hasStatus(422).bodyText().contains("本项目没有这个人");
        }
        assertThat(ask("[]")).hasStatus(422);
        assertThat(ask("[null]")).hasStatus(422);
    }

    /** A vehicle on a household’s number would stand on a flat. */
    @Test
    void swapsAParkingSpaceWithAParkingSpaceOnly() {
        long space = estate.premises("P-001", "SPACE", null);
        for (long[] two : new long[][] {{home, space}, {space, home}}) {
            assertThatThrownBy(() -> estate.as(
                            estate.clerk,
                            () -> estate.bean(Corrections.class)
                                    .preview(estate.community, CorrectionRequest.swap(two[0], two[1], null, "登记反了"))))
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void takesAnOwnerWhoIsNamedTwiceOnce() {
        assertThat(ask("[\"" + right + "\", \"" + right + "\"]")).hasStatus(201);
    }

    /** Two people correct the same version: the second proposal has nothing to stand on, and can be sent back. */
    @Test
    void saysThatTheVersionIsNoMoreWhenAnotherCorrectionWasFaster() {
        long fee = estate.areaItem("FEE", "2.35", home);
        estate.bill(Month.of(2026, 1), fee);
        long one = propose();
        long other = propose();
        estate.approve(approvalOf(one));

        assertThatThrownBy(() -> estate.approve(approvalOf(other))).isInstanceOf(OwnershipGone.class);

        estate.run(
                estate.manager,
                () -> estate.bean(io.guanjia.approvals.Approvals.class)
                        .reject(estate.community, approvalOf(other), "已更正"));
        assertThat(get(other).state()).isEqualTo(CorrectionState.REJECTED);
        assertThatThrownBy(() -> estate.run(
                        estate.clerk, () -> estate.bean(Corrections.class).previewAgain(estate.community, other)))
                .isInstanceOf(OwnershipGone.class);
        estate.provesItsBooks();
    }

    private long propose() {
        return estate.as(estate.clerk, () -> {
            Corrections corrections = estate.bean(Corrections.class);
            long id = corrections.preview(
                    estate.community, CorrectionRequest.owner(home, version, NEW_YEAR, List.of(right), "登记错了人"));
            corrections.propose(estate.community, id);
            return id;
        });
    }

    private long approvalOf(long correction) {
        return Objects.requireNonNull(get(correction).approvalId());
    }

    private Correction get(long id) {
        return estate.as(estate.clerk, () -> estate.bean(Corrections.class).get(estate.community, id));
    }

    private MvcTestResult ask(String owners) {
        return mvc.post()
                .uri("/api/v1/communities/" + estate.community + "/corrections")
                .header("Authorization", Staff.bearer(estate.clerk))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"kind\": \"OWNER\", \"premisesId\": \"" + home + "\", \"ownershipId\": \"" + version
                        + "\", \"ownerIds\": " + owners + ", \"reason\": \"登记错了人\"}")
                .exchange();
    }
}
