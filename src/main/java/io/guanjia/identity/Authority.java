package io.guanjia.identity;

import io.guanjia.audit.AuditAuthority;
import io.guanjia.settings.SettingAuthority;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Answers the rooms below, which know no permissions. */
@Component
class Authority implements SettingAuthority, AuditAuthority {

    private final Access access;
    private final ObjectProvider<CommunityDirectory> communities;

    Authority(Access access, ObjectProvider<CommunityDirectory> communities) {
        this.access = access;
        this.communities = communities;
    }

    /** What the company sets reaches every community, so it takes somebody who may set it in each of them. */
    @Override
    public boolean mayWriteSettings(@Nullable Long communityId) {
        if (communityId != null) {
            return access.may(Permission.SETTINGS_WRITE, communityId);
        }
        List<CommunityDirectory.Community> all = communities.getObject().all();
        return !all.isEmpty()
                && all.stream().allMatch(community -> access.may(Permission.SETTINGS_WRITE, community.id()));
    }

    @Override
    public List<Long> communitiesWithTrail() {
        return access.communitiesWith(Permission.AUDIT_READ);
    }

    @Override
    public boolean mayReadTrailOfCompany() {
        return access.mayAnywhere(Permission.STAFF_MANAGE);
    }
}
