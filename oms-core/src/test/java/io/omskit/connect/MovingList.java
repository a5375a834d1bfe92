package io.omskit.connect;

import io.omskit.connect.Pager.Page;
import io.omskit.connect.WindowSplitter.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A shop whose orders are listed by modified time, newest first, and touched while somebody pages. Between any two page calls time passes, orders are touched
 * (so that they move to the front) and new ones are placed.
 */
final class MovingList {
    /** An order in the state it was listed in. */
    record Row(int order, Instant modified) {}

    private final Map<Integer, Instant> modified = new HashMap<>();
    private final VirtualTime time;
    private final Random random;
    private final int touchesPerCall;

    MovingList(VirtualTime time, long seed, int orders, int touchesPerCall) {
        this.time = time;
        this.random = new Random(seed);
        this.touchesPerCall = touchesPerCall;
        for (int i = 0; i < orders; i++) {
            modified.put(i, VirtualTime.START.plusSeconds(random.nextInt(3600)));
        }
    }

    Map<Integer, Instant> orders() {
        return Map.copyOf(modified);
    }

    Answer<Page<Row>> page(Window window, int number, int size) {
        List<Row> rows = inWindow(window);
        long from = Math.min((number - 1L) * size, rows.size());
        Page<Row> page = Page.ofTotal(rows.subList((int) from, (int) Math.min(from + size, rows.size())), rows.size());
        move();
        return Answer.of(page);
    }

    private List<Row> inWindow(Window window) {
        List<Row> rows = new ArrayList<>();
        modified.forEach((order, at) -> {
            if (!at.isBefore(window.from()) && at.isBefore(window.to())) {
                rows.add(new Row(order, at));
            }
        });
        rows.sort(Comparator.comparing(Row::modified).reversed().thenComparing(Row::order));
        return rows;
    }

    private void move() {
        time.pass(Duration.ofSeconds(1 + random.nextInt(5)));
        for (int i = random.nextInt(touchesPerCall + 1); i > 0 && !modified.isEmpty(); i--) {
            modified.put(random.nextInt(modified.size()), time.instant());
        }
        if (random.nextInt(4) == 0) {
            modified.put(modified.size(), time.instant());
        }
    }
}
