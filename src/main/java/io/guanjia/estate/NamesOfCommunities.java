package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.COMMUNITY;

import io.guanjia.identity.CommunityDirectory;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the rooms below may know of communities: their names. */
@Component
@Transactional
class NamesOfCommunities implements CommunityDirectory {

    private final DSLContext db;
    private final Communities communities;

    NamesOfCommunities(DSLContext db, Communities communities) {
        this.db = db;
        this.communities = communities;
    }

    @Override
    @Transactional(readOnly = true)
    public List<CommunityDirectory.Community> all() {
        return db.select(COMMUNITY.ID, COMMUNITY.NAME)
                .from(COMMUNITY)
                .orderBy(COMMUNITY.NAME, COMMUNITY.ID)
                .fetch(r -> new CommunityDirectory.Community(r.value1(), r.value2()));
    }

    @Override
    public long found(String name) {
        return communities.create(NewCommunity.named(name, null));
    }
}
