package io.guanjia.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Gives a {@link Failure} the shape its reader can use: a problem for programs, a sentence inside the page for htmx, a page. */
@Component
class Answers {

    private final Viewers viewers;

    Answers(Viewers viewers) {
        this.viewers = viewers;
    }

    Object answer(Failure failure, HttpServletRequest request, HttpServletResponse response) {
        if (Failures.isApi(request)) {
            return problem(failure, request);
        }
        failure.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setStatus(failure.status());
        response.setHeader("Cache-Control", "no-store");
        return request.getHeader("HX-Request") == null ? page(failure, request) : alert(failure, response);
    }

    private static ResponseEntity<ProblemDetail> problem(Failure failure, HttpServletRequest request) {
        ProblemDetail problem = ProblemDetail.forStatus(failure.status());
        problem.setType(URI.create("urn:guanjia:" + failure.code()));
        problem.setTitle(failure.title());
        problem.setDetail(failure.text());
        problem.setInstance(URI.create(Address.path(request)));
        if (failure.status() == 422) {
            problem.setProperty("errors", failure.errors());
        }
        if (failure.number() != null) {
            problem.setProperty("request", failure.number());
        }
        return ResponseEntity.status(failure.status())
                .headers(headers -> headers.addAll(failure.headers()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Lands above the page's content, whatever the request wanted to replace or select: what was typed stays where it is. */
    private static ModelAndView alert(Failure failure, HttpServletResponse response) {
        response.setHeader("HX-Retarget", "#alerts");
        response.setHeader("HX-Reswap", "innerHTML show:window:top");
        response.setHeader("HX-Reselect", "unset");
        return new ModelAndView("fragments/failure").addObject("failure", failure);
    }

    private ModelAndView page(Failure failure, HttpServletRequest request) {
        return new ModelAndView("error")
                .addObject("failure", failure)
                .addObject("inShell", viewers.current().signedIn())
                .addObject("back", back(request));
    }

    /** The page of ours they came from; never another site's. */
    private static String back(HttpServletRequest request) {
        String referer = request.getHeader("Referer");
        String own =
                request.getRequestURL().substring(0, request.getRequestURL().indexOf(request.getRequestURI()));
        return referer != null && referer.startsWith(own + "/") ? referer.substring(own.length()) : "/";
    }
}
