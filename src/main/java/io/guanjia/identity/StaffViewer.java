package io.guanjia.identity;

import io.guanjia.web.CommunityChoice;
import io.guanjia.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The person of the request, for the shell of the pages. */
@Component
class StaffViewer implements Viewer {

    private static final String CHOSEN = "community";
    private static final String NAMES = CommunityChoice.class.getName();

    private final Accounts accounts;
    private final ObjectProvider<CommunityDirectory> directory;

    StaffViewer(Accounts accounts, ObjectProvider<CommunityDirectory> directory) {
        this.accounts = accounts;
        this.directory = directory;
    }

    @Override
    public boolean signedIn() {
        return visit() != null;
    }

    @Override
    public String displayName() {
        Visit visit = visit();
        return visit == null ? "" : visit.account().name();
    }

    @Override
    public boolean may(String permission, @Nullable Long communityId) {
        Visit visit = visit();
        return visit != null
                && Permission.of(permission)
                        .map(asked -> communityId == null
                                ? visit.grants().mayAnywhere(asked)
                                : visit.grants().may(asked, communityId))
                        .orElse(false);
    }

    /** Asked several times for one page, so remembered for it. */
    @Override
    @SuppressWarnings("unchecked")
    public List<CommunityChoice> communities() {
        HttpServletRequest request = request();
        Visit visit = visit();
        if (request == null || visit == null) {
            return List.of();
        }
        List<CommunityChoice> known = (List<CommunityChoice>) request.getAttribute(NAMES);
        if (known == null) {
            known = named(visit.grants());
            request.setAttribute(NAMES, known);
        }
        return known;
    }

    @Override
    public @Nullable Long chosenCommunity() {
        HttpServletRequest request = request();
        HttpSession session = request == null ? null : request.getSession(false);
        return session == null ? null : (Long) session.getAttribute(CHOSEN);
    }

    @Override
    public void chooseCommunity(long communityId) {
        HttpServletRequest request = request();
        HttpSession session = request == null ? null : request.getSession(false);
        if (session != null) {
            session.setAttribute(CHOSEN, communityId);
        }
    }

    @Override
    public @Nullable Locale language() {
        Visit visit = visit();
        return visit == null ? null : Locale.forLanguageTag(visit.account().locale());
    }

    @Override
    public void chooseLanguage(Locale language) {
        Visit visit = visit();
        if (visit != null) {
            accounts.prefer(language, visit.account().theme());
        }
    }

    private List<CommunityChoice> named(Grants grants) {
        CommunityDirectory all = directory.getIfAvailable();
        if (all == null || grants.byCommunity().isEmpty()) {
            return List.of();
        }
        return all.all().stream()
                .filter(community -> grants.byCommunity().containsKey(community.id()))
                .map(community -> new CommunityChoice(community.id(), community.name()))
                .toList();
    }

    private static @Nullable Visit visit() {
        HttpServletRequest request = request();
        return request == null ? null : ScopeFilter.visit(request);
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
