package io.guanjia.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The switches of the shell. They are links to where one was, so they redirect back. */
@Controller
class PreferencePages {

    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Shell shell;

    PreferencePages(Shell shell) {
        this.shell = shell;
    }

    @PostMapping("/preferences/language")
    String language(
            @RequestParam String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletResponse response) {
        Locale spoken = Language.spoken(Locale.forLanguageTag(language));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(Language.COOKIE, spoken.toLanguageTag())
                        .path("/")
                        .maxAge(A_YEAR)
                        .sameSite("Lax")
                        .httpOnly(true)
                        .build()
                        .toString());
        if (shell.viewer().signedIn()) {
            shell.viewer().chooseLanguage(spoken);
        }
        return "redirect:" + own(back);
    }

    @PostMapping("/preferences/community")
    String community(@RequestParam long community, @RequestParam(defaultValue = "/") String back) {
        boolean inScope = shell.communities().stream().anyMatch(choice -> choice.id() == community);
        if (!inScope) {
            throw new NotFound("community", community);
        }
        shell.viewer().chooseCommunity(community);
        return "redirect:" + own(back.replace(MenuEntry.COMMUNITY, Long.toString(community)));
    }

    /** Never to another site, whatever the form says. */
    private static String own(String back) {
        return back.matches("/(?![/\\\\])[^\\\\{}\\p{Cntrl}]*") || back.equals("/") ? back : "/";
    }
}
