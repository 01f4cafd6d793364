package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.POST;
import static io.guanjia.db.identity.Tables.POST_PERMISSION;
import static org.jooq.impl.DSL.max;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.NotFound;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The posts and what each allows: data, changed by an administrator. */
@Component
@Transactional
public class Posts {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z-]{1,40}");

    /** The administrator's post stays what it is: nobody gives it business data, nobody makes a second one. */
    public static final class AdministratorStaysApart extends Refusal {
        private static final long serialVersionUID = 1L;

        AdministratorStaysApart() {
            super("administrator-stays-apart");
        }
    }

    public static final class PostExists extends Refusal {
        private static final long serialVersionUID = 1L;

        PostExists(String code) {
            super("post-exists", code);
        }
    }

    /** The table of posts is another one than the one that was ticked. */
    public static final class PostsChanged extends Refusal {
        private static final long serialVersionUID = 1L;

        PostsChanged() {
            super("posts-changed");
        }
    }

    private final DSLContext sql;
    private final Access access;
    private final AuditTrail audit;

    Posts(DSLContext sql, Access access, AuditTrail audit) {
        this.sql = sql;
        this.access = access;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<Post> all() {
        Map<String, List<String>> codes =
                sql.selectFrom(POST_PERMISSION).fetchGroups(POST_PERMISSION.POST_CODE, POST_PERMISSION.PERMISSION);
        return sql.selectFrom(POST)
                .orderBy(POST.POSITION, POST.CODE)
                .fetch(row -> new Post(
                        row.getCode(),
                        row.getNameZh(),
                        row.getNameEn(),
                        row.getPosition(),
                        permissions(codes.getOrDefault(row.getCode(), List.of()))));
    }

    @Transactional(readOnly = true)
    public Post get(String code) {
        return all().stream()
                .filter(post -> post.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("post", code));
    }

    /** A post without permissions yet, at the end of the list. */
    public void create(String code, String nameZh, String nameEn) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        if (!CODE.matcher(code).matches()) {
            throw new InvalidInput("code", "post-code");
        }
        Integer last = sql.select(max(POST.POSITION)).from(POST).fetchOneInto(Integer.class);
        Post post = new Post(code, nameZh.strip(), nameEn.strip(), (last == null ? 0 : last) + 10, Set.of());
        if (insert(post) == 0) {
            throw new PostExists(code);
        }
        audit.record(null, "post-created", "post", code, null, post, null);
    }

    /**
     * The whole table at once, or nothing of it.
     *
     * @param before the {@link #fingerprint} of the table that was changed; another one means that somebody was faster
     */
    public void allow(String before, Map<String, Set<Permission>> wanted) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        sql.execute("select pg_advisory_xact_lock(hashtextextended('identity.post_permission', 0))");
        if (!fingerprint(all()).equals(before)) {
            throw new PostsChanged();
        }
        wanted.forEach(this::allow);
    }

    static String fingerprint(List<Post> posts) {
        List<String> lines = posts.stream()
                .map(post -> post.code() + codes(post.permissions()))
                .toList();
        return HexFormat.of().formatHex(Tokens.sha256(String.join("\n", lines)), 0, 16);
    }

    /** The post allows exactly these from now on, to everybody who holds it. */
    public void allow(String code, Set<Permission> permissions) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        Post post = get(code);
        if (post.permissions().equals(permissions)) {
            return;
        }
        if (post.administrator() || permissions.contains(Permission.STAFF_MANAGE)) {
            throw new AdministratorStaysApart();
        }
        sql.deleteFrom(POST_PERMISSION)
                .where(POST_PERMISSION.POST_CODE.eq(code))
                .execute();
        insertPermissions(code, permissions);
        audit.record(
                null, "post-permissions-changed", "post", code, codes(post.permissions()), codes(permissions), null);
    }

    /** Makes the standard posts in a house that has none; several nodes may start at once. */
    public void seedWhenEmpty() {
        Scopes.run(new Scope(List.of(), null), () -> {
            if (sql.fetchExists(POST)) {
                return;
            }
            for (Post post : StandardPosts.all()) {
                if (insert(post) == 1) {
                    insertPermissions(post.code(), post.permissions());
                }
            }
        });
    }

    private int insert(Post post) {
        return sql.insertInto(POST)
                .set(POST.CODE, post.code())
                .set(POST.NAME_ZH, post.nameZh())
                .set(POST.NAME_EN, post.nameEn())
                .set(POST.POSITION, post.position())
                .onConflictDoNothing()
                .execute();
    }

    private void insertPermissions(String code, Set<Permission> permissions) {
        var insert = sql.insertInto(POST_PERMISSION, POST_PERMISSION.POST_CODE, POST_PERMISSION.PERMISSION);
        for (Permission permission : permissions) {
            insert = insert.values(code, permission.code());
        }
        if (!permissions.isEmpty()) {
            insert.execute();
        }
    }

    private static Set<Permission> permissions(Collection<String> codes) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        codes.forEach(code -> Permission.of(code).ifPresent(permissions::add));
        return permissions;
    }

    private static Map<String, String> codes(Set<Permission> permissions) {
        return Map.of(
                "permissions",
                String.join(
                        " ", permissions.stream().map(Permission::code).sorted().toList()));
    }
}
