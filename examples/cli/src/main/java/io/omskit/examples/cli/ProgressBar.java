package io.omskit.examples.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** How far long work is, on standard error: a bar that redraws itself on a terminal, nothing but words elsewhere. */
final class ProgressBar {
    private static final int WIDTH = 32;

    private final PrintWriter err;
    private final boolean terminal;
    private int drawn = -1;
    private String told = "";

    ProgressBar(PrintWriter err) {
        this(err, isTerminal());
    }

    ProgressBar(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Since JDK 22 there is a console without a terminal, too; and a terminal that cannot redraw calls itself dumb. */
    private static boolean isTerminal() {
        String kind = System.getenv("TERM");
        return kind != null
                && !kind.equals("dumb")
                && Optional.ofNullable(System.console())
                        .map(ProgressBar::isInteractive)
                        .orElse(false);
    }

    private static boolean isInteractive(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            // before JDK 22 a console is there only on a terminal
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Tells that so much of the work is done. */
    void update(int done, int steps, String what) {
        if (terminal) {
            int percent = steps == 0 ? 100 : done * 100 / steps;
            if (percent != drawn || !what.equals(told)) {
                int filled = percent * WIDTH / 100;
                err.print(String.format(
                        Locale.ROOT,
                        "\r[%s%s] %3d%%  %-44s",
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        percent,
                        what));
                err.flush();
                drawn = percent;
            }
        } else if (!what.equals(told)) {
            err.println(what);
        }
        told = what;
    }

    /** Clears the bar. */
    void end() {
        if (terminal && drawn >= 0) {
            err.print("\r" + " ".repeat(WIDTH + 56) + "\r");
            err.flush();
        }
    }
}
