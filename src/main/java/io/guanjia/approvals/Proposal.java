package io.guanjia.approvals;

import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks another person to decide.
 *
 * @param kind of a {@link Decision} bean, for example {@code bill-run}; named by the message {@code approval.kind.<kind>}
 * @param summary one line for whoever decides, without personal data
 * @param permission whoever holds it in the community may decide
 * @param rule why it needs deciding, for example {@code rules.md §15}
 */
public record Proposal(
        long communityId,
        String kind,
        long subjectId,
        String summary,
        @Nullable Money amount,
        Permission permission,
        String rule,
        @Nullable String reason) {}
