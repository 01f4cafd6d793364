package io.guanjia.identity;

import java.time.LocalDate;

/** On these days, both ends included, one person has the permissions that another one's posts give in a community (ASST-02). */
public record StandIn(
        long id,
        long communityId,
        long absentId,
        String absentName,
        long standInId,
        String standInName,
        LocalDate fromOn,
        LocalDate toOn,
        String reason,
        boolean revoked) {}
