package io.omskit.catalog;

import io.omskit.value.Measure;

/** How many smallest steps one whole piece, kilogram, liter or meter has. */
final class Units {
    private Units() {}

    static long stepsPerUnit(Measure measure) {
        long steps = 1;
        for (int i = 0; i < measure.digits(); i++) {
            steps *= 10;
        }
        return steps;
    }
}
