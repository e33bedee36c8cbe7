/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/** The straight line that lies closest to some points, by least squares. */
record Slope(double perUnit, double at0) {
    /** A point of a series: in time, and what was measured. */
    record Point(double x, double y) {}

    /** The line through {@code points}, of which two must differ in x. */
    static Slope of(List<Point> points) {
        double meanX = points.stream().mapToDouble(Point::x).average().orElseThrow();
        double meanY = points.stream().mapToDouble(Point::y).average().orElseThrow();
        double spread = points.stream()
                .mapToDouble(point -> (point.x() - meanX) * (point.x() - meanX))
                .sum();
        checkArgument(spread > 0, "a slope needs two instants, got %s points", points.size());
        double slope = points.stream()
                        .mapToDouble(point -> (point.x() - meanX) * (point.y() - meanY))
                        .sum()
                / spread;
        return new Slope(slope, meanY - slope * meanX);
    }
}
