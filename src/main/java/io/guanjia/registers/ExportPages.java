package io.guanjia.registers;

import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.Reason;
import io.guanjia.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The workbook of what is filtered. It is written to a file first, so that no transaction waits for a slow reader and a failure is
 * an error page and not half a workbook.
 */
@Controller
@RequestMapping("/communities/{c}/registers/{register}/export")
class ExportPages {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Registers registers;
    private final Asking asking;
    private final Texts texts;
    private final Clock clock;

    ExportPages(Registers registers, Asking asking, Texts texts, Clock clock) {
        this.registers = registers;
        this.asking = asking;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Masked as the page is.
     *
     * @param filters as one text, from a form that has other fields beside; else they stand in the address one by one
     * @param ids ticked rows; none: all that are filtered
     */
    @GetMapping
    void masked(
            @PathVariable long c,
            @PathVariable("register") String code,
            @RequestParam(required = false) @Nullable String filters,
            @RequestParam(required = false) @Nullable List<Long> ids,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Register register = asking.register(code);
        Asked asked = filters == null
                ? asking.read(register, c, request.getParameterMap())
                : asking.read(register, c, filters);
        send(new Registers.Export(register, asked, ids, null), response);
    }

    /** What the page masks comes whole, for a reason that the trail keeps. */
    @PostMapping
    void whole(
            @PathVariable long c,
            @PathVariable("register") String code,
            @RequestParam(defaultValue = "") String filters,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response)
            throws IOException {
        Register register = asking.register(code);
        Asked asked = asking.read(register, c, filters);
        send(new Registers.Export(register, asked, null, Reason.required(reason)), response);
    }

    /** Also for programs. */
    void send(Registers.Export wanted, HttpServletResponse response) throws IOException {
        Path file = Files.createTempFile("register", ".xlsx");
        try {
            registers.export(wanted, file);
            response.setContentType(XLSX);
            response.setContentLengthLong(Files.size(file));
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(wanted.register()));
            try (OutputStream out = response.getOutputStream()) {
                Files.copy(file, out);
            }
        } finally {
            Files.delete(file);
        }
    }

    private String disposition(Register register) {
        String title = ChineseText.clean(texts.of(register.title()));
        return ContentDisposition.attachment()
                .filename(title + " " + LocalDate.now(clock) + ".xlsx", StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}
