package io.guanjia.audit;

import java.util.List;

/** Who may read which part of the trail; the room that knows permissions provides the bean. */
public interface AuditAuthority {

    /** The communities of the scope whose business deeds this person may read. */
    List<Long> communitiesWithTrail();

    /** Deeds that concern no community: accounts, posts, sign-ins. */
    boolean mayReadTrailOfCompany();
}
