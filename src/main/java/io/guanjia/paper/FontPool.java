package io.guanjia.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** As many sets of fonts as may print at once; who comes later waits. That bounds the memory which printing takes. */
final class FontPool {

    private static final int MOST_AT_ONCE = 2;

    private final @Nullable Path rareFont;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE, true);
    private final ConcurrentLinkedQueue<Fonts> idle = new ConcurrentLinkedQueue<>();

    FontPool(@Nullable Path rareFont) {
        if (rareFont != null && !Files.isReadable(rareFont)) {
            throw new IllegalArgumentException(
                    "The setting guanjia.paper.rare-font names no readable file: " + rareFont);
        }
        this.rareFont = rareFont;
    }

    void lend(Consumer<Fonts> work) {
        free.acquireUninterruptibly();
        try {
            Fonts known = idle.poll();
            Fonts fonts = known == null ? new Fonts(rareFont) : known;
            try {
                work.accept(fonts);
            } finally {
                idle.add(fonts);
            }
        } finally {
            free.release();
        }
    }
}
